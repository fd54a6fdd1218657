"""Systems side by side on a small invented set: means, the lead of the hybrid, and what nobody found."""

import pytest

from benchmarks.retrieval.comparison import compare, rankings
from benchmarks.retrieval.sets import RetrievalSet

DATA = RetrievalSet(
    "invented",
    {"a": "水泵漏水", "b": "换了密封圈", "c": "皮带跑偏", "d": "加装挡轮"},
    {"q1": "泵往外淌水", "q2": "皮带老是歪", "q3": "没有人写过的事"},
    {"q1": {"a": 2, "b": 1}, "q2": {"c": 2, "d": 2, "a": 0}, "q3": {"b": 2}},
)
FOUND = {
    "words": {"泵往外淌水": "ba", "皮带老是歪": "a", "没有人写过的事": ""},
    "hybrid": {"泵往外淌水": "ab", "皮带老是歪": "cd", "没有人写过的事": "d"},
}
SYSTEMS = {
    name: lambda question, found=found: {id_: 1.0 / rank for rank, id_ in enumerate(found[question], 1)}
    for name, found in FOUND.items()
}


def test_means_leads_and_misses() -> None:
    comparison = compare(DATA.name, DATA, rankings(DATA, SYSTEMS), DATA.questions)
    words, hybrid = comparison.rows
    assert (comparison.questions, comparison.passages) == (3, 4)
    assert hybrid.means == pytest.approx({"nDCG@10": 2 / 3, "MRR@10": 2 / 3, "recall@5": 2 / 3, "recall@10": 2 / 3})
    assert words.means["MRR@10"] == pytest.approx(0.5 / 3)
    assert hybrid.lead is None
    assert words.lead is not None
    mean, low, high = words.lead
    assert mean == pytest.approx(hybrid.means["nDCG@10"] - words.means["nDCG@10"])
    assert 0 <= low < mean < high
    assert words.missed == ("q2", "q3")
    assert hybrid.missed == comparison.missed_by_all == ("q3",)


def test_only_the_questions_asked_for_count() -> None:
    comparison = compare("half", DATA, rankings(DATA, SYSTEMS), ["q1", "q2"])
    assert comparison.questions == 2
    assert comparison.rows[1].means["nDCG@10"] == 1.0
    assert comparison.missed_by_all == ()
