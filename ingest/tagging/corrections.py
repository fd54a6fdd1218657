"""What the tagger often takes for a person and is a unit, or the place that one is called after: 朱庄矿, 侯北工务段."""

from collections.abc import Iterable

from ingest.tagging.tagger import Token

UNIT_ENDS = frozenset("厂矿站局院所")
"""Last characters of units' names that no given name ends with."""
SHORTEST = 3
UNITS_BEHIND = ("工务段", "机务段", "车辆段", "电务段", "供电段", "供电所", "供电站", "变电站", "水电站", "车站")
"""Units that are called after a place, and never after a person."""


def corrected(text: str, tokens: Iterable[Token]) -> list[Token]:
    """The words of a sentence, those that only look like persons' names tagged as organizations or places."""
    return [token._replace(tag=_tag(text, token)) for token in tokens]


def _tag(text: str, token: Token) -> str:
    if token.tag == "PER" and text.startswith(UNITS_BEHIND, token.end):
        return "LOC"
    return "ORG" if _is_unit(text, token) else token.tag


def _is_unit(text: str, token: Token) -> bool:
    return token.tag == "PER" and token.end - token.start >= SHORTEST and text[token.end - 1] in UNIT_ENDS
