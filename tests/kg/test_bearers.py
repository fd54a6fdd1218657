"""Persons of one name whom one document tells apart: two entities with stable ids, never one by way of others."""

from dataclasses import replace

from ingest.facts import EntityKey, EntityType
from kg import Store
from tests.kg.articles import article, said
from tests.kg.test_persons import people, works

STEEL, OIL = "云溪钢铁公司", "海岭石化公司"


def two(id_: str, *more):
    """A list with 李伟 of the one and 李伟 of the other enterprise, who both won the same prize."""
    document, found = article(
        id_,
        said(f"李伟在{STEEL}获创新大赛奖。", works_at=("李伟", STEEL), received=("李伟", "创新大赛奖")),
        said(f"李伟在{OIL}获创新大赛奖。", works_at=("李伟", OIL), received=("李伟", "创新大赛奖")),
        *more,
    )
    old = EntityKey(EntityType.PERSON, "李伟")
    keys = {STEEL: old._replace(bearer=STEEL), OIL: old._replace(bearer=OIL)}

    def meant(relation):
        return keys[next(unit for unit in keys if unit in relation.evidence.text)]

    entities = [e for e in found.entities if e.key != old]
    (both,) = (e for e in found.entities if e.key == old)
    entities += [
        replace(both, key=key, mentions=(span,)) for key, span in zip(keys.values(), both.mentions, strict=False)
    ]
    relations = tuple(replace(r, head=meant(r)) if r.head == old else r for r in found.relations)
    return document, replace(found, entities=tuple(entities), relations=relations)


def ids(store: Store) -> dict[str, str]:
    """The persons' ids by employer."""
    return {r.tail.name: e.id for e in store.named("李伟") for r in store.relations(e.id) if r.type == "works_at"}


def test_they_are_two_with_their_own_facts(store):
    store.add(*two("a"))
    assert len(store.named("李伟")) == 2
    for employer, id_ in ids(store).items():
        assert {r.evidence[0].text for r in store.relations(id_)} == {f"李伟在{employer}获创新大赛奖。"}
        assert [p.text for p in store.mentions(id_)] == [f"李伟在{employer}获创新大赛奖。"]


def test_each_is_known_again_elsewhere_and_nothing_makes_the_two_one(store):
    store.add(*two("a"))
    before = ids(store)
    store.add(*works("b", "李伟", OIL))
    both = said(f"李伟先后在{STEEL}和{OIL}工作。", works_at=[("李伟", STEEL), ("李伟", OIL)])
    store.add(*article("c", both))
    assert ids(store).keys() == before.keys() and len(set(ids(store).values())) == 2
    assert sorted(len(store.identity_of(e.id).handles) for e in store.named("李伟")) == [1, 3]
    assert store.doubts(10) == ()


def test_their_ids_are_the_same_whenever_the_document_comes_back(store, tmp_path):
    store.add(*two("a"))
    before = ids(store)
    store.remove("a")
    assert store.named("李伟") == ()
    store.add(*two("a"))
    assert ids(store) == before
    with Store.open(f"sqlite:///{tmp_path}/other.db") as other:
        other.add(*two("a"))
        assert ids(other) == before


def test_a_human_may_say_that_they_are_one_after_all(store):
    store.add(*two("a"))
    store.decide(*ids(store).values(), same=True)
    assert people(store, "李伟") == [{"a"}]
    store.undecide(store.rulings()[0].id)
    assert len(store.named("李伟")) == 2
