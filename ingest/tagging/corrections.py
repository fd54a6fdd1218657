"""What the tagger often gets wrong in reports.

Units, and the places that they are called after, look like persons to it (朱庄矿, 侯北工务段); marks and the rims of
cells stick to words; a name takes the last character of the unit before it.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.tagging.tagger import Token

UNIT_ENDS = frozenset("厂矿站局院所")
"""Last characters of units' names that no given name ends with."""
SHORTEST = 3
MARKS = re.compile("[【】〔〕［］「」『』〖〗]")
"""Marks of which the tagger has seen few: it takes them for a part of the word beside them."""
CELLS = re.compile(rf"{MARKS.pattern}|[\t\u3000]+| {{2,}}")


def corrected(text: str, tokens: Iterable[Token], of_places: tuple[str, ...]) -> list[Token]:
    """The words of a sentence, those that only look like persons' names tagged as organizations or places.

    Args:
        text: the sentence.
        tokens: as tagged.
        of_places: units that are called after a place, and never after a person.
    """
    words = list(tokens)
    if CELLS.search(text):
        words = [part for token in words for part in _without_marks(text, token)]
    if all(token.tag != "PER" for token in words):
        return words
    ends = tuple(unit for unit in of_places if len(unit) >= SHORTEST)
    return [_retagged(text, token, of_places) for token in _rejoined(text, words, ends)]


def _without_marks(text: str, token: Token) -> Iterator[Token]:
    """The word, and what parts it from others for itself: marks ("】某某公司"), of a unit also the rims of cells."""
    at = token.start
    for gap in (CELLS if token.tag == "ORG" else MARKS).finditer(text, token.start, token.end):
        if gap.start() > at:
            yield token._replace(start=at, end=gap.start())
        yield Token(*gap.span(), "w")
        at = gap.end()
    if at < token.end:
        yield token._replace(start=at)


def _rejoined(text: str, tokens: Iterable[Token], units: tuple[str, ...]) -> Iterator[Token]:
    """The words, where a name has taken the end of a unit with it cut anew ("工务|段某某")."""
    before: Token | None = None
    for token in tokens:
        cut = token
        if before and token.tag == "PER" and token.end - token.start >= SHORTEST:
            unit = next((u for u in units if text.endswith(u, 0, token.start + 1)), "")
            if unit:
                before, cut = before._replace(end=token.start + 1), token._replace(start=token.start + 1)
        if before:
            yield before
        before = cut
    if before:
        yield before


def _retagged(text: str, token: Token, of_places: tuple[str, ...]) -> Token:
    if token.tag != "PER":
        return token
    if text.startswith(of_places, token.end):
        return token._replace(tag="LOC")
    is_unit = token.end - token.start >= SHORTEST and text[token.end - 1] in UNIT_ENDS
    return token._replace(tag="ORG") if is_unit else token
