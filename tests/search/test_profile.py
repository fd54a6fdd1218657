import pytest

from ingest.facts import Span
from kg import PassageRecord
from kg.records import EvidenceRecord
from search.profile import surrounding
from tests.search.small_library import fill, report

NEWS = """车间主任指着一堆废弯头发愁。
内弯起皱，外弯裂口。
梁师傅搬来了芯棒控温法。
加热分成三段。
当天试推四十件，只坏了一件。"""
LIST = """1．喷雾联动装置
简介：采煤机走到哪里，水雾就开到哪里。
2．柔性卸果槽
简介：解决果子落箱时的磕碰伤。"""


@pytest.fixture
def passages(store):
    def of(text: str, names: str):
        document, extraction = report(text, names)
        fill(store, (document, extraction))
        ids = {e.name: e.id for e in store.entities(limit=20).items}
        return ids, store.passages(document.id)

    return of


def test_the_trouble_before_and_the_effect_after(passages):
    ids, found = passages(NEWS, "成果:芯棒控温法")
    lines = NEWS.splitlines()
    assert list(surrounding(ids["芯棒控温法"], found)) == [*lines[:2], *lines[3:]]


def test_in_a_list_each_has_only_what_stands_behind_it(passages):
    ids, found = passages(LIST, "成果:喷雾联动装置 成果:柔性卸果槽")
    lines = LIST.splitlines()
    assert list(surrounding(ids["喷雾联动装置"], found)) == [lines[1]]
    assert list(surrounding(ids["柔性卸果槽"], found)) == [lines[3]]


def sentence(text: str, start: int, *names: str) -> PassageRecord:
    spans = (Span(start, start + len(text)),)
    return PassageRecord(f"d-{start}", EvidenceRecord("d", "", None, None, text, spans), names)


def test_what_stands_before_in_the_same_paragraph_belongs_to_it():
    found = [
        sentence("梁师傅做成芯棒控温法。", 0, "achievement-1"),
        sentence("后来推广到三个车间。", 12),
        sentence("加料的斗老是堵。", 23),
        sentence("小赵装了一只振荡斗。", 31, "achievement-2"),
    ]
    assert list(surrounding("achievement-2", found)) == ["加料的斗老是堵。"]


def test_a_trouble_told_long_before_the_name_in_one_paragraph_belongs_to_it():
    lines = ["夏天一到，药粉就受潮。", "换过三种袋子都不顶用。", "老冯去粮库看了看。", "他回来在斗上加了一层膜。"]
    starts = [sum(map(len, lines[:at])) for at in range(len(lines))]
    told = [sentence(line, start) for line, start in zip(lines, starts, strict=True)]
    name = sentence("这就是双膜防潮斗。", sum(map(len, lines)), "achievement-1")
    assert list(surrounding("achievement-1", [*told, name])) == lines
