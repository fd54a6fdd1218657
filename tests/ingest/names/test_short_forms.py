import re

from ingest.names.short_forms import OrganizationForms, ending, graded, joined

TRAILING = re.compile("(?:有限公司|集团|公司)+$")
PLACE = re.compile("(?:甘肃|兰州)?")


def organizations(*names: str) -> list[list[str]]:
    return joined([[name] for name in names], OrganizationForms(names, TRAILING, PLACE).fuller)


def test_short_forms_of_organizations_join_the_full_one() -> None:
    assert organizations("甘肃云岭机械集团有限公司", "云岭机械公司", "云岭机械") == [
        ["甘肃云岭机械集团有限公司", "云岭机械公司", "云岭机械"]
    ]
    assert organizations("江川维尼纶厂", "川维厂") == [["江川维尼纶厂"], ["川维厂"]]  # no longer than twice its length
    assert organizations("上江川维尼纶厂", "川维厂") == [["上江川维尼纶厂", "川维厂"]]
    assert organizations("甘肃省总工会", "省总工会", "省总") == [["甘肃省总工会", "省总工会", "省总"]]


def test_a_form_that_fits_two_joins_neither() -> None:
    assert organizations("云岭机械集团第一铸造厂", "东岭机械集团第一铸造厂", "第一铸造厂") == [
        ["云岭机械集团第一铸造厂"],
        ["东岭机械集团第一铸造厂"],
        ["第一铸造厂"],
    ]


def test_a_form_of_a_form_reaches_the_fullest_name() -> None:
    names = ["自动接线装置", "矿用自动接线装置", "一种矿用自动接线装置"]
    assert joined([[name] for name in names[:2]], ending(names[:2], str, 6)) == [["矿用自动接线装置", "自动接线装置"]]
    assert len(joined([[name] for name in names], ending(names, str, 6))) == 2  # the shortest is the end of two


def test_an_award_without_its_grade_joins_the_only_one_with_a_grade() -> None:
    one, two = "全省职工创新成果一等奖", "全省职工创新成果二等奖"
    assert joined([["全省职工创新成果奖"], [one]], graded(["全省职工创新成果奖", one])) == [[one, "全省职工创新成果奖"]]
    assert len(joined([["全省职工创新成果奖"], [one], [two]], graded(["全省职工创新成果奖", one, two]))) == 3


def test_what_sets_an_enterprise_apart_stands_for_its_whole_name() -> None:
    assert organizations("恒达集团", "甘肃恒达重工机械集团有限公司") == [["甘肃恒达重工机械集团有限公司", "恒达集团"]]
    assert len(organizations("恒达集团", "甘肃恒达水泥股份有限公司")) == 2
