"""txtai over a small invented set, where it is installed; without it nothing is measured, and why is said."""

from importlib.util import find_spec

import pytest

from benchmarks.retrieval.peers import CUTS, SETTINGS, absent, indexed, searching, txtai
from search import load_encoder

PASSAGES = {
    "pump": "水泵的机械密封总是渗漏，换成双端面密封以后不再漏水。",
    "belt": "输送带跑偏，加装了自动纠偏托辊。",
    "union": "工会为职工创新工作室补助经费五万元。",
}


def test_without_txtai_nothing_is_measured_and_why_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.retrieval.peers.find_spec", lambda name: None)
    assert "bench-peers" in str(absent())
    assert txtai(PASSAGES, load_encoder()) == {}


@pytest.mark.skipif(find_spec("txtai") is None, reason="没有装 txtai（bench-peers）")
def test_each_setting_finds_what_shares_words() -> None:
    systems = txtai(PASSAGES, load_encoder())
    assert systems.keys() == {"txtai keyword", *SETTINGS}
    for name, system in systems.items():
        assert next(iter(system("输送带老是跑偏")), None) == "belt", name


@pytest.mark.skipif(find_spec("txtai") is None, reason="没有装 txtai（bench-peers）")
def test_the_cuts_differ() -> None:
    def found(cut: str, question: str) -> set[str]:
        return set(searching(indexed(PASSAGES, load_encoder(), cut, True), 0.0)(question))

    assert {cut: found(cut, "带") for cut in CUTS} == {
        "characters": {"belt"},
        "characters and pairs": {"belt"},
        "jieba": set(),
        "jieba and characters": {"belt"},
    }
