"""Units whose names are made of common words, and the enterprise that a part named alone belongs to."""

import pytest

from tests.ingest.conftest import Extract


def units(read: Extract, text: str) -> set[str]:
    return {entity.key.name for entity in read(text).entities if entity.key.type.value == "Organization"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("会上，县植物保护监测站农艺师白春来介绍了防治办法。", "县植物保护监测站"),
        ("裁判长是市焊接技术协会的江永宁。", "市焊接技术协会"),
        ("市第二技工学校教师陶文斌担任裁判长。", "市第二技工学校"),
        ("机电安装三公司的吕伟获得一等奖。", "机电安装三公司"),
        ("这套护罩已在织布二车间用上了。", "织布二车间"),
        ("锻造车间推荐了李铁山。", "锻造车间"),
        ("由苛化回收车间工艺员孟晓提出的办法见了效。", "苛化回收车间"),
        ("副手是焊培中心的黎大明。", "焊培中心"),
        ("配电所的高进工作室做了三个样机。", "配电所"),
        ("机动科的王建业参加了攻关。", "机动科"),
        ("车辆段袁大磊、工务段滕大飞都写了体会。", "工务段"),
        ("电力安装公司报送小发明十七项。", "电力安装公司"),
        ("东海钟表社的金大勇修好了仪器。", "东海钟表社"),
        ("会上，市劳模协会会长邢大春作了介绍。", "市劳模协会"),
        ("【简讯】长河轴承有限公司举办焊工比武。", "长河轴承有限公司"),
        ("1.渗漏封堵技术，市政工程公司，主创人：沙大新、冉启光。", "市政工程公司"),
    ],
)
def test_a_unit_of_common_words(read: Extract, text: str, unit: str) -> None:
    assert unit in units(read, f"{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "全省焊接协会会员单位都派人来听课。",
        "党支部书记张海带头报名，办公室主任李伟负责记录。",
        "市重点企业都装上了这种装置。",
        "大家在饭店吃了饭，又在酒店住了一晚。",
        "公共场所的安全员李平说，接头处由王师傅负责。",
        "他从装配工干到班组长，又从班组长干到车间主任。",
    ],
)
def test_what_is_no_unit(read: Extract, text: str) -> None:
    assert units(read, f"{text}\n") == set()


def test_a_part_belongs_to_the_enterprise_that_is_told_of(read: Extract) -> None:
    text = "青石化工有限公司近日评出十名标兵。\n\n设备科的电工何立东改装了行车，获得一等奖。\n"
    found = {(r.head.name, r.type.value, r.tail.name) for r in read(text).relations}
    assert ("设备科", "part_of", "青石化工有限公司") in found
    assert ("何立东", "works_at", "设备科") in found
    assert ("何立东", "works_at", "青石化工有限公司") in found


def test_a_branch_is_no_part_of_another(read: Extract) -> None:
    text = "青石建设集团第二分公司的孙明来到第五分公司，教大家用新夹具。\n"
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type.value == "part_of"}
    assert ("第五分公司", "青石建设集团第二分公司") not in found
