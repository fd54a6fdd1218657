"""What the tagger often takes for a person and is a unit: 朱庄矿, 城关厂."""

from collections.abc import Iterable

from ingest.tagging.tagger import Token

UNIT_ENDS = frozenset("厂矿站局院所")
"""Last characters of units' names that no given name ends with."""
SHORTEST = 3


def corrected(text: str, tokens: Iterable[Token]) -> list[Token]:
    """The words of a sentence, those that only look like persons' names tagged as organizations."""
    return [token._replace(tag="ORG") if _is_unit(text, token) else token for token in tokens]


def _is_unit(text: str, token: Token) -> bool:
    return token.tag == "PER" and token.end - token.start >= SHORTEST and text[token.end - 1] in UNIT_ENDS
