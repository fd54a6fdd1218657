"""What a question names: things of the library, and names that it does not know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.facts import EntityType
from kg import EntityRecord
from search.questions.phrasebook import Question


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the question that names something.

    Attributes:
        entities: everything that it may name.
        exact: it is a full name or alias, not a part of one.
        steps: what is meant is not the entities but the answers to these questions, asked one of the answers to the
            other: 甲的徒弟的徒弟.
        respelt: the surface is no name of the library; the entities' name sounds the same.
        described: the surface is no name but a description of what is meant.
    """

    start: int
    end: int
    surface: str
    entities: tuple[EntityRecord, ...]
    exact: bool = True
    steps: tuple[Question, ...] = ()
    respelt: bool = False
    described: bool = False

    def of(self, types: Iterable[EntityType]) -> "Named":
        """The same with what is of these types only."""
        wanted = frozenset(types)
        if self.steps:
            return self if wanted & self.steps[-1].answers else replace(self, entities=())
        return replace(self, entities=tuple(entity for entity in self.entities if entity.type in wanted))

    def then(self, question: Question) -> "Named":
        """The answers to that question about this."""
        about = self if self.steps else self.of(question.subjects)
        return replace(about, steps=(*self.steps, question))

    @property
    def types(self) -> frozenset[EntityType]:
        """Of what it names."""
        return self.steps[-1].answers if self.steps else frozenset(entity.type for entity in self.entities)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A stretch of the question that looks like a name and is none in the library."""

    start: int
    surface: str


@dataclass(frozen=True, slots=True)
class Names:
    """The readable question with what it names, in reading order."""

    text: str
    named: tuple[Named, ...]
    unknown: tuple[Unknown, ...]

    def without_named(self) -> str:
        """The text with a gap in the place of every name."""
        shadow = list(self.text)
        for name in self.named:
            shadow[name.start : name.end] = " " * (name.end - name.start)
        return "".join(shadow)
