"""Our own glossary of the trades: what a report calls a thing, what the shop calls it, and how trouble with it looks.

Written for this purpose (`glossary/*.tsv`, a line for a term: term, other names, gloss, troubles; lists divided by
`；`), so that the model learns the technical words, which the public texts hardly use, from everyday ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain

HELD_OUT = 10
"""Every tenth group of terms is kept back, to see whether more than the lines themselves is learned."""
DIVIDER = "；"
LONGEST = 3
"""Characters of a term that becomes a token; longer ones say what they mean by their parts."""


@dataclass(frozen=True, slots=True)
class Term:
    """One line.

    Attributes:
        name: as reports have it.
        others: what people call it.
        gloss: what it is, in everyday words.
        troubles: how it goes wrong, or what people suffer without it.
    """

    name: str
    others: tuple[str, ...]
    gloss: str
    troubles: tuple[str, ...]


Group = tuple[Term, ...]
"""Terms that share a name, and so are not told apart: the trades know many things twice."""


def read_glossary() -> tuple[list[Group], list[Group]]:
    """The groups to learn from and those kept back, in the files' order."""
    folder = files("search.training").joinpath("glossary")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv"))
    lines = chain.from_iterable(folder.joinpath(name).read_text("utf-8").splitlines() for name in names)
    groups = grouped([_term(line) for line in lines if line.strip()])
    return [g for i, g in enumerate(groups, 1) if i % HELD_OUT], groups[HELD_OUT - 1 :: HELD_OUT]


def grouped(terms: Iterable[Term]) -> list[Group]:
    """Terms that one name joins, also over a third."""
    group_of: dict[str, int] = {}
    groups: dict[int, list[Term]] = {}
    for number, term in enumerate(terms):
        names = (term.name, *term.others)
        joined = sorted({group_of[name] for name in names if name in group_of})
        groups[number] = [*chain.from_iterable(groups.pop(old) for old in joined), term]
        group_of.update({name: number for one in groups[number] for name in (one.name, *one.others)})
    return [tuple(group) for group in groups.values()]


def documents(groups: Iterable[Group]) -> list[list[str]]:
    """Each term as a text, for the contexts of words."""
    return [_document(term) for group in groups for term in group]


def tokens(groups: Iterable[Group]) -> list[str]:
    """The terms that are short enough for a token of their own."""
    return list(dict.fromkeys(term.name for group in groups for term in group if 1 < len(term.name) <= LONGEST))


def _document(term: Term) -> list[str]:
    return ["，".join((term.name, *term.others)), f"{term.name}，{term.gloss}", *(term.name + t for t in term.troubles)]


def _term(line: str) -> Term:
    name, others, gloss, found = line.split("\t")
    return Term(name, _listed(others), gloss, _listed(found))


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in field.split(DIVIDER)) if part)
