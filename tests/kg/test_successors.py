"""What humans decided about a person of a file holds on when the file changes, and lapses only where it must."""

import pytest

from tests.kg.articles import article, said
from tests.kg.test_persons import people, works
from tests.kg.test_rulings import handle_of, ids

STEEL, OIL = "东山钢铁公司", "西河石化公司"
CHANGED = said("张伟又有新成果。", names=["张伟"])


def decided(store, *, same: bool):
    store.add(*works("a", "张伟", STEEL))
    store.add(*works("b", "张伟", OIL if same else STEEL))
    pair = (handle_of(store, "a"), handle_of(store, "b"))
    return store.decide(*pair, same=same)


def become(store, old: str, *new):
    """What reading a changed file does."""
    for document in new:
        store.add(*document)
    store.succeed(old, [document.id for document, _ in new])
    if store.has(old):
        store.remove(old)


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_holds_on_when_a_document_changes_again_and_again(store, same):
    decided(store, same=same)
    become(store, "a", works("a2", "张伟", STEEL, CHANGED))
    assert people(store, "张伟") == ([{"a2", "b"}] if same else [{"a2"}, {"b"}])
    become(store, "a2", works("a3", "张伟", STEEL, CHANGED, CHANGED))
    assert people(store, "张伟") == ([{"a3", "b"}] if same else [{"a3"}, {"b"}])
    become(store, "b", works("b2", "张伟", OIL, CHANGED))
    assert people(store, "张伟") == ([{"a3", "b2"}] if same else [{"a3"}, {"b2"}])
    (ruling,) = store.rulings()
    store.undecide(ruling.id)
    assert people(store, "张伟") == [{"a3"}, {"b2"}]


def test_it_holds_also_where_the_old_document_was_taken_out_before(store):
    decided(store, same=True)
    store.remove("a")
    become(store, "a", works("a2", "张伟", STEEL, CHANGED))
    assert people(store, "张伟") == [{"a2", "b"}]


def test_it_lapses_where_nobody_or_more_than_one_has_the_name_and_comes_back_with_the_document(store):
    decided(store, same=True)
    become(store, "a", works("a2", "李营", STEEL))
    assert people(store, "张伟") == [{"b"}]
    become(store, "a2", works("a", "张伟", STEEL))
    assert people(store, "张伟") == [{"a", "b"}]
    become(store, "a", works("a3", "张伟", STEEL), works("a4", "张伟", "临山煤矿公司"))
    assert people(store, "张伟") == [{"a3"}, {"a4"}, {"b"}], "whom the decision was about is not told"


def test_a_name_without_a_proper_part_goes_over_likewise(store, only):
    store.add(*article("c", said("锦州市总工会。", names=["锦州市总工会"])))
    store.add(*article("d", said("市总工会。", names=["市总工会"])))
    store.decide(handle_of(store, "d", "市总工会"), only(store, "锦州市总工会").id, same=True)
    become(store, "d", article("d2", said("市总工会开会。", names=["市总工会"])))
    assert {d.document for d in store.decisions(only(store, "锦州市总工会").id)} == {"c", "d2"}


def test_what_was_decided_on_one_entity_is_not_listed_twice(store):
    decided(store, same=True)
    become(store, "a", works("a2", "张伟", STEEL, CHANGED))
    assert len(store.rulings()) == 1 and len(ids(store)) == 1
