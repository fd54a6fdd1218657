import pytest

from search.honours import Honour, best_first, honour_test, renown

NATIONAL = Honour(787, "全国劳动模范", "国家", "劳动模范")
PROVINCIAL = Honour(570, "甘肃省技术标兵", "省", "技术能手")
CITY = Honour(348, "锦州市技能大赛一等奖", "市", "竞赛名次")
UNKNOWN = Honour(83, "五一劳动奖章", "", "五一劳动奖")
ALL = (NATIONAL, PROVINCIAL, CITY, UNKNOWN)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("劳动模范", [NATIONAL]),
        ("全国劳模", [NATIONAL]),
        ("技术能手", [PROVINCIAL]),
        ("技术标兵", [PROVINCIAL]),
        ("五一劳动奖章", [UNKNOWN]),
        ("省级", [PROVINCIAL]),
        ("省级以上", [NATIONAL, PROVINCIAL]),
        ("省部级及以上", [NATIONAL, PROVINCIAL]),
        ("市级以上", [NATIONAL, PROVINCIAL, CITY]),
        ("国家级劳动模范", [NATIONAL]),
        ("省级以上的技术能手", [PROVINCIAL]),
        ("市级一等奖", [CITY]),
        ("省级劳动模范", []),
        ("企业级", []),
        ("没有这种奖", []),
    ],
)
def test_honours_are_asked_for_by_name_kind_and_level(asked, expected):
    is_wanted = honour_test(asked)
    assert [honour for honour in ALL if is_wanted(honour.term)] == expected


def test_a_term_says_all_of_an_honour():
    assert [Honour.read(honour.term) for honour in ALL] == list(ALL)
    assert Honour.read("北河市五小成果奖") == Honour(0, "北河市五小成果奖")


def test_the_highest_comes_first():
    assert best_first([UNKNOWN, CITY, NATIONAL, PROVINCIAL, CITY]) == [NATIONAL, PROVINCIAL, CITY, UNKNOWN]


def test_renown_grows_with_rank_and_counts_three():
    assert renown([]) == 0
    assert renown([NATIONAL.term]) > renown([PROVINCIAL.term]) > renown([CITY.term])
    assert renown([NATIONAL.term] * 9) == pytest.approx(3 * 787 / 800)
