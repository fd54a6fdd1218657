"""After any adding and removing, a library is what it would be had it only ever seen the documents that are left."""

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from ingest.facts import MeasureType
from kg import Store
from kg.schema import Base
from tests.kg.articles import article, said

# Aliases that bridge, collide and nest; persons who are one, apart, or only likely one; edges that merging closes up.
POOL = (
    article(
        "a",
        said("潘从明在金川集团公司工作。", works_at=("潘从明", "金川集团公司"), attrs={"role": "技师"}),
        said("潘从明获国家科技进步二等奖。", received=("潘从明", "国家科技进步二等奖")),
        aliases={"金川集团公司": ["金川集团", "金川公司"]},
        attrs={"金川集团公司": {"industry": "冶金"}},
    ),
    article(
        "b",
        said("潘从明在金川集团铜贵公司工作。", works_at=("潘从明", "金川集团铜贵公司")),
        said("金川集团铜贵公司属于金川集团。", part_of=("金川集团铜贵公司", "金川集团"), attrs={"since": "2010"}),
        attrs={"金川集团": {"industry": "有色"}},
    ),
    article(
        "c",
        said("潘从明在锦州热电公司工作。", works_at=("潘从明", "锦州热电公司"), attrs={"role": "工人"}),
        said("锦州热电公司在锦州市。", located_in=("锦州热电公司", "锦州市")),
        said("“锦州热电公司”创效100元。", measures=[("锦州热电公司", MeasureType.ECONOMIC_BENEFIT, 100, "元", None)]),
        aliases={"锦州市": ["锦州"]},
    ),
    article(
        "d",
        said("潘从明获国家科技进步二等奖。", received=("潘从明", "国家科技进步二等奖")),
        said("金川公司属于金川集团。", part_of=("金川公司", "金川集团")),
    ),
    article(
        "e",
        said("潘从明获全国劳动模范。", received=("潘从明", "全国劳动模范")),
        said("潘从明带徒弟孙健。", mentors=("潘从明", "孙健")),
        aliases={"全国劳动模范": ["全国劳模"]},
    ),
    article(
        "f",
        said("孙健师从潘从明。", mentors=("潘从明", "孙健")),
        said("潘从明获全国劳模。", received=("潘从明", "全国劳模"), attrs={"year": "2015"}),
        said("省总工会在锦州。", located_in=("省总工会", "锦州市")),
        aliases={"锦州市": ["锦州"]},
    ),
    article(
        "g",
        said("锦州市金川公司很大。", names=["锦州市金川公司"]),
        said("省总工会表彰孙健。", names=["省总工会", "孙健"]),
        aliases={"锦州市金川公司": ["金川公司", "金川集团"]},
    ),
    article(
        "h",
        said("孙健在锦州热电公司工作。", works_at=("孙健", "锦州热电公司"), attrs={"role": "班长"}),
        said("孙健在锦州热电公司当班长。", works_at=("孙健", "锦州热电公司"), attrs={"year": "2020"}),
        said("潘从明获锦州市科技奖。", received=("潘从明", "锦州市科技奖")),
        said("锦州热电公司创效100元。", measures=[("锦州热电公司", MeasureType.ECONOMIC_BENEFIT, 100, "元", None)]),
    ),
)


def told(store: Store) -> list[tuple[object, ...]]:
    """Everything a library says, by names instead of ids."""
    facts: list[tuple[object, ...]] = []
    for entity in store.all_entities():
        sentences = sorted(f"{e.document}:{e.text}" for e in store.mentions(entity.id))
        facts.append(("entity", entity.type, entity.name, entity.aliases, sorted(entity.attrs.items()), sentences))
        for r in store.relations(entity.id):
            evidence = sorted(f"{e.document}:{e.text}" for e in r.evidence)
            facts.append(
                ("relation", r.type, r.head.name, r.tail.name, sorted(r.attrs.items()), r.confidence, evidence)
            )
        for m in store.measures(entity.id):
            facts.append(("measure", m.subject.name, m.type, m.value, m.unit, m.period, m.evidence.document))
    return sorted(facts, key=repr)


def fresh(numbers: list[int]) -> list[tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/library.db") as store:
        for number in numbers:
            store.add(*POOL[number])
        return told(store)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, len(POOL) - 1), min_size=2, max_size=14))
def test_adding_and_removing_leaves_only_what_the_documents_left_say(toggles):
    present: list[int] = []
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/library.db") as store:
        for number in toggles:
            before = ids_by_mention(store)
            if number in present:
                store.remove(POOL[number][0].id)
                present.remove(number)
            else:
                assert store.add(*POOL[number])
                present.append(number)
            named = ids_by_mention(store)
            alive = set(named.values())
            for mention in before.keys() & named.keys():
                assert before[mention] in alive or store.renamed(before[mention]) in alive
        assert told(store) == fresh(sorted(present))


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(POOL))))
def test_the_order_of_documents_does_not_matter(order):
    assert fresh(list(order)) == fresh(list(range(len(POOL))))


def ids_by_mention(store: Store) -> dict[tuple[str, str], str]:
    return {
        (decision.document, decision.name): entity.id
        for entity in store.all_entities()
        for decision in store.decisions(entity.id)
    }


def test_an_emptied_library_holds_no_row_but_the_log(store):
    for document in POOL:
        store.add(*document)
    for document, _ in POOL:
        store.remove(document.id)
    with store._database.reading() as session:
        rows = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    assert {name for name, number in rows.items() if number} == {"library", "changes"}
    assert all(number == 0 for number in store.counts().values())


def test_a_fact_goes_with_its_last_document_and_an_alias_with_the_only_one_that_gave_it(store, only):
    for document in (POOL[0], POOL[3]):
        store.add(*document)
    person = only(store, "潘从明")
    (won,) = [r for r in store.relations(person.id) if r.tail.name == "国家科技进步二等奖"]
    assert [e.document for e in won.evidence] == ["a", "d"]
    store.remove("a")
    assert only(store, "潘从明").id == person.id
    (won,) = store.relations(person.id)
    assert [e.document for e in won.evidence] == ["d"]
    assert store.named("金川集团公司") == ()
    store.remove("d")
    assert store.named("潘从明") == ()


def test_ids_stay_while_any_document_names_the_thing(store, only):
    full = article("a", said("甘肃省总工会很忙。", names=["甘肃省总工会"]), aliases={"甘肃省总工会": ["甘肃工会"]})
    short = article("b", said("甘肃工会很忙。", names=["甘肃工会"]))
    again = article("c", said("甘肃省总工会很忙。", names=["甘肃省总工会"]))
    store.add(*full)
    id_ = only(store, "甘肃省总工会").id
    store.add(*short)
    store.remove("a")
    assert (only(store, "甘肃工会").id, only(store, "甘肃工会").name) == (id_, "甘肃工会")
    store.add(*again)
    assert only(store, "甘肃省总工会").id != id_, "without the first document nothing says that the two are one"
    assert only(store, "甘肃工会").id == id_
