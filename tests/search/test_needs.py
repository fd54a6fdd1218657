"""The needs that retrieval is measured on point to passages that are there."""

from benchmarks.retrieval.measures import difference, ndcg, recall, reciprocal_rank
from benchmarks.retrieval.sets import needs


def test_every_judgement_is_of_a_passage_and_every_need_has_an_answer() -> None:
    data = needs()
    assert len(data.questions) >= 150
    assert data.judged.keys() == data.questions.keys()
    assert {id_ for judged in data.judged.values() for id_ in judged} <= data.passages.keys()
    assert all(2 in judged.values() for judged in data.judged.values())


def test_measures_of_rankings() -> None:
    judged = {"a": 2, "b": 1, "c": 0, "d": 2}
    assert ndcg(["a", "d", "b"], judged) == 1.0
    assert 0 < ndcg(["c", "b", "a"], judged) < ndcg(["a", "b", "c"], judged) < 1
    assert ndcg(["x"], judged) == 0.0
    assert reciprocal_rank(["b", "x", "d"], judged) == 1 / 3
    assert recall(["a", "x"], judged) == 0.5


def test_the_interval_of_a_difference_holds_its_mean_and_zero_for_equals() -> None:
    mean, low, high = difference([1.0, 0.5, 0.0, 1.0], [0.5, 0.5, 0.0, 0.0])
    assert low <= mean == 0.375 <= high
    assert difference([0.3, 0.7], [0.3, 0.7]) == (0.0, 0.0, 0.0)
