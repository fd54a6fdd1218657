from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from ingest.page.layout import Paragraph
from ingest.page.sentences import sentences, uniform


def cut(text: str) -> list[str]:
    return [s.surface(0, len(s.text)) for s in sentences([Paragraph(text, (Span(0, len(text)),))])]


def test_ends_at_full_stops_and_the_quotes_behind_them() -> None:
    assert cut("他说：“成了！”大家鼓掌。效率提高一倍") == ["他说：“成了！”", "大家鼓掌。", "效率提高一倍"]


def test_goes_on_after_a_quotation_inside_the_sentence() -> None:
    assert cut("“行！”，他答道。") == ["“行！”，他答道。"]


def test_an_ellipsis_inside_does_not_end_a_sentence() -> None:
    assert cut("激光熔敷、堆焊……走进工作室，样样都有。") == ["激光熔敷、堆焊……走进工作室，样样都有。"]


def test_marks_are_made_full_width_but_numbers_are_left() -> None:
    assert uniform("共1,200人,用时3:20;(试行)") == "共1,200人，用时3:20；（试行）"


def test_evidence_of_a_joined_sentence_has_a_span_for_each_half() -> None:
    document = "他改进了焊接工\n\n艺，效率翻倍。"
    paragraph = Paragraph("他改进了焊接工艺，效率翻倍。", (Span(0, 7), Span(9, 16)))
    (sentence,) = sentences([paragraph])
    evidence = sentence.evidence()
    assert evidence.text == "他改进了焊接工艺，效率翻倍。"
    assert [document[start:end] for start, end in evidence.spans] == ["他改进了焊接工", "艺，效率翻倍。"]


@given(st.text(alphabet="工艺改进，。！？…“”‘’ ,;?ab1他说", max_size=120))
def test_only_white_space_is_lost(text: str) -> None:
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")
