from dataclasses import replace

import pytest

from search.fusion import Weights, fuse

HALF = Weights(dense_told=0.5, dense_untold=0.5, graph=0.0, floor=0.2, clear=0.4)


def scores(lexical, cosines, graph, weights=HALF, coverage=0.5) -> dict[str, float]:
    return {i: pytest.approx(score.total) for i, score in fuse(lexical, cosines, graph, coverage, weights).items()}


def test_the_best_of_both_scales_gets_the_whole_score():
    assert scores({"a": 8.0, "b": 4.0}, {"a": 0.6, "b": 0.3}, {}) == {"a": 1.0, "b": 0.5}


def test_shares_add_up_to_the_total():
    score = fuse({"a": 3.0, "b": 6.0}, {"a": 0.6, "b": 0.3}, {"a": 0.5}, 0.5, replace(HALF, graph=0.2))["a"]
    assert (score.lexical, score.dense, score.graph) == pytest.approx((0.25 / 1.2, 0.5 / 1.2, 0.1 / 1.2))
    assert score.total == pytest.approx(score.lexical + score.dense + score.graph)
    assert score.cosine == 0.6


@pytest.mark.parametrize(("coverage", "best"), [(0.0, "b"), (0.2, "b"), (0.8, "a"), (1.0, "a")])
def test_words_decide_where_they_hold_what_is_asked_and_meaning_where_they_do_not(coverage, best):
    found = fuse({"a": 8.0, "b": 4.0}, {"a": 0.3, "b": 0.6}, {}, coverage, Weights(graph=0.0))
    assert next(iter(found)) == best


def test_the_share_of_meaning_falls_as_more_of_the_question_is_held():
    weights = Weights(dense_told=0.1, dense_untold=0.7, told=0.8, untold=0.2)
    shares = [weights.dense(coverage) for coverage in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert shares == pytest.approx([0.7, 0.7, 0.4, 0.1, 0.1])


def test_nearness_under_the_floor_brings_nothing_in():
    assert list(scores({"a": 1.0}, {"a": 0.1, "b": 0.19}, {})) == ["a"]
    assert scores({}, {"a": 0.2}, {}) == {}


def test_the_nearest_of_strangers_does_not_get_the_whole_score():
    assert scores({}, {"a": 0.3, "b": 0.24}, {}) == {"a": 0.375, "b": 0.3}


def test_a_thing_without_a_vector_is_judged_by_its_words():
    found = fuse({"a": 1.0}, {}, {}, 0.5, HALF)
    assert found["a"].total == 0.5
    assert found["a"].cosine is None


def test_graph_evidence_alone_brings_a_thing_in():
    assert scores({}, {}, {"a": 0.5}, replace(HALF, graph=0.25)) == {"a": 0.1}


def test_equal_scores_go_by_id():
    assert list(scores({"b": 2.0, "c": 2.0, "a": 2.0}, {}, {})) == ["a", "b", "c"]


def test_nothing_gives_nothing():
    assert fuse({}, {}, {}, 0.0, Weights()) == {}
