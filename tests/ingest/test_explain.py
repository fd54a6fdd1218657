"""How a document was read: the sentences, what was recognised in them, and the facts that each proves."""

from collections import Counter

import pytest

from corpus import Document, bundled_folder, discover, read_file
from ingest import Explanation, Reader, explain, extract
from ingest.page.layout import Kind

REST = (
    "大家说，车间里的事最要紧的是有人肯下功夫琢磨，一处一处地看，一点一点地改，改好了再教给新来的人，"
    "日子久了，机器就听话了，人也就成长了。"
)
TEXT = (
    "河州市职工创新巡礼\n\n"
    "河州钢铁公司高级技师赵德海研制的连铸结晶器快速对中装置，解决了更换结晶器耗时长的难题，每年为企业节\n\n"
    "图为赵德海在车间调试设备。\n\n"
    "约成本320万元。他荣获2023年全国五一劳动奖章。\n\n"
    "截至2024年底，赵德海劳模创新工作室获得国家专利12项。先后培养技师8人。" + REST + "\n\n"
    "截至2024年底，赵德海劳模创新工作室获得国家专利12项。先后培养技师8人。" + REST + "\n\n"
    "姓名：周小雨\n"
    "单位：河州钢铁公司\n"
)


def document(text: str) -> Document:
    return Document("0" * 16, "样例.txt", text, "样例", "text/plain")


@pytest.fixture(scope="module")
def explanation(reader: Reader) -> Explanation:
    return explain(document(TEXT), reader)


def test_what_each_sentence_is_on_the_page(explanation: Explanation) -> None:
    assert [(s.text[:8], s.kind, len(s.spans)) for s in explanation.sentences] == [
        ("河州市职工创新巡", Kind.HEADING, 1),
        ("河州钢铁公司高级", Kind.BODY, 2),
        ("他荣获2023年", Kind.BODY, 1),
        ("图为赵德海在车间", Kind.CAPTION, 1),
        ("截至2024年底", Kind.BODY, 1),
        ("先后培养技师8人", Kind.BODY, 1),
        ("大家说，车间里的", Kind.BODY, 1),
        ("姓名：周小雨", Kind.RECORD, 1),
        ("单位：河州钢铁公", Kind.RECORD, 1),
    ]


def test_a_sentence_that_the_layout_cut_is_told_with_both_its_parts(explanation: Explanation) -> None:
    cut = explanation.sentences[1]
    assert [TEXT[start:end][-4:] for start, end in cut.spans] == ["为企业节", "0万元。"]
    assert cut.text.endswith("每年为企业节约成本320万元。")
    assert [(m.value, m.unit) for m in cut.measures] == [(3_200_000, "元")]


def test_names_with_the_rule_that_found_them(explanation: Explanation) -> None:
    named = [(m.type.value, m.name, m.rule, TEXT[slice(*m.spans[0])]) for m in explanation.sentences[1].mentions]
    assert named == [
        ("Organization", "河州钢铁公司", "organization.tagged", "河州钢铁公司"),
        ("Person", "赵德海", "person.tagged", "赵德海"),
        ("Achievement", "连铸结晶器快速对中装置", "achievement.told", "连铸结晶器快速对中装置"),
    ]


def test_an_anaphor_is_told_with_what_it_means(explanation: Explanation) -> None:
    pronoun = explanation.sentences[2].mentions[0]
    assert (pronoun.name, pronoun.entity, pronoun.anaphor) == ("他", "赵德海", True)
    assert [(r.head.name, r.type.value) for r in explanation.sentences[2].relations] == [("赵德海", "received")]


def test_a_name_inside_another_and_a_subject_taken_over(explanation: Explanation) -> None:
    studio, trained = explanation.sentences[4:6]
    assert [(m.name, m.inner) for m in studio.mentions] == [("赵德海劳模创新工作室", False), ("赵德海", True)]
    assert trained.mentions == ()
    assert trained.carried is not None and trained.carried.name == "赵德海劳模创新工作室"


def test_facts_of_several_lines_stand_at_the_last_of_them(explanation: Explanation) -> None:
    name, unit = explanation.sentences[7:9]
    assert (name.relations, [(r.head.name, r.tail.name) for r in unit.relations]) == ((), [("周小雨", "河州钢铁公司")])


def test_what_is_printed_twice_is_unread_once(explanation: Explanation) -> None:
    said = "截至2024年底，赵德海劳模创新工作室获得国家专利12项。先后培养技师8人。" + REST
    assert [TEXT[start:end] for start, end in explanation.unread] == [said]


def test_nothing_of_a_document_is_left_out(reader: Reader) -> None:
    """Every sentence and every unread run has its place, and between them stand only white space and marks."""
    for path in discover([bundled_folder()]):
        for read in read_file(path):
            told = explain(read, reader)
            spans = sorted([*told.unread, *(span for s in told.sentences for span in s.spans)])
            ends = [0, *(end for _, end in spans)]
            starts = [*(start for start, _ in spans), len(read.text)]
            for before, after in zip(ends, starts, strict=True):
                assert before <= after, path
                assert not any(c.isalpha() for c in read.text[before:after]), path


def test_it_tells_exactly_the_facts_that_extraction_finds(reader: Reader) -> None:
    for path in (bundled_folder() / "news").iterdir():
        for read in read_file(path):
            told, found = explain(read, reader), extract(read, reader)
            assert Counter(r.evidence.spans for s in told.sentences for r in s.relations) == Counter(
                r.evidence.spans for r in found.relations
            )
            assert sum(len(s.measures) for s in told.sentences) == len(found.measures)
            assert told.entities == found.entities
