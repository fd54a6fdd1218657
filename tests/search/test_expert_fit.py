import pytest

from search.cards import Card
from search.experts.credit import FLOW, Credit, Share, Source
from search.experts.fit import FEATURES, Candidate, Fit, figures_of, fitting

ASKED = {"矿": 2.0, "车": 1.0, "掉": 4.0, "道": 1.0}


def credit(number: int, amount: float, text: str = "矿车防掉道装置", *, near: bool = False) -> Credit:
    made = Credit(Card(f"person-{number}", "Person", f"张{number}", text="张某管矿车。"), near)
    source = Source(Card("achievement-1", "Achievement", "装置"), amount, 0.4, text)
    made.add("achievement-1", Share(source, 1.0, ()))
    return made


def fit(threshold: float, also: float = 0.5) -> Fit:
    """Evidence of 0 makes a fit of 0.27, of 1 of 0.5, of 2 of 0.73."""
    return Fit(-1.0, tuple(float(name == "evidence") for name in FEATURES), threshold, also)


def test_the_figures_of_an_expert():
    assert figures_of(credit(1, 0.8), ASKED) == pytest.approx((0.8, 0.4, 1.0, 3 / 8, 1.0))


def test_rare_characters_count_for_more():
    assert figures_of(credit(1, 0.8, "矿车清洗装置"), ASKED)[2] == pytest.approx(3 / 8)


def test_a_text_without_the_problems_characters_has_none():
    assert figures_of(credit(1, 0.8, "水泵密封圈"), ASKED)[2:] == pytest.approx((0.0, 3 / 8, 3 / 8))


def test_nobody_where_the_best_does_not_reach_the_threshold():
    assert fitting([credit(1, 1.0), credit(2, 0.5)], ASKED, fit(0.6)) == []


def test_beside_one_who_reaches_it_others_come_down_to_a_part_of_it():
    found = fitting([credit(1, 2.0), credit(2, 1.0), credit(3, 0.1)], ASKED, fit(0.7, also=0.6))
    assert [one.credit.card.id for one in found] == ["person-1", "person-2"]


def test_near_lifts_the_score_but_not_the_fit():
    far, near = (Candidate(credit(1, 1.0, near=near), 0.4) for near in (False, True))
    assert near.fit == far.fit
    assert near.score == pytest.approx(far.score * (1 + FLOW.near))


def test_the_shipped_weights_reward_every_kind_of_evidence():
    shipped = Fit.load()
    assert all(weight > 0 for weight in shipped.weights)
    assert 0 < shipped.threshold < 1
