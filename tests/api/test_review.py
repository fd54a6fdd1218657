"""A small folder of reports in which persons, enterprises and studios are in doubt: what the list for review tells."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from tests.api.conftest import ClientOf

TEXTS = {
    "职工报": "云溪钢铁有限公司高级技师李伟研制了热轧辊道快速更换装置。李伟获2022年甘肃省劳动模范称号。",
    "石化报": "海岭石化有限公司化验员李伟改进了取样方法。李伟获2022年甘肃省劳动模范称号。",
    "简讯": "李伟获2022年甘肃省劳动模范称号，他说，创新没有止境。",
    "远东一": "甘肃远东机械有限公司技师王建国研制了齿轮箱防尘装置。",
    "远东二": "浙江远东机械有限公司技师赵海涛研制了主轴冷却装置。",
    "远东三": "远东机械有限公司召开职工创新大会，技师孙立新介绍了导轨润滑装置。",
    "工作室一": "陈志刚劳模创新工作室设在长岭发电厂，由长岭发电厂高级技师陈志刚领衔。",
    "工作室二": "陈志刚创新工作室设在河州机车厂，由河州机车厂技师陈志刚领衔。",
    "工作室三": "陈志刚工作室今年完成攻关项目12项。",
}
Pair = tuple[str, frozenset[str], tuple[str, ...], tuple[str, ...]]


def pairs(found: list[dict[str, Any]]) -> set[Pair]:
    return {
        (
            pair["one"]["type"],
            frozenset((pair["one"]["name"], pair["other"]["name"])),
            tuple(pair["speaks_for"]),
            tuple(pair["speaks_against"]),
        )
        for pair in found
    }


def test_each_kind_of_doubt_comes_up_with_its_reasons_and_goes_when_decided(
    tmp_path: Path, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def jiangpu(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["jiangpu", *words, "--library", str(tmp_path / "library")])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 0
        return capfd.readouterr().out

    (tmp_path / "files").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "files" / f"{name}.txt").write_text(f"{name}\n\n{text}\n", "utf-8")
    jiangpu("ingest", str(tmp_path / "files"))
    found = json.loads(jiangpu("review", "--json"))["pairs"]
    honour = ("荣誉同为“2022年甘肃省劳动模范”", "地区同为“甘肃”")
    short = ("去掉地名和公司字样后同为“远东机械”",), ("“远东机械”也可能是另外1个单位的简称",)
    assert {
        ("Person", frozenset(("李伟",)), honour, ()),
        ("Organization", frozenset(("远东机械有限公司", "甘肃远东机械有限公司")), *short),
        ("Organization", frozenset(("远东机械有限公司", "浙江远东机械有限公司")), *short),
        ("Studio", frozenset(("陈志刚创新工作室", "陈志刚工作室")), ("都是“陈志刚”的工作室",), ()),
    } <= pairs(found)
    employers = {
        pair["speaks_against"][0] for pair in found if pair["speaks_against"] and pair["one"]["name"] == "李伟"
    }
    assert (
        employers
        <= {
            "单位一为“海岭石化有限公司”，一为“云溪钢铁有限公司”",
            "单位一为“云溪钢铁有限公司”，一为“海岭石化有限公司”",
        }
        and employers
    )
    assert "反对：“远东机械”也可能是另外1个单位的简称" in jiangpu("review")

    [one] = [pair for pair in found if "甘肃远东机械有限公司" in (pair["one"]["name"], pair["other"]["name"])]
    with client_of(tmp_path / "library") as client:
        assert pairs(client.get("/api/v1/review").json()["pairs"]) == pairs(found)
        body = {"one": one["one"]["id"], "other": one["other"]["id"], "same": True}
        assert client.post("/api/v1/decisions", json=body).status_code == 201
        left = client.get("/api/v1/review").json()["pairs"]
        assert not [pair for pair in left if "甘肃远东机械有限公司" in (pair["one"]["name"], pair["other"]["name"])]
