import pytest

from search.cards import Card
from search.experts.age import FRESHNESS, deed_year, newest_year


def of(*years: int) -> Card:
    return Card("achievement-1", "Achievement", "成果", years=years)


def test_a_deed_is_of_the_latest_year_told_that_is_not_still_to_come():
    assert deed_year(of(2009, 2018, 2027), now=2024) == 2018
    assert deed_year(of(2027), now=2024) is None


def test_deeds_are_looked_at_from_the_newest_of_them():
    assert newest_year([of(2009), of(2012, 2015), of()]) == 2015


def test_age_takes_a_little_and_never_much():
    factors = [FRESHNESS.of(year, 2024) for year in (2024, 2014, 2000, 1950)]
    assert factors[0] == 1
    assert factors == sorted(factors, reverse=True)
    assert factors[1] == pytest.approx(0.749, abs=1e-3)
    assert factors[3] == FRESHNESS.floor


def test_an_untold_year_counts_as_middling():
    assert FRESHNESS.of(2024, 2024) > FRESHNESS.of(None, 2024) > FRESHNESS.floor
