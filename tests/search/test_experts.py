import pytest

from search import Searcher
from search.cards import Card, Link
from search.experts.credit import FLOW, Credit
from search.experts.eligible import is_expert
from search.results import ExpertFilters
from tests.search.small_library import CharacterEncoder, fill, id_of, report


def ranked(searcher: Searcher, problem: str, **options) -> list[tuple[str, str]]:
    return [(expert.type, expert.name) for expert in searcher.experts(problem, **options)]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("内衣标签翘边开裂", [("Person", "周小禾")]),
        ("矿车掉道", [("Studio", "韩铁山劳模创新工作室"), ("Person", "韩铁山"), ("Person", "罗小兵")]),
        ("带电清扫绝缘子", [("Team", "带电作业班"), ("Person", "丁凡")]),
        ("钢板轧制成材率", [("Person", "徐大江"), ("Person", "沈一鸣")]),
    ],
)
def test_developers_first_then_those_beside_them(searcher, problem, expected):
    assert ranked(searcher, problem) == expected


def test_officials_and_bystanders_are_no_experts(searcher):
    # 钱正, vice chairman of a union, and 马兰, a glad user, are named in the sentences that match best.
    found = [e.evidence[0].text for e in searcher.experts("标签不再翘边开裂")]
    assert ranked(searcher, "标签不再翘边开裂") == [("Person", "周小禾")]
    assert found[0].startswith("云岭针织公司技术员周小禾发明了")


def test_an_expert_comes_with_employer_honours_and_evidence(searcher, known):
    _, _, apprentice = searcher.experts("矿车掉道")
    assert apprentice.id == id_of(known, "罗小兵")
    assert apprentice.employer == "青石煤矿"
    assert apprentice.honours == ("西原省技术能手",)
    assert any("徒弟罗小兵是成员" in evidence.text for evidence in apprentice.evidence)
    assert [step["name"] for step in apprentice.why["through"]] == ["矿车防掉道装置"]


def test_a_studio_is_employed_by_its_host(searcher):
    assert searcher.experts("矿车掉道")[0].employer == "青石煤矿"


def test_only_experts_of_the_region(searcher):
    assert ranked(searcher, "矿车掉道", region="西原省")[0] == ("Studio", "韩铁山劳模创新工作室")
    assert ranked(searcher, "矿车掉道", region="江北") == []


def test_at_most_as_many_as_asked_for(searcher):
    assert len(searcher.experts("矿车掉道", k=2)) == 2


def test_two_achievements_beat_one(store, tmp_path):
    one = report("甲矿张一发明了水泵密封装置。", "人:张一 成果:水泵密封装置", [("张一", "developed", "水泵密封装置")])
    two = report(
        """乙矿李二发明了水泵密封工具。
        李二又发明了水泵密封夹具。""",
        "人:李二 成果:水泵密封工具 成果:水泵密封夹具",
        [("李二", "developed", "水泵密封工具"), ("李二", "developed", "水泵密封夹具")],
    )
    fill(store, one, two)
    searcher = Searcher.open(store, tmp_path / "index", CharacterEncoder())
    searcher.sync()
    assert ranked(searcher, "水泵密封") == [("Person", "李二"), ("Person", "张一")]


def test_further_evidence_counts_half_of_the_one_before():
    credit = Credit(Card("person-1", "Person", "张一"))
    for number, share in enumerate((0.4, 0.8, 0.2)):
        credit.add(Card(f"achievement-{number}", "Achievement", "成果"), share)
    assert credit.score == pytest.approx(0.8 + 0.4 / 2 + 0.2 / 4)


def test_one_source_counts_once():
    credit = Credit(Card("person-1", "Person", "张一"))
    achievement = Card("achievement-1", "Achievement", "成果")
    credit.add(achievement, 0.4)
    credit.add(achievement, 0.7)
    credit.add(achievement, 0.1)
    assert credit.score == pytest.approx(0.7)


def test_honours_decide_between_equals_only():
    nine = tuple(f"省工匠{n}\t省\t工匠\t577" for n in range(9))
    plain, honoured = (Credit(Card("person-1", "Person", "张一", distinctions=d)) for d in ((), nine))
    plain.add(Card("achievement-1", "Achievement", "成果"), 0.5)
    honoured.add(Card("achievement-1", "Achievement", "成果"), 0.5)
    assert honoured.score == pytest.approx(plain.score * (1 + 3 * 577 / 800 * FLOW.honour))


def person(*links: tuple[str, bool, str], honours: tuple[str, ...] = ()) -> Card:
    made = tuple(Link(relation, outgoing, "x-1", "Organization", "某", role) for relation, outgoing, role in links)
    return Card("person-1", "Person", "张一", links=made, honours=honours)


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
