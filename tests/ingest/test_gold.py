from pathlib import Path

from corpus import read_file
from ingest import Reader, extract, to_gold

BODY = "海城重工有限公司职工李大伟研制出“自动喷号机”，节约成本80万元。"


def test_spans_are_those_of_the_original_file(reader: Reader, tmp_path: Path) -> None:
    original = f"---\ntitle: 喷号机\nsource: 某报\n---\n\n# 喷号机\n\n{BODY}\n"
    path = tmp_path / "喷号.md"
    path.write_text(original, "utf-8")
    (document,) = read_file(path)
    found = to_gold(document, extract(document, reader))
    assert (found["id"], found["title"], found["source"]) == ("喷号", "喷号机", "某报")
    for fact in (*found["relations"], *found["measures"]):
        assert "".join(original[start:end] for start, end in fact["spans"]) == fact["evidence"] == BODY
    (person,) = [e for e in found["entities"] if e["type"] == "Person"]
    assert [original[start:end] for start, end in person["spans"]] == ["李大伟"]


def test_every_end_of_a_fact_is_a_listed_entity(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "喷号.txt"
    path.write_text(BODY, "utf-8")
    (document,) = read_file(path)
    found = to_gold(document, extract(document, reader))
    names = {entity["name"] for entity in found["entities"]}
    assert {r[end] for r in found["relations"] for end in ("head", "tail")} <= names
    assert {m["subject"] for m in found["measures"]} <= names


def test_probable_misprints_are_told_where_the_original_has_them(reader: Reader, tmp_path: Path) -> None:
    original = f"---\ntitle: 喷号机\n---\n\n{BODY}职工职工大会评出二、三等项。\n"
    path = tmp_path / "喷号.md"
    path.write_text(original, "utf-8")
    (document,) = read_file(path)
    found = to_gold(document, extract(document, reader))["suspicions"]
    assert [(s["text"], s["suggestion"]) for s in found] == [("职工职工", "职工"), ("项", "奖")]
    assert ["".join(original[start:end] for start, end in s["spans"]) for s in found] == ["职工职工", "项"]
