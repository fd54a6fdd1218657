"""Whole pages: what is cut is joined, what is whole stays as it is, and no character is lost."""

import json
import re
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_file
from ingest import Reader
from ingest.page.layout import Kind

MARKS = re.compile(r"(?:[\s\u3000*#>+\-\ufeff]|&nbsp;|\d+\.)*")
SUBJECTS = [
    "某某矿务局掘进一队",
    "王师傅",
    "技术科的几位同事",
    "这家纺织厂",
    "市总工会",
    "她的徒弟李某",
    "车间里的老工人",
    "班组",
]
PREDICATES = [
    "反复试验了十几种夹具",
    "把废旧的电机改成了教具",
    "在技能竞赛中拿到了第二名",
    "为企业节约成本30万元",
    "每周三晚上给青年职工讲课",
    "申报了两项实用新型专利",
    "将操作要领编成了口诀",
]
TAILS = ["", "，受到大家欢迎", "，效率提高了一倍", "，至今还在使用", "，其中三名徒弟成了高级技师"]
ENDS = ["。", "！", "？", "。”"]


def outside(text: str, reader: Reader) -> str:
    """What no paragraph holds; fails where two paragraphs hold the same character."""
    covered = [0] * len(text)
    for paragraph in reader.page.paragraphs(text):
        for start, end in paragraph.pieces:
            for i in range(start, end):
                covered[i] += 1
    assert max(covered, default=0) <= 1
    return "".join(c if not n else "\n" for c, n in zip(text, covered, strict=True))


@given(st.text(alphabet="工艺改进，。！\n 　张伟首页>分享#-*“”ab12.", max_size=160))
@settings(max_examples=60, deadline=None)
def test_no_character_is_lost(reader: Reader, text: str) -> None:
    assert MARKS.fullmatch(outside(text, reader))


def test_no_character_of_real_pages_is_lost(reader: Reader, shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        (document,) = read_file(path)
        assert MARKS.fullmatch(outside(document.text, reader))


sentence = st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (SUBJECTS, PREDICATES, TAILS, ENDS)))
paragraph = st.lists(sentence, min_size=1, max_size=4).map("".join)
pages = st.lists(paragraph, min_size=1, max_size=8, unique=True)


@given(pages)
@settings(max_examples=60, deadline=None)
def test_whole_paragraphs_stay_as_they_are(reader: Reader, page: list[str]) -> None:
    found = reader.page.paragraphs("\n\n".join(page))
    assert [p.text for p in found] == page
    assert all(p.kind is not Kind.FILLER for p in found)


def test_the_certain_joins_of_real_pages_are_made(reader: Reader, shared: Path) -> None:
    """Every place where the pages cut a paragraph for certain, found by reading them, is joined; nothing else is."""
    order = json.loads((shared / "gold/reading-order.json").read_text("utf-8"))
    for name, wanted in order.items():
        (document,) = read_file(shared / "seeds" / name)
        made = set()
        for found in reader.page.paragraphs(document.text):
            lines = [document.text.count("\n", 0, piece.start) + 1 for piece in found.pieces]
            made.update(pairwise(lines))
        assert made == {pair for p in wanted for pair in pairwise(p["lines"])}, name


def test_the_articles_of_real_pages_are_told_apart(reader: Reader, shared: Path) -> None:
    """One of the pages holds six articles, three of them on the topic; the others hold one."""
    found = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        (document,) = read_file(path)
        articles = reader.page.articles(reader.page.paragraphs(document.text))
        found[path.stem[:3]] = [article.on_topic for article in articles]
    several = [True, True, True, False, False, False]
    assert found == {"000": [True], "001": [True], "002": several, "003": [True], "004": [True]}
