"""The bundled corpus: enough of it, of every kind, its sources named, and in the project's own words."""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from corpus import Document, bundled_folder, discover, read_file

KINDS = {"reports", "studios", "people", "pairs", "achievements", "help", "policies", "events", "tables", "news"}
SUFFIXES = {".md", ".docx", ".xlsx", ".csv", ".html", ".txt", ".jsonl"}
SOURCES = (
    "万众创新 不负韶华 工会推动职工技术创新的“甘肃模式”纪实",
    "激发职工创新创效的蓬勃活力——锦州市总工会搭平台聚合力推进产业工人队伍建设",
    "甘肃：班组微细胞迸发创新大能量",
    "职工创新“星火”托举产业向“新”而行",
    "创新机制更健全 创新平台更有效 创新环境更优化——浙江工会职工创新工作体系建设纪实",
    "重庆市总大胆创新应对经济下行压力 劳模创新工作室日益发挥显著的作用",
)
SHARED = Path(__file__).parents[3] / "shared"
RUN = 13  # as many characters in a row, names aside, count as copied
NAME = 5  # shorter names are left as they are: they alone cannot make a run


@cache
def documents() -> dict[Path, tuple[Document, ...]]:
    folder = bundled_folder()
    return {path.relative_to(folder): read_file(path) for path in discover([folder])}


def every() -> list[Document]:
    return [document for group in documents().values() for document in group]


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LN")


def without_names(text: str, names: Iterable[str]) -> str:
    """Letters and digits only, each name of `NAME` or more characters shrunk to one private character."""
    bare = letters(text)
    known = sorted({name for name in map(letters, names) if len(name) >= NAME}, key=lambda name: (-len(name), name))
    for number, name in enumerate(known):
        bare = bare.replace(name, chr(0xE000 + number))
    return bare


def runs(text: str) -> set[str]:
    return {text[n : n + RUN] for n in range(len(text) - RUN + 1)}


def names_of_the_seeds() -> set[str]:
    names = set(SOURCES)
    for line in (SHARED / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        for entity in json.loads(line)["entities"]:
            names |= {entity["name"], *entity.get("aliases", [])}
    return names


def test_there_are_enough_documents_and_no_two_are_the_same():
    assert len(every()) >= 48
    assert len({document.id for document in every()}) == len(every())


def test_every_kind_and_every_format_is_there():
    assert {path.parts[0] for path in documents()} == KINDS
    assert {path.suffix for path in documents()} == SUFFIXES


def test_what_describes_the_folder_is_not_taken_in():
    assert (bundled_folder() / ".README.md").is_file()
    assert not [path for path in documents() if path.name.startswith(".")]


def test_every_document_names_a_newspaper_page():
    for path, group in documents().items():
        for document in group:
            text = letters(document.text)
            assert "来源" in text, path
            assert any(letters(title) in text for title in SOURCES), path


def test_every_document_has_a_body_to_read():
    for path, group in documents().items():
        for document in group:
            body = re.sub(r"\s", "", document.text).split("资料来源")[0]
            assert len(body) >= (60 if path.suffix == ".jsonl" else 120), path


def test_markdown_pages_and_news_items_state_title_and_source():
    for path, group in documents().items():
        if path.suffix in {".md", ".jsonl"}:
            assert all(document.title and document.source for document in group), path


def test_no_day_of_publication_is_made_up():
    assert [document.name for document in every() if document.published] == []


def test_the_register_of_achievements_holds_known_records():
    (register,) = documents()[Path("tables/职工创新成果登记表.xlsx")]
    rows = [line for line in register.text.splitlines() if "成果名称：" in line]
    assert len(rows) == 18
    assert (
        "成果名称：蓄电池组充放电试验自动数据记录装置；完成人：李营；所在单位：辽宁大唐国际锦州热电有限责任公司"
        in rows[0]
    )


def test_the_register_of_studios_holds_known_records():
    (register,) = documents()[Path("tables/创新工作室一览.csv")]
    rows = [line for line in register.text.splitlines() if "工作室名称：" in line]
    assert len(rows) == 12
    assert "领衔人：张毅；所在单位：国网重庆南岸供电公司；成立时间：2010年5月" in rows[8]


def test_hard_wrapped_text_in_gb18030_is_read():
    (article,) = documents()[Path("news/采油十厂的工具箱.txt")]
    assert article.title == "采油十厂的“工具箱”"
    assert "长庆油田分公司第十采油厂" in letters(article.text)


def test_plans_are_worded_as_plans():
    for document in every():
        for sentence in re.split(r"[。；\n]", document.text):
            if re.search(r"500个以上|拟建7个|(?<![0-9])48个", sentence):
                assert re.search(r"计划|拟|目标", sentence), (document.name, sentence)


def test_a_copied_sentence_would_be_noticed():
    original = "甲公司的张三在2020年想出了一个大家都没有试过的办法,效果很好"
    copied = "据说甲公司的张三在2020年想出了一个大家都没有试过的办法。"
    told = "2020年，张三找到了别人没有试过的办法。"
    assert runs(without_names(original, [])) & runs(without_names(copied, []))
    assert not runs(without_names(original, [])) & runs(without_names(told, []))
    name = "大型蓄电池组充放电自动记录装置"
    assert not runs(without_names(f"发明{name}", [name])) & runs(without_names(f"研制{name}", [name]))


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the newspaper pages are not part of the repository")
def test_nothing_is_copied_from_the_newspaper_pages():
    names = names_of_the_seeds()
    pages = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    printed = set().union(*(runs(without_names(page, names)) for page in pages))
    assert printed
    copied = {
        str(path): sorted(found)
        for path, group in documents().items()
        for document in group
        if (found := runs(without_names(document.text, names)) & printed)
    }
    assert copied == {}
