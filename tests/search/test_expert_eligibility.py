import pytest

from search.cards import Card
from search.experts.eligible import did_it, is_expert
from search.links import Link


def person(*links: tuple[str, bool, str], honours: tuple[str, ...] = (), text: str = "") -> Card:
    made = tuple(Link(relation, outgoing, "x-1", "Organization", "某", role) for relation, outgoing, role in links)
    return Card("person-1", "Person", "张一", links=made, honours=honours, text=text)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (person(), False),
        (person(("works_at", True, "职工")), False),
        (person(("developed", True, "")), True),
        (person(("leads", True, "")), True),
        (person(("member_of", True, "")), True),
        (person(("mentors", False, "")), True),
        (person(("helps", True, "")), True),
        (person(("presented_at", True, "")), True),
        (person(honours=("全国技术能手",)), True),
        (person(honours=("全国五一劳动奖章",)), False),
        (person(("works_at", True, "总工会副主席"), honours=("全国技术能手",)), False),
        (person(("works_at", True, "党委书记"), ("mentors", True, "")), False),
        (person(("works_at", True, "党委书记"), ("developed", True, "")), True),
        (person(("works_at", True, "车间主任"), honours=("省技术标兵",)), True),
        (person(("works_at", True, "主任工程师"), ("helps", True, "")), True),
        (Card("studio-1", "Studio", "工作室"), True),
        (Card("team-1", "Team", "班"), True),
        (Card("organization-1", "Organization", "公司"), False),
    ],
)
def test_who_is_an_expert(card, expected):
    assert is_expert(card) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：青石工会  作者：张一  浏览次数：8", False),
        ("（记者 李二 张一）", False),
        ("本报记者 张一\n张一改出了一台压坯机。", True),
        ("记者在车间见到了焊工，张一正在试机。", True),
    ],
)
def test_who_only_signs_the_report_is_none(text, expected):
    assert is_expert(person(("developed", True, ""), text=text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总经理张一坦言，起初没有人看好它。", False),
        ("总经理张一坦言，起初没有人看好它。\n夹具是张一画的图。", True),
    ],
)
def test_a_manager_who_is_only_quoted_is_none(text, expected):
    assert is_expert(person(("works_at", True, "总经理"), ("developed", True, ""), text=text)) is expected


@pytest.mark.parametrize(
    ("sentence", "names_achievement", "expected"),
    [
        ("返修夹的发明人张一是返修工。", False, True),
        ("4．料斗振动器（甲厂，张一、李二）", True, True),
        ("张一高兴极了，标签再没有翘边。", False, False),
        ("张一说，料斗振动器解决了大问题。", True, False),
        ("厂长张一用上了料斗振动器。", True, False),
        ("摄影：张一 料斗振动器研制现场", True, False),
        ("李二研制了料斗振动器。", True, False),
    ],
)
def test_a_sentence_may_itself_say_that_somebody_did_it(sentence, names_achievement, expected):
    assert did_it(person(), sentence, names_achievement=names_achievement) is expected


def test_a_sentence_does_not_make_an_official_an_expert():
    official = person(("works_at", True, "总工会副主席"))
    assert not did_it(official, "张一主持研制了料斗振动器。", names_achievement=True)
