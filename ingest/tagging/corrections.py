"""What the tagger often takes for a person and is a unit, or the place that one is called after: 朱庄矿, 侯北工务段."""

from collections.abc import Iterable

from ingest.tagging.tagger import Token

UNIT_ENDS = frozenset("厂矿站局院所")
"""Last characters of units' names that no given name ends with."""
SHORTEST = 3


def corrected(text: str, tokens: Iterable[Token], of_places: tuple[str, ...]) -> list[Token]:
    """The words of a sentence, those that only look like persons' names tagged as organizations or places.

    Args:
        text: the sentence.
        tokens: as tagged.
        of_places: units that are called after a place, and never after a person.
    """
    return [token._replace(tag=_tag(text, token, of_places)) for token in tokens]


def _tag(text: str, token: Token, of_places: tuple[str, ...]) -> str:
    if token.tag == "PER" and text.startswith(of_places, token.end):
        return "LOC"
    return "ORG" if _is_unit(text, token) else token.tag


def _is_unit(text: str, token: Token) -> bool:
    return token.tag == "PER" and token.end - token.start >= SHORTEST and text[token.end - 1] in UNIT_ENDS
