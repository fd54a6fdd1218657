"""The clauses of a question, with every name in them masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.questions.named import Named, Names
from search.questions.phrasebook import Phrasebook, Question

MASK = "@"
# The kinds of words in the lexicon that are dropped, in this order.
_NEEDLESS = ("courtesy", "circumstance", "oneself", "title")
_CLAUSE_ENDS = ",;。?!"
_ITEM_END = "、"
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
    unknown: tuple[tuple[int, str], ...] = ()

    def unknown_beside(self, cue: range) -> str:
        """The first name that the library does not know; what stands within the words of a cue is no name."""
        return next((name for at, name in self.unknown if at < cue.start or at + len(name) > cue.stop), "")

    def beside(self, taken: list[range]) -> str:
        """The words that are neither taken nor part of a name."""
        strange = [range(at, at + len(name)) for at, name in self.unknown]
        return "".join(
            word
            for at, word in enumerate(self.text)
            if word != MASK and not any(at in other for other in (*taken, *strange))
        )

    def names_in(self, start: int, end: int) -> slice:
        """Which of the names the masks between two places stand for."""
        return slice(self.text[:start].count(MASK), self.text[:end].count(MASK))

    def stepped(self, question: Question) -> "Clause | None":
        """The clause with 甲的徒弟 as one name, where the question's answers are named so of the name in it."""
        for found in question.as_subject.finditer(self.text) if question.as_subject else ():
            inside = self.names_in(*found.span())
            origin = next(iter(self.names[inside]), None)
            after = self.text[found.end() :]
            if (
                origin is None
                or (found[0] == MASK and origin.steps)
                or not origin.of(question.subjects).entities
                or after.startswith(MASK)
            ):
                continue
            names = (*self.names[: inside.start], origin.then(question), *self.names[inside.stop :])
            return replace(self.with_text(*found.span(), MASK), names=names)
        return None

    def without(self, start: int, end: int) -> "Clause":
        """The clause without the words between two places and the names that they stand for."""
        inside = self.names_in(start, end)
        names = (*self.names[: inside.start], *self.names[inside.stop :])
        return replace(self.with_text(start, end, ""), names=names)

    def with_text(self, start: int, end: int, text: str) -> "Clause":
        """The clause with other words between two places."""
        shift = end - start - len(text)
        unknown = ((at - shift if at >= end else at, name) for at, name in self.unknown if not start <= at < end)
        return replace(self, text=self.text[:start] + text + self.text[end:], unknown=tuple(unknown))


def clauses(names: Names, book: Phrasebook) -> Iterator[Clause]:
    """The question's clauses with the names masked, and without what does not change what is asked.

    That is courtesies (请问……呢), circumstances (当年进厂), 本人 and titles (甲师傅的徒弟) after names.
    """
    for clause in _cut(names, book):
        plain = _without_apposition(clause, book.lexicon["apposition"])
        plain = _with_kin(plain, book.lexicon["with_kin"])
        for kind in _NEEDLESS:
            plain = _without(plain, book.lexicon[kind])
        if plain.text:
            yield plain


def _without_apposition(clause: Clause, apposition: re.Pattern[str]) -> Clause:
    """甲的徒弟乙带了谁: it is asked of 乙."""
    while found := apposition.search(clause.text):
        clause = clause.without(*found.span())
    return clause


def _with_kin(clause: Clause, with_kin: re.Pattern[str]) -> Clause:
    """甲和她徒弟去帮过谁: it is asked of 甲 and of 甲's apprentices."""
    found = with_kin.search(clause.text)
    if found is None:
        return clause
    at = clause.names_in(0, found.end()).stop
    names = (*clause.names[:at], clause.names[at - 1], *clause.names[at:])
    return replace(clause.with_text(found.start() + 1, found.end(), f"、{MASK}的"), names=names)


def _without(clause: Clause, needless: re.Pattern[str]) -> Clause:
    while found := needless.search(clause.text):
        named = "dropped" if "dropped" in needless.groupindex else 0
        clause = clause.with_text(*found.span(named), "")
    return clause


def _ends(text: str, at: int, before: str, book: Phrasebook) -> bool:
    """Whether a clause ends here: of 谁带的、得过啥 each part asks; in 谁得了奖,又带过徒弟 the second only goes on."""
    asks = book.lexicon["asks"]
    if text[at] == _ITEM_END or book.lexicon["goes_on"].match(text, at + 1):
        following = re.split(f"[{_CLAUSE_ENDS}{_ITEM_END}]", text[at + 1 :], maxsplit=1)[0]
        return asks.search(before) is not None and asks.search(following) is not None
    return text[at] in _CLAUSE_ENDS


def _cut(names: Names, book: Phrasebook) -> Iterator[Clause]:
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
        may_end = not character or character in _CLAUSE_ENDS + _ITEM_END
        if may_end and (not character or _ends(names.text, position, text, book)):
            if text:
                yield Clause(text, tuple(held), tuple(strange))
            text, held, strange = "", [], []
        elif character not in _QUOTES + _CLAUSE_ENDS:
            text += character
        position += 1
