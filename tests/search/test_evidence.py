from kg import Store
from search.evidence import Sentences
from tests.search.small_library import REPORTS, fill, report

NEW = report("周小禾发明了快换卡具。", "人:周小禾 成果:快换卡具", [("周小禾", "developed", "快换卡具")])


def passages_of(store: Store, document: str) -> list[str]:
    return [passage.id for passage in store.passages(document)]


def test_sentences_are_those_of_the_store(store: Store):
    fill(store, *REPORTS)
    document = REPORTS[0][0]
    ids = passages_of(store, document.id)
    expected = {i: passage.evidence for i, passage in store.passages_by_id(ids).items()}
    sentences = Sentences(store)
    for _ in range(2):
        assert sentences.by_id([*ids, "nobody"]) == expected


def test_sentences_kept_are_not_read_again(store: Store, monkeypatch):
    fill(store, *REPORTS)
    ids = passages_of(store, REPORTS[0][0].id)
    sentences = Sentences(store)
    before = sentences.by_id(ids)
    monkeypatch.setattr(store, "passages_by_id", None)
    assert sentences.by_id(ids) == before


def test_what_the_store_has_lost_is_gone_and_what_is_new_is_there(store: Store):
    fill(store, *REPORTS)
    lost = REPORTS[0][0].id
    ids = passages_of(store, lost)
    sentences = Sentences(store)
    assert sentences.by_id(ids)
    store.remove(lost)
    assert sentences.by_id(ids) == {}
    store.add(*NEW)
    new = passages_of(store, NEW[0].id)
    assert [evidence.text for evidence in sentences.by_id([*ids, *new]).values()] == ["周小禾发明了快换卡具。"]
