"""Studios of several hosts, service teams of a place, and lists of works; all names are invented."""

import pytest

from ingest.facts import EntityType, RelationType
from tests.ingest.conftest import Extract


def ends(read: Extract, text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind}


SHARED = [
    "滨海造船有限公司与江州职业技术学院共建了刘海涛技能大师工作室。",
    "滨海造船有限公司联合江州职业技术学院共同打造的刘海涛技能大师工作室去年揭牌。",
    "刘海涛技能大师工作室2018年成立，由滨海造船有限公司和江州职业技术学院共建。",
]


@pytest.mark.parametrize("text", SHARED)
def test_several_hosts(read: Extract, text: str) -> None:
    hosts = {"滨海造船有限公司", "江州职业技术学院"}
    assert ends(read, text, RelationType.HOSTED_BY) == {("刘海涛技能大师工作室", host) for host in hosts}


def test_each_studio_stands_in_its_own(read: Extract) -> None:
    text = "顾伟创新工作室设在通海造纸厂，郑海燕劳模创新工作室设在江淮造纸厂。"
    found = ends(read, text, RelationType.HOSTED_BY)
    assert found == {("顾伟创新工作室", "通海造纸厂"), ("郑海燕劳模创新工作室", "江淮造纸厂")}
    text = "分别是设在炼胶公司的李爱民创新工作室和设在半钢胎公司的赵静创新工作室。"
    found = ends(read, text, RelationType.HOSTED_BY)
    assert found == {("李爱民创新工作室", "炼胶公司"), ("赵静创新工作室", "半钢胎公司")}


def test_a_service_team_of_a_place_helps_where_its_members_go(read: Extract) -> None:
    text = (
        "老毛病是常德市劳模工匠助企服务队帮着治好的。服务队队长罗志平“揭了榜”。\n\n"
        "江口县的清江化肥有限公司愁的是另一件事：肥料码进仓库就结块。服务队里唯一的女队员谭英来自三江磷肥集团，"
        "她取了半个月的样。她建议在冷却滚筒后面再加一级流化床，把装袋温度压到38度。\n"
    )
    assert "常德市劳模工匠助企服务队" in {e.key.name for e in read(text).entities if e.key.type is EntityType.TEAM}
    assert ("罗志平", "常德市劳模工匠助企服务队") in ends(read, text, RelationType.LEADS)
    assert ends(read, text, RelationType.HELPS) == {("谭英", "清江化肥有限公司")}


def test_a_spot_on_a_machine_is_no_department(read: Extract) -> None:
    text = "活塞杆处的填料用不到两个月就漏气，拐弯处也磨穿了。"
    assert not [e for e in read(text).entities if e.key.type is EntityType.ORGANIZATION]


def test_an_item_of_which_nothing_is_known_ends_no_list(read: Extract) -> None:
    text = (
        "关于公布2024年江州邮政职工“五小”创新成果评选结果的通报\n一、获奖成果\n三等奖（3项）\n"
        "7 邮袋悬挂装填架 太湖邮件中心 殷建华\n9 大件卸车的那一块 运河邮件中心 葛长明\n"
        "10 理信机吸嘴防堵装置 江淮邮件中心 季红梅\n"
    )
    won = {head for head, _ in ends(read, text, RelationType.RECEIVED)}
    assert {"邮袋悬挂装填架", "理信机吸嘴防堵装置"} <= won


def test_a_titled_work_is_the_studios_that_sets_to(read: Extract) -> None:
    text = (
        "1.密炼机投料口负压除尘装置。炭黑投料时四处飞扬。李爱民创新工作室重新设计了罩口和风道，让粉料顺着气流走。\n"
        "2.硫化废蒸汽凝水回收装置。王永江创新工作室历时三个月，将排掉的凝结水集中闪蒸。刘飞创新工作室组织职工参观了现场。\n"
    )
    assert ends(read, text, RelationType.DEVELOPED) == {
        ("李爱民创新工作室", "密炼机投料口负压除尘装置"),
        ("王永江创新工作室", "硫化废蒸汽凝水回收装置"),
    }


def test_both_who_were_at_work_made_what_is_named_late(read: Extract) -> None:
    text = "王磊和徒弟胡延平在管口加了一圈导流片，把气泡赶到一边。这套管口导流消泡装置当年就推广到全厂。"
    made = {("王磊", "管口导流消泡装置"), ("胡延平", "管口导流消泡装置")}
    assert ends(read, text, RelationType.DEVELOPED) == made
