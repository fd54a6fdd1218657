"""The style sheet and the scripts: one address for each state of them, kept for good by browsers."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.assets import SHEET, SHEETS, Assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_change_makes_a_new_address() -> None:
    one, same, other = (Assets({"a.js": body}) for body in (b"1", b"1", b"2"))
    assert one.address("a.js") == same.address("a.js") != other.address("a.js")
    with pytest.raises(KeyError):
        one.address("b.js")


def test_the_sheet_holds_all_of_css_in_order(tmp_path: Path) -> None:
    (tmp_path / "css" / "components").mkdir(parents=True)
    for name in ("print.css", "tokens.css", "components/b.css", "components/a.css"):
        (tmp_path / "css" / name).write_text(f"/* {name} */")
    answer = Assets.load(tmp_path).answer("", SHEET, "")
    assert answer is not None
    assert re.findall(r"/\* (\S+) \*/", bytes(answer.body).decode()) == [
        "tokens.css",
        "components/a.css",
        "components/b.css",
        "print.css",
    ]


def test_no_sheet_is_forgotten() -> None:
    css = ROOT / "api" / "static" / "css"
    assert {path.relative_to(css).parts[0] for path in css.rglob("*.css")} <= set(SHEETS)


def test_assets_are_kept_and_compressed(client: TestClient) -> None:
    address = re.search(r'href="(/static/\w+/style\.css)"', client.get("/").text)
    assert address
    answer = client.get(address[1], headers={"accept-encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    plain = client.get(address[1], headers={"accept-encoding": "identity"})
    assert plain.content == answer.content
    assert client.get(f"/static/old/{SHEET}").headers["cache-control"] == "no-cache"
    assert client.get("/static/old/nothing.css").status_code == 404
    assert client.get("/static/old/../../app.py").status_code == 404


def test_the_lock_file_names_versions_and_no_host() -> None:
    lock = (ROOT / "web" / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock and "://" not in re.sub(r'"(funding|url)": .*', "", lock)
    packages = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))
    for name, version in (packages["dependencies"] | packages["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert json.loads(lock)["packages"][f"node_modules/{name}"]["version"] == version
