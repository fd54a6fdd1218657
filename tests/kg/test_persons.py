"""Same name alone is never the same person; evidence is, and the decision says which."""

import pytest

from tests.kg.articles import article, said


def people(store, name: str) -> list[set[str]]:
    """For every person of the name the documents that mean them."""
    return sorted(({d.document for d in store.decisions(e.id)} for e in store.named(name)), key=sorted)


def works(id_: str, name: str, employer: str, *more):
    return article(id_, said(f"{name}在{employer}工作。", works_at=(name, employer)), *more)


def won(name: str, award: str):
    return said(f"{name}获{award}。", received=(name, award))


def test_different_employers_keep_namesakes_apart(store):
    store.add(*works("a", "张伟", "金川集团公司"))
    store.add(*works("b", "张伟", "锦州石化公司"))
    assert people(store, "张伟") == [{"a"}, {"b"}]
    (one, _) = store.named("张伟")
    assert store.decisions(one.id)[0].reason == "没有证据说明与别处同名的人是同一人"


def test_the_same_employer_makes_one(store, only):
    store.add(*works("a", "张伟", "金川集团公司"))
    store.add(*works("b", "张伟", "金川集团公司"))
    decision = store.decisions(only(store, "张伟").id)[1]
    assert (decision.reason, decision.confidence) == ("同名，且单位同为“金川集团公司”", 0.9)


def test_employers_related_by_name_make_one(store, only):
    store.add(*works("a", "潘从明", "金川集团公司"))
    store.add(*works("b", "潘从明", "金川集团铜贵公司"))
    reason = "同名，且单位“金川集团公司”与“金川集团铜贵公司”相关"
    assert [d.reason for d in store.decisions(only(store, "潘从明").id)] == [reason, reason]


def test_a_place_in_common_does_not_relate_employers(store):
    store.add(*works("a", "张伟", "甘肃省公司"))
    store.add(*works("b", "张伟", "甘肃省电力公司"))
    assert people(store, "张伟") == [{"a"}, {"b"}]


@pytest.mark.parametrize(
    ("shared", "kind"),
    [
        (won("张伟", "第四届甘肃省技能大赛焊工组第二名奖"), "荣誉"),
        (said("张伟领衔星火工作室。", leads=("张伟", "星火工作室")), "工作室或班组"),
        (said("张伟研制阳极泥中铂钯绿色高效提取技术。", developed=("张伟", "阳极泥中铂钯绿色高效提取技术")), "成果"),
        (said("师傅张伟带李营。", mentors=("张伟", "李营")), "徒弟"),
        (said("师傅王亮带张伟。", mentors=("王亮", "张伟")), "师傅"),
    ],
)
def test_what_else_in_common_makes_one(store, only, shared, kind):
    store.add(*works("a", "张伟", "金川集团公司", shared))
    store.add(*works("b", "张伟", "锦州石化公司", shared))
    assert f"{kind}同为" in store.decisions(only(store, "张伟").id)[0].reason


MANY_HAVE = {
    "成果": said("张伟研制清洗装置。", developed=("张伟", "清洗装置")),
    "荣誉": won("张伟", "2020年锦州市劳动模范"),
}


@pytest.mark.parametrize("kind", MANY_HAVE)
def test_one_thing_that_others_may_have_too_does_not_join_across_employers_and_is_in_doubt(store, only, kind):
    store.add(*works("a", "张伟", "金川集团公司", MANY_HAVE[kind]))
    store.add(*works("b", "张伟", "锦州石化公司", MANY_HAVE[kind]))
    assert people(store, "张伟") == [{"a"}, {"b"}]
    (doubt,) = store.doubts(10)
    assert doubt.speaks_for[0].startswith(f"{kind}同为")
    assert doubt.speaks_against == ("单位一为“金川集团公司”，一为“锦州石化公司”",)
    store.add(*article("c", MANY_HAVE[kind]))
    assert people(store, "张伟") == [{"a"}, {"b"}, {"c"}], "whose it is cannot be told"
    store.remove("b")
    assert {d.reason for d in store.decisions(only(store, "张伟").id)} >= {f"同名，且{doubt.speaks_for[0]}"}


def test_two_things_that_others_may_have_too_join_across_employers(store):
    for id_, employer in (("a", "金川集团公司"), ("b", "锦州石化公司")):
        store.add(*works(id_, "张伟", employer, *MANY_HAVE.values()))
    assert people(store, "张伟") == [{"a", "b"}]


@pytest.mark.parametrize(
    "shared",
    [
        won("张伟", "全国劳动模范"),
        won("张伟", "一等奖"),
        said("张伟领衔劳模创新工作室。", leads=("张伟", "劳模创新工作室")),
        said("师傅王师傅带张伟。", mentors=("王师傅", "张伟")),
    ],
)
def test_what_thousands_share_proves_nothing(store, shared):
    store.add(*works("a", "张伟", "金川集团公司", shared))
    store.add(*works("b", "张伟", "锦州石化公司", shared))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_nothing_said_about_them_leaves_them_apart(store):
    store.add(*article("a", said("张伟说。", names=["张伟"])))
    store.add(*article("b", said("张伟说。", names=["张伟"])))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_without_an_employer_the_region_suffices_when_only_one_is_there(store, only):
    store.add(*works("a", "张伟", "甘肃电力公司"))
    store.add(*article("b", won("张伟", "甘肃省劳动模范")))
    decision = store.decisions(only(store, "张伟").id)[1]
    assert (decision.document, decision.confidence) == ("b", 0.6)
    assert decision.reason == "同名，一方没有单位，地区同为“甘肃”，没有矛盾之处"
    store.add(*works("c", "张伟", "甘肃酒钢公司"))
    assert people(store, "张伟") == [{"a"}, {"b"}, {"c"}], "now it may be either, so it is neither"
    store.remove("c")
    assert people(store, "张伟") == [{"a", "b"}]


def test_without_an_employer_all_honours_in_common_suffice(store):
    store.add(*works("a", "张伟", "锦州石化公司", won("张伟", "全国劳动模范"), won("张伟", "创新奖")))
    store.add(*article("b", won("张伟", "全国劳动模范")))
    assert people(store, "张伟") == [{"a", "b"}]


def test_another_region_does_not(store):
    store.add(*works("a", "张伟", "甘肃电力公司"))
    store.add(*article("b", won("张伟", "浙江省劳动模范")))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_the_studio_host_and_the_enterprise_above_employ(store):
    led = (
        said("张伟领衔星火工作室。", leads=("张伟", "星火工作室")),
        said("星火工作室在锦州石化公司。", hosted_by=("星火工作室", "锦州石化公司")),
    )
    store.add(*article("a", *led))
    store.add(*works("b", "张伟", "锦州石化公司"))
    store.add(*works("c", "张伟", "催化分厂", said("催化分厂属于锦州石化公司。", part_of=("催化分厂", "锦州石化公司"))))
    assert people(store, "张伟") == [{"a", "b", "c"}]


def test_a_later_document_joins_two_and_its_removal_parts_them(store, only):
    store.add(*works("a", "张伟", "金川集团公司"))
    store.add(*works("b", "张伟", "锦州石化公司"))
    ids = {e.id for e in store.named("张伟")}
    both = said(
        "张伟先后在金川集团公司和锦州石化公司工作。", works_at=[("张伟", "金川集团公司"), ("张伟", "锦州石化公司")]
    )
    store.add(*article("c", both))
    (kept,) = [e.id for e in store.named("张伟")]
    (gone,) = ids - {kept}
    assert store.renamed(gone) == kept
    assert len(store.relations(kept)) == 2
    store.remove("c")
    assert people(store, "张伟") == [{"a"}, {"b"}]
    assert ids == {e.id for e in store.named("张伟")}, "the one that was parted has its old id again"


def test_a_known_person_named_again_joins_without_regrouping_all_namesakes(store, only, monkeypatch):
    store.add(*works("a", "张伟", "金川集团公司"))
    monkeypatch.setattr("kg.blocks.group_people", None)
    store.add(*works("b", "张伟", "金川集团公司"))
    assert people(store, "张伟") == [{"a", "b"}]


def test_what_a_sentence_names_beside_them_suffices_when_only_one_is_there(store, only):
    store.add(*works("a", "高颖明", "锦州石化公司"))
    store.add(*article("b", said("锦州石化公司的高颖明来了。", names=["锦州石化公司", "高颖明"])))
    decision = store.decisions(only(store, "高颖明").id)[1]
    assert decision.reason == "同名，一方没有单位，都与“锦州石化公司”一同出现，没有矛盾之处"


def test_the_same_two_persons_named_together_twice_are_likely_the_same(store):
    store.add(*article("a", said("张毅领衔，冯德伦是成员。", names=["张毅", "冯德伦"])))
    store.add(*article("b", said("张毅和冯德伦合影。", names=["张毅", "冯德伦"])))
    assert people(store, "冯德伦") == people(store, "张毅") == [{"a", "b"}]


def test_an_organization_beside_both_proves_nothing(store):
    store.add(*article("a", said("甘肃省总工会表彰张伟。", names=["甘肃省总工会", "张伟"])))
    store.add(*article("b", said("甘肃省总工会慰问张伟。", names=["甘肃省总工会", "张伟"])))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_a_long_list_of_names_proves_nothing(store):
    names = ["张伟", *(f"李{n}" for n in "一二三四五六七八")]
    for id_ in ("a", "b"):
        store.add(*article(id_, said("、".join(names), names=names)))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_in_a_crowd_of_namesakes_a_newcomer_is_compared_but_nobody_moves(store, monkeypatch):
    monkeypatch.setattr("kg.blocks._CROWD", 2)
    for id_, employer in (("a", "金川集团公司"), ("b", "锦州石化公司"), ("c", "酒钢公司")):
        store.add(*works(id_, "张伟", employer))
    store.add(*works("d", "张伟", "酒钢公司"))
    store.add(*works("e", "张伟", "金川集团公司"))
    store.add(*works("f", "张伟", "白银公司"))
    assert people(store, "张伟") == [{"a", "e"}, {"b"}, {"c", "d"}, {"f"}]
    store.remove("b")
    assert len(people(store, "张伟")) == 3


def test_who_stood_alone_gets_the_reason_of_the_one_who_joins(store, only):
    store.add(*works("a", "张伟", "金川集团公司"))
    assert store.decisions(only(store, "张伟").id)[0].reason == "没有证据说明与别处同名的人是同一人"
    store.add(*works("b", "张伟", "金川集团公司"))
    assert {d.reason for d in store.decisions(only(store, "张伟").id)} == {"同名，且单位同为“金川集团公司”"}


def test_employers_that_are_one_under_several_names_make_one(store):
    alias = article(
        "x", said("有酒泉钢铁集团公司。", names=["酒泉钢铁集团公司"]), aliases={"酒泉钢铁集团公司": ["酒钢公司"]}
    )
    store.add(*works("a", "张伟", "酒泉钢铁集团公司"))
    store.add(*works("b", "张伟", "酒钢公司"))
    assert people(store, "张伟") == [{"a"}, {"b"}]
    store.add(*alias)
    assert people(store, "张伟") == [{"a", "b"}]
    store.remove("x")
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_an_honour_that_every_enterprise_gives_proves_nothing_even_with_its_year(store):
    for id_, employer in (("a", "金川集团公司"), ("b", "锦州石化公司")):
        store.add(*works(id_, "张伟", employer, said("张伟获2020年先进工作者奖。", received=("张伟", "2020年一等奖"))))
    assert people(store, "张伟") == [{"a"}, {"b"}]


def test_of_several_bearers_one_agreement_is_not_enough_and_is_in_doubt(store):
    store.add(*works("a", "张伟", "甘肃电力公司"))
    store.add(*works("b", "张伟", "锦州石化公司"))
    store.add(*article("c", won("张伟", "甘肃省劳动模范")))
    assert people(store, "张伟") == [{"a"}, {"b"}, {"c"}]
    (doubt,) = store.doubts(10)
    assert (doubt.speaks_for, doubt.speaks_against) == (("地区同为“甘肃”",), ())
    assert {doubt.one.id, doubt.other.id} <= {e.id for e in store.named("张伟")}


def test_of_three_organizations_that_a_document_names_none_is_said_to_be_his(store):
    for id_, employer in (("a", "甘肃电力公司"), ("b", "锦州石化公司")):
        store.add(*works(id_, "张伟", employer))
    names = ["锦州石化公司", "酒钢公司", "白银公司"]
    store.add(*article("c", said("".join(f"{name}来人。" for name in names), names=names), won("张伟", "创新奖")))
    assert people(store, "张伟") == [{"a"}, {"b"}, {"c"}]
    store.add(*article("d", said("锦州石化公司来人。", names=["锦州石化公司"]), won("张伟", "发明奖")))
    assert people(store, "张伟") == [{"a"}, {"b", "d"}, {"c"}]


def test_the_employer_of_an_apprentice_tells_of_the_master(store):
    store.add(*works("a", "张伟", "金川集团公司"))
    store.add(*works("b", "张伟", "锦州石化公司"))
    store.add(*works("c", "李营", "金川集团公司", said("张伟带徒弟李营。", mentors=("张伟", "李营"))))
    assert people(store, "张伟") == [{"a", "c"}, {"b"}]


def works_as(id_: str, name: str, role: str, *more):
    sentence = said(f"金川集团公司{role}{name}。", works_at=(name, "金川集团公司"), attrs={"role": role})
    return article(id_, sentence, *more)


def test_a_welder_and_a_fitter_of_one_enterprise_are_in_doubt(store):
    store.add(*works_as("a", "张伟", "焊工"))
    store.add(*works_as("b", "张伟", "钳工"))
    store.add(*works_as("c", "张伟", "电焊工"))
    assert people(store, "张伟") == [{"a", "c"}, {"b"}]
    (doubt,) = store.doubts(10)
    assert "单位同为“金川集团公司”" in doubt.speaks_for
    assert doubt.speaks_against == ("工种一为“焊工”，一为“钳工”",)


def test_who_has_learnt_another_trade_is_one_where_more_is_said_of_both(store):
    store.add(*works_as("a", "张伟", "焊工", won("张伟", "金川工匠")))
    store.add(*works_as("b", "张伟", "钳工", won("张伟", "金川工匠")))
    assert people(store, "张伟") == [{"a", "b"}]


@pytest.mark.parametrize("role", ["班长", "高级技师", "职工", "高级工"])
def test_a_title_is_no_trade(store, role):
    store.add(*works_as("a", "张伟", "焊工"))
    store.add(*works_as("b", "张伟", role))
    assert people(store, "张伟") == [{"a", "b"}]
