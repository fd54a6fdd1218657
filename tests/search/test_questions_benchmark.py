"""The benchmark of asking: its cases stand in the texts, and a reply is scored as it should be."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions.cases import Case, Expected, agreement, cases, compared
from search.questions import Answer, Reply

ROOT = Path(__file__).resolve().parents[2]


def case(*expected: Expected) -> Case:
    return Case("x", "tune", "relation", "honour", "甲得过什么奖", expected)


def reply(*names: str) -> Reply:
    return Reply(tuple(Answer(name) for name in names))


def test_a_third_of_the_questions_is_held_back() -> None:
    all_cases = list(cases())
    assert Counter(one.split for one in all_cases) == {"tune": 161, "test": 81}
    assert len({one.query for one in all_cases}) == len(all_cases)
    assert {one.kind for one in all_cases} == {"lineage", "relation", "figure"}


def test_every_answerable_question_names_a_document_that_is_there() -> None:
    for one in cases():
        assert bool(one.documents) == one.answerable, one.id
        for name in one.documents:
            folders = ("benchmarks/articles", "corpus/bundled")
            assert any(list((ROOT / folder).glob(f"{name}.*")) for folder in folders), name


@pytest.mark.parametrize(
    ("given", "right", "found", "wrong"),
    [
        (("白石工匠",), 1, 1, 0),
        (("白石市技能大赛一等奖", "白石工匠"), 2, 2, 0),
        (("一等奖",), 1, 1, 0),
        (("先进工作者",), 0, 0, 0),
        (("另一个奖", "白石工匠"), 1, 1, 1),
    ],
)
def test_names_are_compared_with_their_other_forms(given: tuple[str, ...], right: int, found: int, wrong: int) -> None:
    expected = (
        Expected(("白石工匠",)),
        Expected(("白石市技能大赛一等奖", "一等奖")),
        Expected(("先进工作者",), optional=True),
    )
    outcome = compared(case(*expected), reply(*given))
    assert (outcome.right, outcome.found, len(outcome.wrong)) == (right, found, wrong)


def test_numbers_are_compared_by_value() -> None:
    expected = case(Expected(value=40), Expected(value=65, optional=True))
    outcome = compared(expected, Reply((Answer(value=40), Answer(value=65), Answer(value=12))))
    assert (outcome.right, outcome.given, outcome.wrong) == (1, 2, ("12",))


def test_an_answer_to_an_unanswerable_question_is_wrong() -> None:
    silent, guessed = compared(case(), Reply()), compared(case(), reply("乙"))
    assert agreement([silent, guessed]).declined == 0.5
    assert agreement([silent]).declined == 1
    assert not guessed.perfect
