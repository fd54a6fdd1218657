from pathlib import Path

import pytest

from search.cards import PASSAGE, Card
from search.catalogue import Catalogue
from search.lexical import LexicalIndex
from search.links import Link
from search.numbering import number_of

TOOL = Card(
    "achievement-1", "Achievement", "快换 卡具", links=(Link("developed", False, "person-1", "Person", "白小川"),)
)
PERSON = Card("person-1", "Person", "白小川", years=(2021, 2022))
SENTENCES = [Card(f"d-{n}", PASSAGE, "标题", text=f"第{n}句 ＫＤ", entities=("person-1",)) for n in range(9)]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setattr("search.catalogue.KEPT", 2)
    with LexicalIndex(tmp_path, str.split, create=True).writer() as writer:
        writer.replace([TOOL, PERSON, *SENTENCES])
        writer.commit()
    reader = LexicalIndex(tmp_path, str.split).reader()
    return Catalogue(reader._schema, reader._searcher)


def numbers(*cards: Card) -> list[int]:
    return [number_of(card.type, card.id) for card in cards]


def test_a_card_read_again_is_the_same(catalogue):
    assert catalogue.by_id(["person-1"]) == {"person-1": PERSON}
    assert catalogue.by_id(["person-1"])["person-1"] is catalogue.by_number(numbers(PERSON))["person-1"]


def test_more_than_is_kept_is_found_again_and_again(catalogue):
    cards = [TOOL, PERSON, *SENTENCES]
    for _ in range(3):
        assert list(catalogue.by_id([card.id for card in cards]).values()) == cards
        assert list(catalogue.by_number(numbers(*cards)).values()) == cards


def test_cards_come_in_the_order_of_the_index_however_they_are_asked_for(catalogue):
    catalogue.by_id(["d-3"])
    assert list(catalogue.by_id(["d-5", "d-3", "achievement-1", "d-4"])) == ["achievement-1", "d-3", "d-4", "d-5"]


def test_what_is_not_there_never_is(catalogue):
    for _ in range(2):
        assert catalogue.by_id(["nobody", "person-1"]) == {"person-1": PERSON}
        assert catalogue.by_number([number_of("Studio", "person-1"), *numbers(TOOL)]) == {"achievement-1": TOOL}


def test_the_searched_text_is_normalised(catalogue):
    for _ in range(2):
        assert "kd" in catalogue.normalised(SENTENCES[0])
        assert "白小川" in catalogue.normalised(TOOL)
