"""How recent a deed is: a mild preference, since old skill is still skill, but people retire and lines are rebuilt."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from search.cards import Card


@dataclass(frozen=True, slots=True)
class Freshness:
    """What a deed's age takes from its weight. Judged: ten years cost a quarter, and no age more than 40 per cent.

    Attributes:
        half_life: years after which a deed would count half, were there no floor.
        floor: what even the oldest counts.
        unknown: the age, in years, that is assumed where no year is told.
    """

    half_life: float = 24.0
    floor: float = 0.6
    unknown: float = 8.0

    def of(self, year: int | None, now: int) -> float:
        """The factor of a deed of that year, seen from `now`; 1 for one of this year."""
        age = self.unknown if year is None else max(now - year, 0)
        return max(math.exp2(-age / self.half_life), self.floor)


FRESHNESS = Freshness()


def deed_year(card: Card, now: int) -> int | None:
    """The latest year that its sentences name or in which they were published; years still to come are plans."""
    return max((year for year in card.years if year <= now), default=None)


def newest_year(cards: Iterable[Card]) -> int:
    """From when the deeds of some cards are looked at: the latest year that any of them tells, at most this one.

    Not the calendar's: a library of old reports should rank as it did when they were new.
    """
    today = date.today().year
    return max((year for card in cards if (year := deed_year(card, today)) is not None), default=today)
