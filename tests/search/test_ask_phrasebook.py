"""The ways of asking, as questions.toml gives them."""

import re

from ingest.facts import EntityType, RelationType
from search.questions import phrasebook


def test_every_cue_is_spelled_out() -> None:
    for question in phrasebook().questions:
        assert question.cues, question.id
        for cue in question.cues:
            assert not re.search(r"(?<!\?P)<\w+>", cue.pattern), f"{question.id}: {cue.pattern}"


def test_every_sentence_takes_its_subject() -> None:
    book = phrasebook()
    for question in book.questions:
        assert "甲" in question.reading.format(subject="甲"), question.id
        assert question.nothing.format(subject="甲").startswith("资料里没有"), question.id
        assert question.called or question.as_subject is None, question.id
    assert book.reading["figure"].format(subject="甲", label="专利数") == "甲的专利数是多少"


def test_routes_join_up() -> None:
    """A relation only leads on from the types that the graph lets it begin or end at."""
    person, studio, place = EntityType.PERSON, EntityType.STUDIO, EntityType.PLACE
    book = phrasebook()
    assert [(hop.type, hop.forward) for hop in book.question("mentors").routes[0].hops] == [
        (RelationType.MENTORS, False)
    ]
    assert [route.hops[-1].type for route in book.question("belongs").routes if studio in route.start] == [
        RelationType.HOSTED_BY,
        RelationType.WORKS_AT,
    ]
    assert book.question("apprentices").answers == {person}
    assert book.question("located").answers == {place}


def test_what_is_counted_is_a_question() -> None:
    book = phrasebook()
    counted = [figure.counts for figure in book.figures if figure.counts]
    assert [book.question(id_).id for id_ in counted] == counted


def test_every_type_and_relation_has_its_words() -> None:
    book = phrasebook()
    assert set(book.types) == set(EntityType)
    assert set(book.relations) == set(RelationType)
