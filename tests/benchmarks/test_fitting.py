"""The log-linear model that the reader's weights are fitted with."""

import pytest

model = pytest.importorskip("benchmarks.fitting.model", reason="scipy is installed for training only")
Choice, fit = model.Choice, model.fit

NONE = frozenset[str]()
OFTEN = [Choice([frozenset({"right", "both"}), frozenset({"wrong", "both"}), NONE], [True, False, False])] * 20
SELDOM = [Choice([frozenset({"seldom"}), NONE], [True, False])] * 3


def test_what_is_right_weighs_more() -> None:
    weights = fit(OFTEN, 1.0)
    assert weights["right"] > 0 > weights["wrong"]


def test_with_a_scale_what_is_seldom_is_left_out() -> None:
    assert "seldom" in fit([*OFTEN, *SELDOM], 1.0)
    scaled = fit([*OFTEN, *SELDOM], 1.0, scale=2.0)
    assert "seldom" not in scaled
    assert 0 < scaled["right"] < fit([*OFTEN, *SELDOM], 1.0)["right"]
