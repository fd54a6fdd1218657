"""The questions and their right answers, and what of a reply is right."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.traditional import simplified
from search import Reply

CASES = Path(__file__).with_name("cases.jsonl")
_DROPPED = re.compile(r"[\s“”‘’\"'《》〈〉「」『』()（）·•,，、。:：;；—-]+")
# A part of a name counts as the name from four characters on, a name with misprints from this agreement on.
_PART = 4
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Expected:
    """One right answer: a name with other forms of it, or a number.

    Attributes:
        optional: it is neither missed when it is left out nor wrong when it is given.
    """

    names: tuple[str, ...] = ()
    value: float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A question.

    Attributes:
        split: "tune" (the grammar may be made to fit it) or "test" (held back).
        kind: "lineage", "relation" or "figure".
        form: what is asked: "mentor", "honour", "two-hop" and so on.
        expected: the right answers; without one that is not optional the documents do not tell.
        documents: the names, without ending, of those that tell.
    """

    id: str
    split: str
    kind: str
    form: str
    query: str
    expected: tuple[Expected, ...]
    documents: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the documents tell."""
        return any(not one.optional for one in self.expected)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reply to a case compares: numbers of right, given and expected answers, and what is amiss."""

    case: Case
    right: int
    given: int
    found: int
    expected: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def perfect(self) -> bool:
        """Everything found and nothing wrong."""
        return not self.missed and not self.wrong


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 over all answers of some cases."""

    cases: int
    precision: float
    recall: float
    f1: float
    declined: float
    """The share of the unanswerable questions that got no answer; 1 where there are none."""


def cases(path: Path = CASES) -> Iterator[Case]:
    """The cases of a file, JSON Lines in the form of ../shared/gold/queries.jsonl with `split`, `form` and `values`."""
    for line in filter(str.strip, path.read_text("utf-8").splitlines()):
        row: dict[str, Any] = json.loads(line)
        names = [
            Expected((one["name"], *one.get("aliases", [])), optional=one.get("optional", False))
            for one in row["expected"]
        ]
        values = [
            Expected(value=float(one["value"]), optional=one.get("optional", False)) for one in row.get("values", [])
        ]
        documents = tuple(said["doc"] for said in row["evidence"])
        split, form = row.get("split", "test"), row.get("form", row["kind"])
        yield Case(row["id"], split, row["kind"], form, row["query"], (*names, *values), documents)


def compared(case: Case, reply: Reply) -> Outcome:
    """What of the reply is right; answers are compared by name, or by value where numbers are expected."""
    by_value = any(one.value is not None for one in case.expected)
    given = [(answer.value if by_value else answer.name or str(answer.value)) for answer in reply.answers]
    fitting = [[one for one in case.expected if _fits(one, answer)] for answer in given]
    wrong = [str(answer) for answer, ones in zip(given, fitting, strict=True) if not ones]
    right = sum(any(not one.optional for one in ones) for ones in fitting)
    wanted = [one for one in case.expected if not one.optional]
    missed = [one for one in wanted if not any(one in ones for ones in fitting)]
    return Outcome(
        case,
        right,
        right + len(wrong),
        len(wanted) - len(missed),
        len(wanted),
        tuple(one.names[0] if one.names else f"{one.value:.10g}" for one in missed),
        tuple(wrong),
    )


def agreement(outcomes: Iterable[Outcome]) -> Agreement:
    """Over all answers of all cases (micro)."""
    read = list(outcomes)
    right, given = sum(one.right for one in read), sum(one.given for one in read)
    found, expected = sum(one.found for one in read), sum(one.expected for one in read)
    precision, recall = right / given if given else 0.0, found / expected if expected else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    silent = [not one.given for one in read if not one.case.answerable]
    return Agreement(len(read), precision, recall, f1, sum(silent) / len(silent) if silent else 1.0)


def _fits(expected: Expected, answer: str | float | None) -> bool:
    if isinstance(answer, str):
        return any(_same(name, answer) for name in expected.names)
    return answer is not None and expected.value == answer


def _same(one: str, other: str) -> bool:
    a, b = _plain(one), _plain(other)
    if a == b or (min(len(a), len(b)) >= _PART and (a in b or b in a)):
        return True
    x, y = _pairs(a), _pairs(b)
    both = sum((x & y).values())
    return min(len(a), len(b)) >= _PART and 2 * both / (x.total() + y.total()) >= _ALIKE


def _plain(name: str) -> str:
    return _DROPPED.sub("", simplified(name)).lower()


def _pairs(name: str) -> Counter[str]:
    return Counter(name[i : i + 2] for i in range(len(name) - 1))
