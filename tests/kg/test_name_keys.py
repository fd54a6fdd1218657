import pytest

from ingest.facts import EntityType
from kg.names import (
    core,
    is_generic,
    is_short_form,
    is_specific_award,
    name_key,
    place_core,
    related_pairs,
)

ORGANIZATION, AWARD = EntityType.ORGANIZATION, EntityType.AWARD


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("《新型电积镍的研究与开发》", "新型电积镍的研究与开发"),
        ("“五小”活动", "五小活动"),
        ("杭州高新区（滨江）", "杭州高新区(滨江)"),
        ("钢影Ｒ6000", "钢影r6000"),
        ("浸出—萃取－电积", "浸出-萃取-电积"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("金川 集团\n公司", "金川集团公司"),
        ("“”", "“”"),
    ],
)
def test_name_key(name, key):
    assert name_key(name) == key
    assert name_key(key) == key


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        *(
            (ORGANIZATION, n)
            for n in (
                "市总工会",
                "省总工会",
                "该公司",
                "技术部",
                "经济技术部",
                "市委",
                "省公安厅",
                "第三车间",
                "集团公司",
            )
        ),
        *(
            (AWARD, n)
            for n in (
                "冠军",
                "金奖",
                "一等奖",
                "优秀奖",
                "省劳动模范",
                "劳模",
                "五一劳动奖章",
                "发明专利",
                "职工组一等奖",
            )
        ),
        *((EntityType.TEAM, n) for n in ("电气班", "运行一班", "检修班组")),
        *((EntityType.STUDIO, n) for n in ("劳模创新工作室", "职工创新工作室", "工作室")),
        (EntityType.ACHIEVEMENT, "新技术"),
        (EntityType.PLACE, "全市"),
        (EntityType.EVENT, "“五小”活动"),
        (EntityType.EVENT, "职工技能大赛"),
        (EntityType.POLICY, "《实施方案》"),
        (EntityType.PERSON, "王师傅"),
    ],
)
def test_names_without_a_proper_part(type_, name):
    assert is_generic(type_, name_key(name))


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        *(
            (ORGANIZATION, n)
            for n in ("锦州市总工会", "金川集团", "酒钢公司", "区块链研究院", "市政工程公司", "全国总工会", "固机科")
        ),
        *((AWARD, n) for n in ("全国劳动模范", "全国五一劳动奖章", "甘肃省技术标兵", "国家科技进步二等奖", "詹天佑奖")),
        (EntityType.TEAM, "镍电解班"),
        (EntityType.STUDIO, "杨义兴劳模创新工作室"),
        (EntityType.ACHIEVEMENT, "智能张力放线系统"),
        (EntityType.PLACE, "锦州市"),
        (EntityType.EVENT, "第二十二届全国发明展览会"),
        (EntityType.POLICY, "《甘肃省职工技术创新成果评选奖励办法》"),
        (EntityType.PERSON, "王师"),
    ],
)
def test_proper_names(type_, name):
    assert not is_generic(type_, name_key(name))


def test_core_is_the_name_without_its_legal_form():
    assert core("金川集团股份有限公司") == "金川集团"
    assert core("长庆油田分公司") == "长庆油田"
    assert core("甘肃省总工会") == "甘肃省总工会"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("金川集团公司", "金川集团铜贵有限公司", True),
        ("长庆油田分公司", "长庆油田分公司第十采油厂", True),
        ("锦州热电公司", "辽宁大唐国际锦州热电有限责任公司", True),
        ("金川集团公司", "锦州石化公司", False),
        ("甘肃省公司", "甘肃省电力公司", False),
        ("锦州公司", "锦州石化公司", False),
        ("分公司", "长庆油田分公司", False),
    ],
)
def test_related_organizations(one, other, answer):
    assert bool(list(related_pairs([one, other]))) is answer


@pytest.mark.parametrize(
    ("type_", "alias", "full", "answer"),
    [
        (ORGANIZATION, "酒钢", "酒钢公司", True),
        (ORGANIZATION, "重庆市总", "重庆市总工会", True),
        (ORGANIZATION, "采油十厂", "长庆油田分公司第十采油厂", True),
        (ORGANIZATION, "金川集团", "金川集团铜贵有限公司", False),
        (ORGANIZATION, "省总工会", "甘肃省总工会", False),
        (AWARD, "全国劳模", "全国劳动模范", True),
        (AWARD, "国家科技进步奖", "国家科技进步二等奖", False),
        (AWARD, "“金牌师徒”创新创效奖", "2020年锦州市“金牌师徒”创新创效奖", False),
    ],
)
def test_short_forms_that_hold_outside_their_document(type_, alias, full, answer):
    assert is_short_form(type_, name_key(alias), name_key(full)) is answer


def test_specific_awards_are_dated_or_of_a_named_grade_and_level():
    specific = ("国家科技进步二等奖", "2015年全国劳动模范", "第二十二届全国发明展览会金奖", "甘肃技术创新大赛第一名")
    assert all(is_specific_award(name) for name in specific)
    assert not any(is_specific_award(name) for name in ("全国劳动模范", "一等奖", "全国五一劳动奖章", "詹天佑奖"))


def test_place_core():
    assert [place_core(name) for name in ("甘肃省", "锦州市", "内蒙古自治区", "甘肃", "沙市")] == [
        "甘肃",
        "锦州",
        "内蒙古",
        "甘肃",
        "沙市",
    ]
