"""The command line as a user meets it: what stands on stdout, what on stderr, and the exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.cli import main


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def jiangpu(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process; `library` is set as a user sets it, in the environment."""

    def run(*words: object, library: Path | None = None) -> Done:
        monkeypatch.setattr(sys, "argv", ["jiangpu", *map(str, words)])
        if library:
            monkeypatch.setenv("JIANGPU_LIBRARY", str(library))
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        code = end.value.code
        assert isinstance(code, int)
        return Done(code, *capfd.readouterr())

    return run


@pytest.fixture
def answer(jiangpu: Run) -> Callable[..., Any]:
    """The JSON that a command prints."""

    def run(*words: object, library: Path) -> Any:
        done = jiangpu(*words, "--json", library=library)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


def test_extract_writes_a_line_for_each_file_and_goes_on_after_a_bad_one(
    texts: Path, tmp_path: Path, jiangpu: Run
) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"not a pdf")
    done = jiangpu("extract", texts / "钢铁.txt", bad, texts / "煤矿.txt", "--json")
    assert done.code == 1
    steel, coal = map(json.loads, done.out.splitlines())
    assert (steel["id"], coal["id"]) == ("钢铁", "煤矿")
    assert [e["name"] for e in coal["entities"] if e["type"] == "Person"] == ["钱大勇"]
    assert done.err.startswith("错误：") and "坏.pdf" in done.err
    assert len(done.err.splitlines()) == 1


def test_extract_for_people(texts: Path, jiangpu: Run) -> None:
    done = jiangpu("extract", texts / "煤矿.txt")
    assert done.code == 0
    assert "皮带机自动纠偏装置" in done.out and "46万元" in done.out


def test_ingest_reports_and_repeats(texts: Path, tmp_path: Path, jiangpu: Run, answer: Callable[..., Any]) -> None:
    library = tmp_path / "我的 库"
    report = answer("ingest", texts, library=library)
    assert [Path(f["file"]).name for f in report["added"]] == ["煤矿.txt", "网页.txt", "钢铁.txt"]
    done = jiangpu("ingest", texts, library=library)
    assert done.code == 0
    assert done.out == "共3个文件：已读入0个，已更新0个，已跳过3个，无法读取0个。\n"


def test_ingest_ends_with_1_when_a_file_was_refused(tmp_path: Path, jiangpu: Run) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"not a pdf")
    done = jiangpu("ingest", bad, library=tmp_path / "库")
    assert done.code == 1
    assert "无法读取1个" in done.out and "坏.pdf" in done.out


def test_stats(library_folder: Path, jiangpu: Run, answer: Callable[..., Any]) -> None:
    counts = answer("stats", library=library_folder)
    assert (counts["documents"], counts["Studio"], counts["mentors"]) == (3, 1, 2)
    assert "创新工作室" in jiangpu("stats", library=library_folder).out


def test_search_experts_lineage_ask(library_folder: Path, answer: Callable[..., Any]) -> None:
    assert answer("search", "皮带跑偏", "-k", 1, library=library_folder)["hits"][0]["name"] == "皮带机自动纠偏装置"
    assert answer("experts", "更换结晶器太慢", library=library_folder)["experts"][0]["name"] == "赵德海"
    team = answer("experts", "更换结晶器太慢", "--team", "--size", 2, library=library_folder)["team"]
    assert team["members"][0]["name"] == "赵德海"
    assert answer("experts", "更换结晶器太慢", "--honour", "国际级", library=library_folder)["experts"] == []
    assert answer("lineage", "周小雨", library=library_folder)["mentors"][0]["name"] == "孙立新"
    assert answer("ask", "赵德海的徒弟是谁？", library=library_folder)["answers"][0]["name"] == "孙立新"


def test_answers_for_people(library_folder: Path, jiangpu: Run) -> None:
    assert "皮带机自动纠偏装置" in jiangpu("search", "皮带跑偏", library=library_folder).out
    assert "没有找到" in jiangpu("search", "qwxz", library=library_folder).out
    assert "河州钢铁公司" in jiangpu("experts", "更换结晶器太慢", library=library_folder).out
    assert "补上：" in jiangpu("experts", "更换结晶器太慢", "--team", library=library_folder).out
    assert "没有找到" in jiangpu("experts", "奶牛乳房炎", library=library_folder).out
    tree = jiangpu("lineage", "赵德海", library=library_folder).out
    assert tree.index("徒弟") < tree.index("孙立新") < tree.index("周小雨")
    assert "没有写到" in jiangpu("lineage", "钱大勇", library=library_folder).out
    assert "孙立新" in jiangpu("ask", "赵德海的徒弟是谁？", library=library_folder).out


def test_remove_and_rebuild(own_library: Path, jiangpu: Run, answer: Callable[..., Any]) -> None:
    hit = answer("search", "皮带跑偏", library=own_library)["hits"][0]
    done = jiangpu("remove", hit["evidence"][0]["document"], library=own_library)
    assert (done.code, done.out) == (0, "")
    names = [h["name"] for h in answer("search", "皮带跑偏", library=own_library)["hits"]]
    assert hit["name"] not in names
    assert jiangpu("rebuild", library=own_library).code == 0
    assert [h["name"] for h in answer("search", "皮带跑偏", library=own_library)["hits"]] == names


@pytest.mark.parametrize(
    ("format", "name"),
    [("jsonld", "图谱.jsonld"), ("graphml", "图谱.graphml"), ("cypher", "图谱.cypher"), ("csv", "表")],
)
def test_export(library_folder: Path, tmp_path: Path, jiangpu: Run, format: str, name: str) -> None:
    out = tmp_path / name
    assert jiangpu("export", "--format", format, out, library=library_folder).code == 0
    files = list(out.iterdir()) if out.is_dir() else [out]
    assert any("钱大勇" in f.read_text("utf-8") for f in files)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["ingest"], 2, "没有指定要读入的文件"),
        (["ingest", "没有这个文件"], 1, "找不到"),
        (["remove", "0000"], 3, "0000"),
        (["lineage", "查无此人"], 3, "没有叫“查无此人”的人"),
        (["search", "  "], 2, "问题是空的"),
    ],
)
def test_errors_are_one_line_and_a_code(
    library_folder: Path, jiangpu: Run, words: list[str], code: int, message: str
) -> None:
    done = jiangpu(*words, library=library_folder)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("错误：") and message in done.err
    assert len(done.err.splitlines()) == 1


def test_a_missing_library_is_told_with_the_cure(tmp_path: Path, jiangpu: Run) -> None:
    done = jiangpu("stats", library=tmp_path / "无")
    assert done.code == 4
    assert "jiangpu ingest" in done.err
    assert not (tmp_path / "无").exists()


def test_a_wrong_setting_is_told_by_name(library_folder: Path, jiangpu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANGPU_PORT", "八千")
    done = jiangpu("stats", library=library_folder)
    assert done.code == 2
    assert "JIANGPU_PORT" in done.err


@pytest.mark.parametrize("words", [["--help"], ["stats"]])
def test_commands_that_need_no_model_load_none(library_folder: Path, words: list[str]) -> None:
    watch = "import sys, atexit; atexit.register(lambda: print(*(m for m in ('torch', 'uvicorn') if m in sys.modules)))"
    code = f"{watch}; sys.argv = ['jiangpu', *{words!r}]; from api.cli import main; main()"
    given = {**os.environ, "JIANGPU_LIBRARY": str(library_folder)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=given)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == ""


def test_the_program_as_a_process(texts: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "extract", str(texts / "煤矿.txt"), "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "煤矿"
