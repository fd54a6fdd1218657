"""What the characters around two persons tell of masters and apprentices, and what the model of links makes of it."""

import pytest

from benchmarks.paragraphs.facts import Paragraph
from ingest import Reader
from ingest.extraction import reading
from ingest.facts import EntityType, RelationType
from ingest.lexicon import Lexicon
from ingest.relations.wording import Wording

ROW = "师傅闵长河带着聂小波和卞思雨、第三组的12名学员，一路从锅炉房查到泵房。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def described(text: str, anchor: str, other: str, reader: Reader) -> set[str]:
    """The features of two persons of a sentence."""
    (sentence,) = reading(Paragraph(text, ()).document(), reader).sentences
    persons = {m.name: m for m in sentence.mentions if m.type is EntityType.PERSON}
    return set(Wording.of_pair(sentence, persons[anchor], persons[other]))


def pairs(text: str, reader: Reader) -> set[tuple[str, str, str]]:
    """Who taught whom, and by which rule."""
    found = reading(Paragraph(text, ()).document(), reader).extraction.relations
    return {(r.head.name, r.tail.name, r.rule) for r in found if r.type is RelationType.MENTORS}


def test_the_names_themselves_are_left_out_and_a_row_counts_as_one(reader: Reader) -> None:
    first, second = (described(ROW, name, "闵长河", reader) for name in ("聂小波", "卞思雨"))
    assert first == second
    assert {"before||带着|", "before|带", "before<师傅", "before>、第三组"} <= first
    assert not any(set("闵聂卞") & set(feature) for feature in first)


def test_two_of_one_row_are_told_apart_from_two_of_different_ones(reader: Reader) -> None:
    assert "row=TrueFalse" in described(ROW, "聂小波", "卞思雨", reader)
    assert "row=FalseTrue" in described(ROW, "聂小波", "闵长河", reader)


def test_what_stands_beside_names_nearby_is_told_of_each(reader: Reader) -> None:
    text = "退休多年的老焊工闵长河又回了车间。刚毕业的聂小波抢着给他倒水。"
    sentences = reading(Paragraph(text, ()).document(), reader).sentences
    told = Wording(Lexicon.load().tables["links"]).standings(sentences)
    assert "<elder" in told["闵长河"]
    assert "<young" in told["聂小波"]


def test_what_no_rule_knows_is_learned(reader: Reader) -> None:
    text = "聂小波刚进厂那会儿，连焊钳都拿不稳，是闵长河一遍遍握着他的手，把焊条怎么走教给了他。"
    assert pairs(text, reader) == {("闵长河", "聂小波", "linked")}


def test_who_is_asked_for_help_as_a_master_is_no_apprentice(reader: Reader) -> None:
    text = "闵长河拜卞思雨为师。后来他请机修组的聂小波师傅做了一副带刻度的座子，角度就到位了。"
    assert {pair[:2] for pair in pairs(text, reader)} == {("卞思雨", "闵长河")}


@pytest.mark.parametrize(
    "text",
    [
        "资料没有说师傅是谁。聂小波、闵长河等5人被授予技术标兵称号。",
        "聂小波和闵长河同在检修班，两人都没有带过徒弟。",
    ],
)
def test_where_masters_are_denied_none_is_looked_for(text: str, reader: Reader) -> None:
    assert pairs(text, reader) == set()
