"""What a human decides goes before all evidence, can be taken back, and stays when the documents go and come back."""

import pytest

from corpus.errors import InvalidRequest, NotFound
from tests.kg.articles import article, said
from tests.kg.test_persons import people, works

A = works("a", "张伟", "金川集团公司")
B = works("b", "张伟", "锦州石化公司")
C = works("c", "张伟", "锦州石化公司")


def ids(store, name="张伟"):
    return [entity.id for entity in store.named(name)]


def handle_of(store, document, name="张伟"):
    handles = [handle for id_ in ids(store, name) for handle in store.identity_of(id_).handles]
    return next(handle.id for handle in handles if handle.documents == (document,))


def test_two_whom_evidence_keeps_apart_are_one_when_a_human_says_so(store, only):
    store.add(*A)
    store.add(*B)
    ruling = store.decide(*ids(store), same=True)
    person = only(store, "张伟")
    assert {d.reason for d in store.decisions(person.id)} == {"人工确认是同一个"}
    assert {r.tail.name for r in store.relations(person.id)} == {"金川集团公司", "锦州石化公司"}
    assert [(r.id, r.same, r.one, r.other) for r in store.rulings()] == [(ruling, True, "张伟", "张伟")]
    store.undecide(ruling)
    assert people(store, "张伟") == [{"a"}, {"b"}]
    assert store.rulings() == ()
    with pytest.raises(NotFound):
        store.undecide(ruling)


def test_who_is_one_by_evidence_can_be_parted(store):
    store.add(*B)
    store.add(*C)
    (one,) = ids(store)
    ruling = store.decide(handle_of(store, "b"), one, same=False)
    assert people(store, "张伟") == [{"b"}, {"c"}]
    assert {store.decisions(id_)[0].reason for id_ in ids(store)} == {"人工确认与另一个不同"}
    store.add(*works("d", "张伟", "锦州石化公司"))
    assert len(people(store, "张伟")) == 2, "d is one of them, but never bridges them"
    store.undecide(ruling)
    assert people(store, "张伟") == [{"b", "c", "d"}]


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_survives_the_removal_of_its_documents(store, same):
    store.add(*A)
    store.add(*(B if same else works("b", "张伟", "金川集团公司")))
    pair = ids(store) if same else (handle_of(store, "a"), handle_of(store, "b"))
    store.decide(*pair, same=same)
    decided = people(store, "张伟")
    for document in ("a", "b"):
        store.remove(document)
    assert ids(store) == [] and len(store.rulings()) == 1
    store.add(*(B if same else works("b", "张伟", "金川集团公司")))
    store.add(*A)
    assert people(store, "张伟") == decided == ([{"a", "b"}] if same else [{"a"}, {"b"}])


def test_a_new_name_of_an_enterprise_can_be_remembered(store, only):
    store.add(*works("a", "张伟", "锦河第一机床厂"))
    store.add(*works("b", "张伟", "宏远精机公司"))
    store.decide(only(store, "锦河第一机床厂").id, only(store, "宏远精机公司").id, same=True)
    assert only(store, "锦河第一机床厂") == only(store, "宏远精机公司")
    assert people(store, "张伟") == [{"a", "b"}], "they work for the same enterprise now"
    store.undecide(store.rulings()[0].id)
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_two_that_a_name_makes_one_can_be_parted(store, only):
    store.add(*article("a", said("有远东机械公司。", names=["远东机械公司"])))
    store.add(*article("b", said("有远东机械有限公司。", names=["远东机械有限公司"])))
    one = only(store, "远东机械公司")
    handles = [handle.id for handle in store.identity_of(one.id).handles]
    store.decide(*handles, same=False)
    assert only(store, "远东机械公司") != only(store, "远东机械有限公司")


def test_a_misprinted_name_and_a_name_without_a_proper_part_can_be_told(store, only):
    store.add(*works("a", "张伟", "金川集团公司"))
    store.add(*works("b", "张玮", "金川集团公司"))
    store.decide(ids(store)[0], ids(store, "张玮")[0], same=True)
    assert only(store, "张伟") == only(store, "张玮")
    store.add(*article("c", said("锦州市总工会。", names=["锦州市总工会"])))
    store.add(*article("d", said("市总工会。", names=["市总工会"])))
    store.add(*article("e", said("市总工会。", names=["市总工会"])))
    store.decide(handle_of(store, "d", "市总工会"), only(store, "锦州市总工会").id, same=True)
    assert len(store.named("市总工会")) == 2
    assert {d.document for d in store.decisions(only(store, "锦州市总工会").id)} == {"c", "d"}
    store.remove("c")
    store.add(*article("c", said("锦州市总工会。", names=["锦州市总工会"])))
    assert {d.document for d in store.decisions(only(store, "锦州市总工会").id)} == {"c", "d"}


def test_contradictions_are_refused_and_change_nothing(store):
    for document in (A, B, works("d", "张伟", "白银公司")):
        store.add(*document)
    one, two, three = (handle_of(store, document) for document in "abd")
    store.decide(one, two, same=True)
    store.decide(two, three, same=False)
    before = (people(store, "张伟"), store.rulings(), store.generation())
    for pair, same in (((one, two), False), ((one, three), True)):
        with pytest.raises(InvalidRequest, match="矛盾"):
            store.decide(*pair, same=same)
    with pytest.raises(InvalidRequest, match="同一个"):
        store.decide(one, one, same=True)
    with pytest.raises(InvalidRequest, match="类型不同"):
        store.decide(one, store.named("白银公司")[0].id, same=True)
    with pytest.raises(NotFound):
        store.decide(one, "nobody", same=True)
    assert (people(store, "张伟"), store.rulings(), store.generation()) == before


def test_a_decision_tells_the_indexes_what_changed(store):
    store.add(*A)
    store.add(*B)
    before, old = store.generation(), ids(store)
    store.decide(*old, same=True)
    assert set(old) <= {change.id for change in store.changes(before, 1000)}
