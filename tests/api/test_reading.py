"""A document as it was read: blocks, sentences with their parts, names, marks, misprints, facts beside them."""

import re
from pathlib import Path

import pytest

from api.ingestion import ingest
from api.library import Library
from api.pages.reading import Block, Source, block_spans, blocks, pieces, sentence_parts
from corpus import Place
from ingest.facts import Article, EntityType, Span, Suspicion
from kg import DocumentRecord, EntityRecord, EvidenceRecord, NameRecord, PassageRecord
from tests.api.conftest import ClientOf  # type: ignore[import-not-found]

HTML_LIMIT = 60_000


def document(text: str, **more: object) -> DocumentRecord:
    return DocumentRecord("d", "d.txt", "题目", "text/plain", None, None, text, **more)  # type: ignore[arg-type]


def passage(*spans: tuple[int, int]) -> PassageRecord:
    return PassageRecord("p", EvidenceRecord("d", "题目", None, None, "", tuple(Span(*s) for s in spans)))


def read(text: str, *passages: PassageRecord, **more: object) -> list[Block]:
    names, places, marked = more.pop("names", ()), more.pop("places", ()), more.pop("marked", ())
    parts = sentence_parts(passages, text)
    return list(blocks(Source(document(text, **more), names, places, parts, marked)))  # type: ignore[arg-type]


def words(block: Block) -> str:
    return "".join(piece.text for stretch in block.stretches for piece in stretch.pieces)


def test_lines_are_blocks_unless_a_sentence_goes_on_over_their_end() -> None:
    text = "题目\n\n甲厂的王大力研\n制了装置。\n乙厂也用上了。\n"
    found = read(text, passage((4, 11), (12, 17)), passage((18, 25)))
    assert [words(block) for block in found] == ["题目", "甲厂的王大力研\n制了装置。", "乙厂也用上了。"]
    assert [block.after_blank for block in found] == [False, True, False]
    parts = [s.part for s in found[1].stretches if s.part]
    assert [(p.anchor, p.joined, p.before, p.after) for p in parts] == [("s4", False, "", ""), ("s4-1", True, "", "")]


def test_parts_of_a_sentence_that_other_text_parts_lead_to_each_other() -> None:
    text = "的装置投用了。\n图片说明\n王大力研制\n"
    first, caption, last = read(text, passage((13, 18), (0, 7)))
    [head], [tail] = [[s.part for s in block.stretches if s.part] for block in (last, first)]
    assert head and (head.anchor, head.after, head.back) == ("s13", "s13-1", True)
    assert tail and (tail.anchor, tail.before, tail.joined) == ("s13-1", "s13", False)
    assert not any(s.part for s in caption.stretches)


def test_a_long_line_is_cut_before_a_sentence() -> None:
    sentence = "王大力研制了装置。"
    text = sentence * 300
    starts = range(0, len(text), len(sentence))
    found = list(block_spans(text, sentence_parts([passage((s, s + len(sentence))) for s in starts], text)))
    assert len(found) == 3 and all(span.start in starts for span in found)
    assert [s.end for s in found[:-1]] == [s.start for s in found[1:]] and found[-1].end == len(text)
    unread = list(block_spans("字" * 2000, []))
    assert [(s.start, s.end) for s in unread] == [(0, 900), (900, 1800), (1800, 2000)]


def test_names_marks_and_misprints_are_nested_and_lose_no_character() -> None:
    text = "王大力研制聚乙稀醇过滤装置。"
    names = [
        NameRecord(Span(0, 3), EntityRecord("person-1", EntityType.PERSON, "王大力")),
        NameRecord(Span(5, 13), EntityRecord("achievement-1", EntityType.ACHIEVEMENT, "聚乙稀醇过滤装置")),
        NameRecord(Span(9, 13), EntityRecord("achievement-2", EntityType.ACHIEVEMENT, "过滤装置")),
    ]
    doubt = Suspicion(Span(5, 9), "聚乙稀醇", "聚乙烯醇", "", 0.8)
    [block] = read(text, passage((0, 14)), names=names, marked=[Span(3, 13)], suspicions=(doubt,))
    assert words(block) == text
    [stretch] = block.stretches
    assert [(piece.text, piece.marked) for piece in stretch.pieces] == [
        ("王大力", False),
        ("研制聚乙稀醇过滤装置", True),
        ("。", False),
    ]
    named = [(run.entity.id, [bit.text for bit in run.bits]) for p in stretch.pieces for run in p.runs if run.entity]
    assert named == [("person-1", ["王大力"]), ("achievement-1", ["聚乙稀醇", "过滤装置"])]


@pytest.mark.parametrize(
    ("marked", "cut"),
    [
        ([(1, 3)], [("一", False), ("二三", True), ("四五", False)]),
        ([(3, 9), (0, 1)], [("一", True), ("二三", False), ("四五", True)]),
        ([(1, 3), (2, 4)], [("一", False), ("二三", True), ("四", True), ("五", False)]),
        ([(4, 2), (-5, -1), (99, 100)], [("一二三四五", False)]),
    ],
)
def test_text_is_cut_at_marks_even_when_these_are_wrong(
    marked: list[tuple[int, int]], cut: list[tuple[str, bool]]
) -> None:
    text = "一二三四五"
    found = pieces(text, Span(0, 5), [Span(*ends) for ends in marked])
    assert [(text[span.start : span.end], is_marked) for span, is_marked in found] == cut


def test_a_place_is_told_where_it_changes_and_an_article_set_aside() -> None:
    text = "甲厂的事。\n乙厂的事。\n银行的事。\n"
    aside = Article("银行", (Span(12, 17),), False, "无关")
    places = [Place(0, 12, "第1页"), Place(12, 18, "第2页")]
    found = read(text, places=places, articles=(Article("甲厂", (Span(0, 11),)), aside))
    assert [block.place for block in found] == ["第1页", "", "第2页"]
    assert [block.aside for block in found] == [None, None, aside]


def test_a_long_document_has_pages_and_a_mark_opens_its_own(client_of: ClientOf, tmp_path: Path) -> None:
    told = "河州钢铁公司职工王大力研制了第{}号轧机测温装置，每年节约{}万元。王大力获得河州市劳动模范称号。"
    lines = [told.format(n, n + 1) for n in range(1, 241)]
    (tmp_path / "长篇.txt").write_text("\n".join(lines), "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        [outcome] = ingest([tmp_path / "长篇.txt"], library).outcomes
        [id_] = outcome.documents
        text = library.store.document(id_).text
    with client_of(tmp_path / "library") as client:
        sizes, seen, address = [], [], f"/documents/{id_}"
        while address:
            answer = client.get(address)
            sizes.append(len(answer.content))
            seen += re.findall(r"第(\d+)号轧机", re.sub("<[^>]+>", "", answer.text.split('class="words"', 1)[1]))
            following = re.search(r'href="([^"]+)" rel="next"', answer.text)
            address = following[1].replace("&amp;", "&") if following else ""
        assert max(sizes) <= HTML_LIMIT and len(sizes) > 2
        assert {int(n) for n in seen} == set(range(1, 241))
        start = text.index("第200号")
        marked = client.get(f"/documents/{id_}", params={"start": start, "end": start + 5}).text
        assert '<mark id="evidence">第200号</mark>' in re.sub("</?a[^>]*>", "", marked)
        assert 'rel="prev"' in marked
