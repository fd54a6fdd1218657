"""One thing that a question asks, as it was understood."""

import re
from dataclasses import dataclass, field

from ingest.facts import EntityType
from search.questions.naming import Named
from search.questions.phrasebook import Figure, Question

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of question about some subjects.

    Attributes:
        rule: None where a number is asked for by a noun that is no measure of the graph.
        subjects: what it is asked about; empty with a Figure for the figures of everybody.
        through: the subjects are first replaced by the answers to this question about them.
        filters: other things named with it, which an answer must have to do with.
        attrs: what the last relation's attributes must contain.
        wanted: the types that count as an answer; empty for any.
        clause: the words it was asked with, names masked.
        whole: the whole question, names masked.
    """

    rule: Question | Figure | None
    subjects: tuple[Named, ...]
    clause: str
    whole: str
    through: Question | None = None
    filters: tuple[Named, ...] = ()
    attrs: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[EntityType] = frozenset()

    @property
    def year(self) -> str | None:
        """The year that the answer should hold for."""
        found = _YEAR.search(self.whole)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something asked that cannot be answered, with the reason: a name unknown, missing, or of the wrong type.

    Attributes:
        problem: the key of the sentence in questions.toml: "unknown_name", "no_subject", "wrong_type".
    """

    rule: Question | Figure | None
    problem: str
    name: str = ""
    type: EntityType | None = None
