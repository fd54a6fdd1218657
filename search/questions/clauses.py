"""The clauses of a question, with every name in them masked."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.questions.naming import Named, Names

MASK = "@"
_CLAUSE_ENDS = ",;。?!"
_QUOTES = "“”‘’\"'《》〈〉「」『』"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the question between commas.

    Attributes:
        text: with every name masked by "@" and without quotes.
        names: what the masks stand for, in order.
        unknown: the names in it that the library does not know, with where they stand in `text`.
    """

    text: str
    names: tuple[Named, ...]
    unknown: tuple[tuple[int, str], ...]

    def unknown_beside(self, cue: range) -> str:
        """The first name that the library does not know; what stands within the words of a cue is no name."""
        return next((name for at, name in self.unknown if at < cue.start or at + len(name) > cue.stop), "")


def clauses(names: Names) -> Iterator[Clause]:
    """The question's clauses with the names masked."""
    named = {name.start: name for name in names.named}
    unknown = {name.start: name.surface for name in names.unknown}
    text, held, strange = "", [], []
    position = 0
    while position <= len(names.text):
        character = names.text[position : position + 1]
        if position in unknown:
            strange.append((len(text), unknown[position]))
        if position in named:
            text += MASK
            held.append(named[position])
            position = named[position].end
            continue
        if not character or character in _CLAUSE_ENDS:
            if text:
                yield Clause(text, tuple(held), tuple(strange))
            text, held, strange = "", [], []
        elif character not in _QUOTES:
            text += character
        position += 1
