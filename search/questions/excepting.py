"""Exceptions: 除了带头人还有谁, 除甲以外."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.questions.asked import Asked, Misfit
from search.questions.clauses import MASK, Clause
from search.questions.named import Named
from search.questions.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What is not asked for.

    Attributes:
        names: things that were named.
        roles: words for what something is to the subject: 带头人.
    """

    names: tuple[Named, ...] = ()
    roles: tuple[str, ...] = ()

    def and_also(self, other: "Exceptions") -> "Exceptions":
        """Both."""
        return Exceptions((*self.names, *other.names), (*self.roles, *other.roles))

    def of(self, asked: Asked | Misfit, book: Phrasebook) -> Asked | Misfit:
        """What is asked, with these exceptions."""
        if isinstance(asked, Misfit):
            return asked
        return replace(asked, excepted=(*asked.excepted, *self.names, *self._holders(asked, book)))

    def _holders(self, asked: Asked, book: Phrasebook) -> Iterator[Named]:
        for role in self.roles:
            for question in book.questions:
                if question.as_subject and question.as_subject.fullmatch(MASK + role):
                    fitting = (name for name in asked.subjects if name.of(question.subjects).entities)
                    yield from (name.then(question) for name in fitting)


def without_exceptions(clause: Clause, book: Phrasebook) -> tuple[Clause, Exceptions]:
    """The clause without 除了甲, and what is excepted."""
    excepted = Exceptions()
    while found := book.lexicon["except"].search(clause.text):
        names = clause.names[clause.names_in(*found.span("out"))]
        excepted = excepted.and_also(Exceptions(names, () if names else (found["out"],)))
        clause = clause.without(*found.span())
    return clause, excepted
