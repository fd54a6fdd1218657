import pytest

from search.fusion import Weights, fuse

HALF = Weights(lexical=0.5, dense=0.5, graph=0.0, floor=0.2, clear=0.4)


def totals(*args) -> dict[str, float]:
    return {i: pytest.approx(score.total) for i, score in fuse(*args).items()}


def test_the_best_of_both_scales_gets_the_whole_score():
    assert totals({"a": 8.0, "b": 4.0}, {"a": 0.6, "b": 0.4}, {}, HALF) == {"a": 1.0, "b": 0.5}


def test_shares_add_up_to_the_total():
    score = fuse({"a": 3.0, "b": 6.0}, {"a": 0.6, "b": 0.3}, {"a": 0.5}, Weights(0.5, 0.5, 0.2, 0.2, 0.4))["a"]
    assert (score.lexical, score.dense, score.graph) == pytest.approx((0.25 / 1.2, 0.5 / 1.2, 0.1 / 1.2))
    assert score.total == pytest.approx(score.lexical + score.dense + score.graph)
    assert score.cosine == 0.6


def test_nearness_under_the_floor_counts_nothing():
    assert list(fuse({"a": 1.0}, {"a": 0.1, "b": 0.19}, {}, HALF)) == ["a"]
    assert fuse({}, {"a": 0.2}, {}, HALF) == {}


def test_the_nearest_of_strangers_does_not_get_the_whole_score():
    assert totals({}, {"a": 0.3, "b": 0.25}, {}, HALF) == {"a": 0.25, "b": 0.125}


def test_a_thing_without_a_vector_is_judged_by_its_words():
    scores = fuse({"a": 1.0}, {}, {}, HALF)
    assert scores["a"].total == 0.5
    assert scores["a"].cosine is None


def test_graph_evidence_alone_brings_a_thing_in():
    assert totals({}, {}, {"a": 0.5}, Weights(0.5, 0.5, 0.25, 0.2, 0.4)) == {"a": 0.1}


def test_equal_scores_go_by_id():
    assert list(fuse({"b": 2.0, "c": 2.0, "a": 2.0}, {}, {}, HALF)) == ["a", "b", "c"]


def test_nothing_gives_nothing():
    assert fuse({}, {}, {}, Weights()) == {}
