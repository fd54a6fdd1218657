"""One thing that a question asks, as it was understood."""

import re
from dataclasses import dataclass, field

from ingest.facts import EntityType
from search.questions.named import Named
from search.questions.phrasebook import Figure, Question, Ranking

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年|[和与、到至-](?:19|20)[0-9]{2}年)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question about some subjects.

    Attributes:
        rule: None where a number is asked for by a noun that is no measure of the graph.
        subjects: what it is asked about; empty with a Figure or a Ranking for everybody.
        filters: other things named with it, which an answer must have to do with.
        attrs: what the last relation's attributes must contain.
        wanted: the types that count as an answer; empty for any.
        kind: how the names of units that count as an answer end; None for any.
        having: questions that must have an answer about each of the answers.
        excepted: whatever these mean is no answer (除了甲还有谁).
        jointly: an answer must be one about every subject (甲和乙合作了什么).
        directly: only what a single relation says is an answer (他个人得过什么奖: not what his works received).
        honour: what in an award's name fits the honours that are asked for (省里的什么奖章); None for any.
        elsewhere: the makers' own units are no answer (还有谁家用).
        now: whom a studio is named after is no answer where others lead it too (现在谁在负责).
        clause: the words it was asked with, names masked.
        whole: the whole question, names masked.
        named: everything that the whole question names.
        of_answers: it is asked of the answers to what was asked before it (依的是哪个文件，谁出的).
    """

    rule: Question | Figure | Ranking | None
    subjects: tuple[Named, ...]
    clause: str
    whole: str
    filters: tuple[Named, ...] = ()
    attrs: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[EntityType] = frozenset()
    having: tuple[Question, ...] = ()
    jointly: bool = False
    excepted: tuple[Named, ...] = ()
    kind: re.Pattern[str] | None = None
    directly: bool = False
    honour: re.Pattern[str] | None = None
    elsewhere: bool = False
    now: bool = False
    named: tuple[Named, ...] = ()
    of_answers: bool = False

    @property
    def years(self) -> tuple[str, ...]:
        """The years that answers should hold for, in the order of the question."""
        return tuple(dict.fromkeys(_YEAR.findall(self.whole)))


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something asked that cannot be answered, with the reason: a name unknown, missing, or of the wrong type.

    Attributes:
        problem: the key of the sentence in questions.toml: "unknown_name", "no_subject", "wrong_type".
    """

    rule: Question | Figure | Ranking | None
    problem: str
    name: str = ""
    type: EntityType | None = None
