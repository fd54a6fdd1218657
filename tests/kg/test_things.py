"""Which names of organizations, awards, studios … are one thing."""

import pytest

from corpus.errors import NotFound
from tests.kg.articles import article, said


def load(store, *names_and_aliases: tuple[str, list[str]]):
    for number, (name, aliases) in enumerate(names_and_aliases):
        store.add(*article(f"d{number}", said(f"有{name}。", names=[name]), aliases={name: aliases}))
    return sorted(e.name for e in store.all_entities())


def test_an_alias_that_is_somebodys_full_name_joins(store):
    assert load(store, ("甘肃省总工会", ["甘肃工会"]), ("甘肃工会", [])) == ["甘肃省总工会"]


def test_an_alias_that_several_claim_joins_none(store):
    assert load(store, ("吉林省", ["吉林"]), ("吉林市", ["吉林"]), ("吉林市", [])) == ["吉林市", "吉林省"]
    assert {e.name for e in store.named("吉林")} == {"吉林省", "吉林市"}


def test_a_generic_short_form_never_joins(store, only):
    assert load(store, ("甘肃省总工会", ["省总工会"]), ("浙江省总工会", ["省总工会"])) == [
        "浙江省总工会",
        "甘肃省总工会",
    ]
    assert {e.name for e in store.named("省总工会")} == {"浙江省总工会", "甘肃省总工会"}


def test_a_generic_name_is_another_thing_in_every_document(store):
    assert load(store, ("市总工会", []), ("市总工会", []), ("技术部", []), ("技术部", [])) == [
        "市总工会",
        "市总工会",
        "技术部",
        "技术部",
    ]


def test_the_name_of_the_whole_put_for_a_part_does_not_make_them_one(store):
    assert load(store, ("金川集团铜贵公司", ["金川集团"]), ("金川集团", [])) == ["金川集团", "金川集团铜贵公司"]
    assert load(store, ("金川集团公司", ["金川集团"])) == ["金川集团", "金川集团铜贵公司"], "d0 is there already"


def test_a_legal_form_that_is_left_out_does(store):
    assert load(store, ("金川集团公司", ["金川集团"]), ("金川集团", [])) == ["金川集团公司"]


def test_a_prize_without_its_grade_is_not_the_prize(store):
    names = load(store, ("国家科技进步二等奖", ["国家科技进步奖"]), ("国家科技进步奖", []), ("国家科技进步二等奖", []))
    assert names == ["国家科技进步二等奖", "国家科技进步奖"]


def test_an_alias_in_common_joins_only_where_one_name_ends_in_the_other(store):
    names = load(
        store,
        ("长庆第十采油厂", ["采油十厂"]),
        ("中石油长庆第十采油厂", ["采油十厂"]),
        ("大庆第十采油厂", ["采油十厂"]),
    )
    assert names == ["中石油长庆第十采油厂", "大庆第十采油厂"]


def test_names_that_differ_in_the_legal_form_are_one(store):
    names = load(store, ("远东集团公司", []), ("远东集团有限责任公司", []), ("远东集团", []))
    assert names == ["远东集团有限责任公司"]
    (one,) = store.all_entities()
    assert {d.reason for d in store.decisions(one.id)} == {"去掉公司字样后同为“远东集团”"}


def test_a_plant_is_the_same_under_both_names_of_its_enterprise(store):
    assert load(store, ("远东石化有限公司第三炼油厂", []), ("远东石化第三炼油厂", [])) == ["远东石化有限公司第三炼油厂"]


@pytest.mark.parametrize(
    "part", ["远东集团铜贵有限公司", "远东集团公司长岭分公司", "远东集团公司第三炼油厂", "远东集团公司轧钢车间"]
)
def test_a_part_is_not_the_whole(store, part):
    assert len(load(store, ("远东集团公司", ["远东集团"]), (part, ["远东集团"]), ("远东集团", []))) == 2


def test_a_group_and_its_listed_company_stay_apart(store):
    assert len(load(store, ("远东钢铁集团有限公司", []), ("远东钢铁股份有限公司", []))) == 2


def test_a_name_without_its_place_is_the_only_one_that_has_it_with_a_place(store):
    assert load(store, ("甘肃远东机械有限公司", []), ("远东机械公司", [])) == ["甘肃远东机械有限公司"]


def test_where_two_places_have_one_the_name_without_place_is_in_doubt(store):
    names = load(store, ("甘肃远东机械有限公司", []), ("远东机械公司", []), ("浙江远东机械有限公司", []))
    assert names == ["浙江远东机械有限公司", "甘肃远东机械有限公司", "远东机械公司"]
    pairs = {frozenset((doubt.one.name, doubt.other.name)) for doubt in store.doubts(10)}
    assert pairs == {
        frozenset(("远东机械公司", "甘肃远东机械有限公司")),
        frozenset(("远东机械公司", "浙江远东机械有限公司")),
    }
    store.remove("d2")
    assert len(store.all_entities()) == 1 and store.doubts(10) == ()


def test_enterprises_of_two_places_are_never_one_by_way_of_their_short_name(store):
    short = ["远东机械"]
    names = load(
        store,
        ("甘肃远东机械有限公司", short),
        ("远东机械公司", []),
        ("浙江远东机械集团有限公司", short),
        ("远东机械集团公司", []),
    )
    assert names[:2] == ["浙江远东机械集团有限公司", "甘肃远东机械有限公司"]
    assert store.named("浙江远东机械集团有限公司") != store.named("甘肃远东机械有限公司")


def test_one_of_two_places_is_the_other_where_a_document_says_so(store):
    assert len(load(store, ("甘肃远东机械公司", ["兰州远东机械公司"]), ("兰州远东机械公司", []))) == 1


def test_the_place_before_a_name_may_be_any_that_the_document_says(store):
    store.add(*article("a", said("河岭远东机械公司在河岭市。", located_in=("河岭远东机械公司", "河岭市"))))
    store.add(*article("b", said("有远东机械公司。", names=["远东机械公司"])))
    assert [e.name for e in store.all_entities() if e.type == "Organization"] == ["河岭远东机械公司"]


def test_a_former_name_that_a_document_gives_joins(store):
    assert load(store, ("宏远精机公司", ["锦河第一机床厂"]), ("锦河第一机床厂", [])) == ["锦河第一机床厂"]


def test_different_types_never_join(store):
    store.add(*article("a", said("有北京市。", names=["北京市"])))
    store.add(*article("b", said("有北京市公司。", names=["北京市公司"]), aliases={"北京市公司": ["北京市"]}))
    assert len(store.all_entities()) == 2


def test_a_name_in_book_marks_is_the_same_and_the_commoner_spelling_shows(store):
    assert load(store, ("“云锦”装置", []), ("云锦装置", []), ("云锦装置", [])) == ["云锦装置"]


def test_merging_moves_the_facts_and_keeps_the_old_id_as_a_pointer(store, only):
    store.add(*article("a", said("孙健在甘肃工会工作。", works_at=("孙健", "甘肃工会"))))
    store.add(*article("b", said("李营在甘肃省总工会工作。", works_at=("李营", "甘肃省总工会"))))
    store.add(*article("c", said("甘肃省总工会开会。", names=["甘肃省总工会"])))
    old, kept = only(store, "甘肃工会").id, only(store, "甘肃省总工会").id
    before = store.generation()
    store.add(*article("d", said("甘肃省总工会。", names=["甘肃省总工会"]), aliases={"甘肃省总工会": ["甘肃工会"]}))
    union = only(store, "甘肃工会")
    assert union.id == kept, "the id that more documents used is kept"
    assert {r.head.name for r in store.relations(kept)} == {"孙健", "李营"}
    with pytest.raises(NotFound):
        store.entity(old)
    assert store.renamed(old) == kept
    touched = {change.id for change in store.changes(before, 1000)}
    assert {old, kept, only(store, "孙健").id, store.passages("a")[0].id} <= touched
    store.remove("d")
    assert only(store, "甘肃工会").id != kept, "what only d joined is apart again"
    assert [r.head.name for r in store.relations(only(store, "甘肃工会").id)] == ["孙健"]


def test_a_relation_between_two_names_of_one_thing_is_no_edge_until_they_part(store, only):
    store.add(*article("a", said("甘肃工会属于甘肃省总工会。", part_of=("甘肃工会", "甘肃省总工会"))))
    assert store.counts()["part_of"] == 1
    store.add(*article("b", said("甘肃省总工会。", names=["甘肃省总工会"]), aliases={"甘肃省总工会": ["甘肃工会"]}))
    assert (store.counts()["part_of"], len(store.named("甘肃工会"))) == (0, 1)
    assert store.document_facts("a") == ((), ())
    store.remove("b")
    assert store.counts()["part_of"] == 1


def test_the_decision_is_explained(store, only):
    load(store, ("甘肃省总工会", ["甘肃工会"]), ("甘肃工会", []))
    assert [(d.document, d.name, d.reason) for d in store.decisions(only(store, "甘肃工会").id)] == [
        ("d0", "甘肃省总工会", "简称“甘肃工会”相同"),
        ("d1", "甘肃工会", "简称“甘肃工会”相同"),
    ]
