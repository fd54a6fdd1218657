from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document, Place
from corpus.errors import InvalidRequest, NotFound
from ingest.facts import EntityType, Evidence, Extraction, MeasureType, Passage, RelationType, Span
from kg import Store
from tests.kg.articles import article, said

JINCHUAN = article(
    "d1",
    said(
        "金川集团公司高级技师潘从明主持的镍阳极泥提取技术获国家科技进步二等奖。",
        works_at=("潘从明", "金川集团公司"),
        attrs={"role": "高级技师"},
    ),
    said(
        "该技术为金川集团公司创效2264万元。",
        measures=[("镍阳极泥提取技术", MeasureType.ECONOMIC_BENEFIT, 22640000, "元", "2019年")],
    ),
    said(
        "潘从明的“镍阳极泥提取技术”获了奖。",
        developed=("潘从明", "镍阳极泥提取技术"),
        received=("潘从明", "国家科技进步二等奖"),
    ),
    published=date(2020, 5, 1),
    attrs={"国家科技进步二等奖": {"grade": "二等奖"}},
    aliases={"金川集团公司": ["金川集团"]},
)
UNION = article(
    "d2",
    said("甘肃省总工会在甘肃省。", located_in=("甘肃省总工会", "甘肃省")),
    said("金川集团公司职工潘从明又获全国五一劳动奖章。", works_at=("潘从明", "金川集团公司"), attrs={"role": "职工"}),
    said(
        "甘肃省总工会建成工作室1048个。",
        measures=[("甘肃省总工会", MeasureType.STUDIOS, 1048, "个", "2019年底")],
    ),
    said("潘从明是全国五一劳动奖章获得者。", received=("潘从明", "全国五一劳动奖章")),
    aliases={"甘肃省总工会": ["甘肃工会", "省总工会"]},
)


@pytest.fixture
def full(store):
    assert store.add(*JINCHUAN)
    assert store.add(*UNION)
    return store


def test_a_relation_comes_back_with_the_sentences_of_all_its_documents(full, only):
    person = only(full, "潘从明")
    (works,) = full.relations(person.id, RelationType.WORKS_AT)
    assert (works.head.name, works.tail.name) == ("潘从明", "金川集团公司")
    assert works.attrs == {"role": "高级技师"}, "the first document by id wins"
    assert works.confidence == 0.9
    assert [(e.document, e.text) for e in works.evidence] == [
        ("d1", "金川集团公司高级技师潘从明主持的镍阳极泥提取技术获国家科技进步二等奖。"),
        ("d2", "金川集团公司职工潘从明又获全国五一劳动奖章。"),
    ]
    first = works.evidence[0]
    assert (first.source, first.published, first.spans) == ("工人日报", date(2020, 5, 1), (Span(0, 35),))
    assert JINCHUAN[0].text[0:35] == first.text


def test_entities_carry_type_aliases_and_attributes(full, only):
    award = only(full, "国家科技进步二等奖")
    assert (award.type, award.attrs) == (EntityType.AWARD, {"grade": "二等奖"})
    union = only(full, "甘肃工会")
    assert (union.name, union.aliases) == ("甘肃省总工会", ("甘肃工会", "省总工会"))
    assert union.id.startswith("organization-") and len(union.id) == len("organization-") + 12
    assert full.entity(union.id) == union


def test_measures_by_subject_kind_and_place(full, only):
    (studios,) = full.measures(type=MeasureType.STUDIOS)
    assert (studios.subject.name, studios.value, studios.unit, studios.period) == (
        "甘肃省总工会",
        1048.0,
        "个",
        "2019年底",
    )
    assert full.measures(place_id=only(full, "甘肃省").id) == (studios,)
    assert full.measures(subject_id=only(full, "镍阳极泥提取技术").id)[0].value == 22640000.0
    assert full.measures(subject_id=only(full, "潘从明").id) == ()


def test_mentions_are_the_sentences_that_name_it_also_by_alias(store, only):
    store.add(
        *article(
            "d",
            said("金川集团公司很大。", names=["金川集团公司"]),
            said("金川集团在甘肃。"),
            aliases={"金川集团公司": ["金川集团"]},
        )
    )
    assert [e.text for e in store.mentions(only(store, "金川集团").id)] == ["金川集团公司很大。", "金川集团在甘肃。"]


def test_of_what_many_name_the_same_few_are_read_however_the_library_grew(store, tmp_path, only):
    articles = [
        article(f"d{n}", *(said(f"金川集团公司第{n}次开了{m}场会。", names=["金川集团公司"]) for m in range(3)))
        for n in range(4)
    ]
    with Store.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        for one, last in zip(articles, reversed(articles), strict=True):
            store.add(*one)
            other.add(*last)
        id_ = only(store, "金川集团公司").id
        some, same = (library.mentions_of([id_], 5)[id_] for library in (store, other))
        assert len(some) == 5
        assert {e.text for e in some} == {e.text for e in same}
        assert len(store.mentions(id_)) == len(store.mentions_of([id_], 12)[id_]) == 12
        order = [e.text for e in store.mentions(id_)]
        assert [e.text for e in some] == sorted((e.text for e in some), key=order.index), "in reading order"


def test_passages_tell_their_entities(full, only):
    first = full.passages("d2")[0]
    assert first.evidence.text == "甘肃省总工会在甘肃省。"
    assert set(first.entities) == {only(full, "甘肃省总工会").id, only(full, "甘肃省").id}
    assert full.passage(first.id) == first


def test_document_facts_show_only_the_documents_own_sentences(full):
    relations, measures = full.document_facts("d2")
    assert {(r.type, r.head.name, r.tail.name) for r in relations} == {
        (RelationType.LOCATED_IN, "甘肃省总工会", "甘肃省"),
        (RelationType.WORKS_AT, "潘从明", "金川集团公司"),
        (RelationType.RECEIVED, "潘从明", "全国五一劳动奖章"),
    }
    assert {e.document for relation in relations for e in relation.evidence} == {"d2"}
    assert [m.value for m in measures] == [1048.0]


def test_a_second_add_of_a_document_changes_nothing(full):
    before = full.generation()
    assert full.add(*JINCHUAN) is False
    assert full.generation() == before


def test_counts(full):
    counts = full.counts()
    assert (counts["documents"], counts["passages"], counts["measures"]) == (2, 7, 2)
    assert (counts["entities"], counts["Person"], counts["Organization"], counts["Studio"]) == (7, 1, 2, 0)
    assert (counts["relations"], counts["works_at"], counts["received"], counts["mentors"]) == (5, 1, 2, 0)


def test_documents_are_listed_in_pages(full):
    page = full.documents(1)
    assert [d.id for d in page.items] == ["d1"]
    rest = full.documents(1, page.cursor)
    assert ([d.id for d in rest.items], rest.cursor) == (["d2"], None)
    assert full.document("d1").text == JINCHUAN[0].text
    assert full.has("d1") and not full.has("d3")


def test_entities_by_name_exact_first_then_the_shortest_that_contains_it(store):
    names = ["甘肃", "甘肃省总工会", "新甘肃公司", "金川厂", "甘肃省"]
    store.add(*article("d", *(said(f"有{name}。", names=[name]) for name in names)))
    assert [e.name for e in store.entities("甘肃", None, 10).items] == ["甘肃", "甘肃省", "新甘肃公司", "甘肃省总工会"]
    assert [e.name for e in store.entities("甘肃", EntityType.ORGANIZATION, 10).items] == ["新甘肃公司", "甘肃省总工会"]
    assert store.entities("%", None, 10).items == ()
    assert store.entities("《》", None, 10).items == ()


@pytest.mark.parametrize("name", [None, "甘"])
def test_pages_of_entities_join_to_the_whole_list(store, name):
    names = [f"甘{letter}公司" for letter in "一二三四五六七"]
    store.add(*article("d", *(said(f"有{one}。", names=[one]) for one in names)))
    found, cursor = [], None
    for _ in range(10):
        page = store.entities(name, None, 3, cursor)
        found += page.items
        if (cursor := page.cursor) is None:
            break
    assert tuple(found) == store.entities(name, None, 100).items
    assert sorted(e.name for e in found) == sorted(names)


@pytest.mark.parametrize("cursor", ["x", "", "!!!", "WzFd", "bnVsbA", "非"])
def test_a_bad_cursor_is_refused(store, cursor):
    with pytest.raises(InvalidRequest, match="翻页标记"):
        store.entities("潘", None, 5, cursor)
    with pytest.raises(InvalidRequest, match="翻页标记"):
        store.entities(None, None, 5, cursor)


def test_unknown_ids_are_said_to_be_unknown(store):
    for question in (store.entity, store.document, store.document_facts, store.passage, store.passages, store.remove):
        with pytest.raises(NotFound, match="没有编号为“x”"):
            question("x")
    assert store.relations("x") == ()
    with pytest.raises(InvalidRequest, match="limit=0"):
        store.documents(0)


def test_names_compare_without_quotes_width_and_case(store):
    store.add(*article("d", said("有《Ａ型 充电装置》", names=["Ａ型 充电装置"])))
    assert [e.name for e in store.named("“a型充电装置”")] == ["Ａ型 充电装置"]


def test_changes_tell_each_touched_thing_once_under_its_newest_sequence(store, only):
    store.add(*JINCHUAN)
    first = store.generation()
    seen = store.changes(0, 1000)
    assert [c.sequence for c in seen] == sorted({c.sequence for c in seen})
    assert seen[-1].sequence == first
    assert {c.kind for c in seen} == {"entity", "passage"}
    store.add(*UNION)
    later = store.changes(first, 1000)
    assert only(store, "潘从明").id in {c.id for c in later}
    assert only(store, "镍阳极泥提取技术").id not in {c.id for c in later}
    everything = store.changes(0, 1000)
    assert len({(c.kind, c.id) for c in everything}) == len(everything)
    assert store.changes(0, 2) == everything[:2]


def test_what_is_gone_stays_in_the_changes(store, only):
    store.add(*JINCHUAN)
    person, passage = only(store, "潘从明").id, store.passages("d1")[0].id
    before = store.generation()
    store.remove("d1")
    assert {person, passage} <= {c.id for c in store.changes(before, 1000)}
    with pytest.raises(NotFound):
        store.entity(person)


def test_the_identity_is_the_librarys_own(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/a/library.db") as a, Store.open(f"sqlite:///{tmp_path}/b/library.db") as b:
        assert a.identity() != b.identity()
        with Store.open(f"sqlite:///{tmp_path}/a/library.db") as again:
            assert again.identity() == a.identity()


def test_evidence_knows_its_page_and_joined_parts(store):
    text = "潘从明在金川\n\n——12——\n\n集团公司工作。"
    document = Document(
        "d", "d.pdf", text, "题", "application/pdf", places=(Place(0, 6, "第1页"), Place(6, len(text), "第2页"))
    )
    spans = (Span(0, 6), Span(16, len(text)))
    extraction = Extraction("d", (), (), (), (Passage("潘从明在金川集团公司工作。", spans),))
    store.add(document, extraction)
    (passage,) = store.passages("d")
    assert (passage.evidence.spans, passage.evidence.place) == (spans, "第1页")


def test_a_passage_also_tells_whom_it_means_without_a_name(store, only):
    document, extraction = article("d", said("潘从明是高级技师。", names=["潘从明"]), said("他改了三道工序。"))
    first, second = extraction.passages
    person = extraction.entities[0].key
    store.add(document, replace(extraction, passages=(first, replace(second, meant=frozenset({person})))))
    assert [p.entities for p in store.passages("d")] == [(only(store, "潘从明").id,)] * 2


def test_an_extraction_must_fit_its_document(store):
    document, extraction = JINCHUAN
    with pytest.raises(InvalidRequest, match="d1，不是 d2"):
        store.add(UNION[0], extraction)
    bare = Extraction("d1", (), extraction.relations, (), ())
    with pytest.raises(InvalidRequest, match="没有列出的条目：国家科技进步二等奖、潘从明、"):
        store.add(document, bare)
    assert not store.has("d1")


def test_an_empty_document_is_kept_and_counts_as_a_change(store):
    before = store.generation()
    assert store.add(Document("e", "e.txt", "", "", "text/plain"), Extraction("e", (), (), (), ()))
    assert store.generation() > before and store.has("e")


def test_two_relations_in_one_sentence_share_it_and_a_repeat_shows_once(store, only):
    document, extraction = article("d", said("孙健带徒弟王明帅。", mentors=[("孙健", "王明帅"), ("孙健", "王明帅")]))
    store.add(document, extraction)
    (taught,) = store.relations(only(store, "孙健").id)
    assert [e.text for e in taught.evidence] == ["孙健带徒弟王明帅。"]
    assert isinstance(extraction.relations[0].evidence, Evidence)


def test_many_names_at_once(full, only):
    assert full.entities_by_name(["甘肃工会", "“潘从明”", "潘从明", "无此人", ""]) == {
        "甘肃工会": (only(full, "甘肃省总工会"),),
        "“潘从明”": (only(full, "潘从明"),),
        "潘从明": (only(full, "潘从明"),),
    }
