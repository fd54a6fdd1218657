import pytest

from corpus import InvalidRequest
from search import Searcher
from search.experts.fit import FEATURES, Fit
from search.results import ExpertFilters
from tests.search.small_library import CharacterEncoder, fill, report

EVIDENCE_ONLY = Fit(-1.0, tuple(float(name == "evidence") for name in FEATURES), threshold=0.0)
PROBLEM = "窑炉余热利用和粉尘除尘"


def maker(name: str, thing: str, place: str = ""):
    entities, relations = f"人:{name} 成果:{thing}", [(name, "developed", thing)]
    text = f"{name}研制了{thing}。"
    if place:
        text += f"\n{place}{name}厂在{place}，{name}在那里上班。"
        entities += f" 单位:{place}{name}厂 地:{place}"
        relations += [(name, "works_at", f"{place}{name}厂"), (f"{place}{name}厂", "located_in", place)]
    return report(text, entities, relations)


@pytest.fixture
def team_of(store, tmp_path):
    def over(*reports, **options):
        fill(store, *reports)
        searcher = Searcher.open(store, tmp_path / "index", CharacterEncoder(), fit=EVIDENCE_ONLY)
        searcher.sync()
        return searcher.team(PROBLEM, **options)

    return over


def names(team) -> list[str]:
    return [member.expert.name for member in team.members]


def test_members_complement_each_other(team_of):
    team = team_of(
        maker("张一", "窑炉余热利用系统"), maker("李二", "窑炉余热分级装置"), maker("王五", "粉尘除尘风罩"), size=2
    )
    assert names(team) == ["张一", "王五"]
    first, second = team.members
    assert "余热" in first.words
    assert "除尘" in second.words
    assert "除尘" not in first.words
    assert [source.name for source in second.sources if source.type == "Achievement"] == ["粉尘除尘风罩"]
    assert {"余热", "除尘"} <= set(team.covered)


def test_who_adds_nothing_gets_no_place(team_of):
    both = report(
        "张一和李二研制了窑炉余热利用和粉尘除尘一体机。",
        "人:张一 人:李二 成果:窑炉余热利用和粉尘除尘一体机",
        [
            ("张一", "developed", "窑炉余热利用和粉尘除尘一体机"),
            ("李二", "developed", "窑炉余热利用和粉尘除尘一体机"),
        ],
    )
    assert len(team_of(both, size=4).members) == 1


@pytest.mark.parametrize(("place", "expected"), [("东岭省", "王五"), ("西原省", "李二")])
def test_between_equals_the_one_from_the_same_region_comes(team_of, place, expected):
    team = team_of(
        maker("张一", "窑炉余热利用系统", place),
        maker("李二", "粉尘除尘风罩李", "西原省"),
        maker("王五", "粉尘除尘风罩王", "东岭省"),
        size=2,
    )
    assert set(names(team)) == {"张一", expected}


def test_what_nobody_has_dealt_with_is_told(team_of):
    team = team_of(maker("张一", "窑炉余热利用系统"))
    assert "除尘" in team.missing
    assert "除尘" not in team.covered


def test_filters_hold_for_teams_too(team_of):
    reports = maker("张一", "窑炉余热利用系统", "东岭省"), maker("王五", "粉尘除尘风罩", "西原省")
    assert names(team_of(*reports, filters=ExpertFilters(region="西原"))) == ["王五"]


def test_no_team_where_nobody_fits(searcher):
    assert searcher.team("奶牛乳房炎").members == ()


@pytest.mark.parametrize("size", [1, 5])
def test_a_team_is_two_to_four(searcher, size):
    with pytest.raises(InvalidRequest):
        searcher.team("矿车掉道", size=size)
