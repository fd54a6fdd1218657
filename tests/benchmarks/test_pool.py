"""What is handed to judges: unjudged passages near the top, without the system that found them."""

from benchmarks.retrieval.pool import unjudged
from benchmarks.retrieval.sets import RetrievalSet

PASSAGES = {"a": "水泵漏水", "b": "换了密封圈", "c": "皮带跑偏", "d": "加装挡轮"}


def test_unjudged_passages_of_any_system_once_each_by_question_and_passage() -> None:
    data = RetrievalSet("invented", PASSAGES, {"q2": "皮带老是歪", "q1": "泵往外淌水"}, {"q1": {"a": 2}, "q2": {}})
    systems = {
        "one": lambda question: {"b": 3.0, "a": 2.0, "d": 1.0},
        "other": lambda question: {"c": 0.9, "b": 0.8, "d": 0.7},
    }
    pairs = list(unjudged(data, systems, depth=2))
    assert [(pair["query_id"], pair["passage_id"]) for pair in pairs] == [
        ("q1", "b"),
        ("q1", "c"),
        ("q2", "a"),
        ("q2", "b"),
        ("q2", "c"),
    ]
    assert pairs[0] == {"query_id": "q1", "query": "泵往外淌水", "passage_id": "b", "passage": "换了密封圈"}
