"""What asking gives: answers with their evidence, and how the question was understood."""

from dataclasses import dataclass, field

from kg import EvidenceRecord


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a named thing, or a figure.

    Attributes:
        name: of the thing ("甲—乙" for a pair of master and apprentice); None for a figure.
        id: of the entity; None for a pair or a figure.
        type: an entity type's value, or "Pair"; None for a figure.
        value: the figure, in `unit`.
        as_of: the text's own words for the time that the answer holds for, else the year of publication.
        note: what a reader must know: how it was reached, of whom it is said, "约数", "计划".
        evidence: the sentences that say it; never empty.
    """

    name: str | None = None
    id: str | None = None
    type: str | None = None
    value: float | None = None
    unit: str | None = None
    as_of: str | None = None
    note: str | None = None
    evidence: tuple[EvidenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers, best first.

    Attributes:
        understood_as: `intent` (ids of the kinds of question, joined by "+"; "unknown" where it was not understood),
            `question` (the question as understood, in words) and, where there are any, `subject`, `relation`,
            `measure`, `filter`.
        message: a sentence for the person at the screen; says so when the library does not tell.
    """

    answers: tuple[Answer, ...] = ()
    understood_as: dict[str, str] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answers to one thing asked, and sentences that a reader must know with them."""

    answers: tuple[Answer, ...] = ()
    remarks: tuple[str, ...] = ()
