from datetime import date

import pytest

from search import Searcher
from search.cards import Card
from search.experts.credit import FLOW, Credit, Share, Source
from search.experts.fit import FEATURES, Fit
from search.results import ExpertFilters
from tests.search.small_library import CharacterEncoder, fill, id_of, report

EVIDENCE_ONLY = Fit(-1.0, tuple(float(name == "evidence") for name in FEATURES), threshold=0.0)


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
    assert apprentice.paths[0].steps[0].node.name == "矿车防掉道装置"


def test_a_studio_is_employed_by_its_host(searcher):
    assert searcher.experts("矿车掉道")[0].employer == "青石煤矿"


def test_only_experts_of_the_region(searcher):
    in_region = ExpertFilters(region="西原省")
    assert ranked(searcher, "矿车掉道", filters=in_region)[0] == ("Studio", "韩铁山劳模创新工作室")
    assert ranked(searcher, "矿车掉道", filters=ExpertFilters(region="江北")) == []


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


def share(amount: float, number: int = 0) -> Share:
    source = Source(Card(f"achievement-{number}", "Achievement", "成果"), amount, 0.5, "成果")
    return Share(source, 1.0, ())


def credit(*amounts: float, distinctions: tuple[str, ...] = ()) -> Credit:
    made = Credit(Card("person-1", "Person", "张一", distinctions=distinctions))
    for number, amount in enumerate(amounts):
        made.add(f"achievement-{number}", share(amount, number))
    return made


def test_further_evidence_counts_half_of_the_one_before():
    assert credit(0.4, 0.8, 0.2).evidence == pytest.approx(0.8 + 0.4 / 2 + 0.2 / 4)


def test_one_source_counts_once():
    made = credit(0.4)
    made.add("achievement-0", share(0.7))
    made.add("achievement-0", share(0.1))
    assert made.evidence == pytest.approx(0.7)


def test_honours_decide_between_equals_only():
    nine = tuple(f"省工匠{n}\t省\t工匠\t577" for n in range(9))
    assert credit(0.5, distinctions=nine).evidence == pytest.approx(0.5 * (1 + 3 * 577 / 800 * FLOW.honour))


def test_a_path_leads_from_the_problem_to_the_expert(searcher):
    studio, leader, _ = searcher.experts("矿车掉道")
    path = leader.paths[0]
    assert path.problem == "矿车掉道"
    assert [(step.relation, step.forward, step.node.name) for step in path.steps] == [
        ("matches", True, "矿车防掉道装置"),
        ("developed", False, "韩铁山劳模创新工作室"),
        ("leads", False, "韩铁山"),
    ]
    assert path.steps[-1].node.id == leader.id
    assert studio.paths[0].share > path.share
    assert path.year == 2022


@pytest.fixture
def opened(store, tmp_path):
    """A searcher over some reports; gives whoever has any evidence, so that only the order is looked at."""

    def over(*reports) -> Searcher:
        fill(store, *reports)
        searcher = Searcher.open(store, tmp_path / "index", CharacterEncoder(), fit=EVIDENCE_ONLY)
        searcher.sync()
        return searcher

    return over


def names(searcher: Searcher, problem: str, **filters) -> list[str]:
    return [expert.name for expert in searcher.experts(problem, filters=ExpertFilters(**filters))]


def test_who_mended_it_stands_in_the_next_sentence(opened):
    searcher = opened(
        report(
            """甲厂的搅拌罐轴封一年漏三回，车间叫苦不迭。
            这件事被钳工张一搁在心上。
            他后来做成了双道水封环。""",
            "人:张一 单位:甲厂 成果:双道水封环",
            [("张一", "works_at", "甲厂", "钳工"), ("张一", "developed", "双道水封环")],
        )
    )
    (expert,) = searcher.experts("搅拌罐轴封老漏")
    assert expert.name == "张一"
    ways = [[(step.relation, step.node.type) for step in path.steps] for path in expert.paths]
    assert [("matches", "Passage"), ("beside", "Passage"), ("names", "Person")] in ways


def test_sentences_far_from_the_answer_do_not_count(opened):
    filler = "\n".join(f"第{n}段写的是食堂的菜单和宿舍的热水。" for n in range(5))
    searcher = opened(
        report(
            f"甲厂的搅拌罐轴封一年漏三回。\n{filler}\n钳工张一喜欢钓鱼。",
            "人:张一 成果:鱼竿支架",
            [("张一", "developed", "鱼竿支架")],
        )
    )
    assert searcher.experts("搅拌罐轴封老漏") == ()


def test_whom_a_sentence_names_beside_an_unclaimed_achievement_has_made_it(opened):
    listed = report("3．料斗防堵振动器（甲厂，张一、李二）", "人:张一 人:李二 单位:甲厂 成果:料斗防堵振动器")
    searcher = opened(listed)
    experts = searcher.experts("料斗堵")
    assert {expert.name for expert in experts} == {"张一", "李二"}
    assert [(step.relation, step.forward) for step in experts[0].paths[0].steps] == [
        ("matches", True),
        ("names", False),
        ("names", True),
    ]


@pytest.mark.parametrize(("recent", "old"), [("钱老四", "赵老三"), ("赵老三", "钱老四")])
def test_recent_deeds_come_before_old_ones(opened, recent, old):
    def made(name: str, year: int):
        text, thing = f"{name}研制了磨辊堆焊{name}车。", f"磨辊堆焊{name}车"
        return report(text, f"人:{name} 成果:{thing}", [(name, "developed", thing)], date(year, 1, 1))

    experts = opened(made(old, 2001), made(recent, 2021)).experts("磨辊堆焊")
    assert [(expert.name, expert.paths[0].year) for expert in experts] == [(recent, 2021), (old, 2001)]


def at(name: str, place: str, honour: str = "省技术能手"):
    text = f"{place}{name}的厂子里，{name}研制了水泵密封{name}圈，获得{honour}。"
    works = [
        (name, "developed", f"水泵密封{name}圈"),
        (name, "works_at", f"{place}水厂{name}"),
        (f"{place}水厂{name}", "located_in", place),
        (name, "received", honour),
    ]
    return report(
        f"{text}\n{place}水厂{name}在{place}，{name}在那里上班。",
        f"人:{name} 成果:水泵密封{name}圈 单位:{place}水厂{name} 地:{place} 奖:{honour}",
        works,
        date(2020, 1, 1),
    )


def test_near_is_a_preference_and_region_a_filter(opened):
    searcher = opened(at("张一", "东岭省"), at("李二", "西原省"))
    assert names(searcher, "水泵密封", near="东岭")[0] == "张一"
    assert names(searcher, "水泵密封", near="西原")[0] == "李二"
    assert set(names(searcher, "水泵密封", near="西原")) == {"张一", "李二"}
    assert names(searcher, "水泵密封", region="西原") == ["李二"]


def test_an_honours_level_filters(opened):
    searcher = opened(at("张一", "东岭省", "东岭省技术能手"), at("李二", "西原省", "青石市技术能手"))
    assert names(searcher, "水泵密封", honour="省级以上") == ["张一"]


def test_an_industry_filters(opened):
    pit = report(
        "煤矿综采队张一研制了矿井皮带防滑装置，煤矿掘进不再停。",
        "人:张一 成果:矿井皮带防滑装置",
        [("张一", "developed", "矿井皮带防滑装置")],
    )
    mill = report(
        "纺织厂细纱车间李二研制了纺纱皮带防滑装置，织布不再停。",
        "人:李二 成果:纺纱皮带防滑装置",
        [("李二", "developed", "纺纱皮带防滑装置")],
    )
    searcher = opened(pit, mill)
    assert set(names(searcher, "皮带防滑装置")) == {"张一", "李二"}
    assert names(searcher, "皮带防滑装置", industry="纺织") == ["李二"]


def test_load_counts_enterprises_and_apprentices_of_person_and_studio(opened):
    busy = report(
        """张一领衔张一工作室，研制了水泵密封环，帮过甲厂。
        张一的徒弟是李二，张一工作室还帮过乙厂。""",
        "人:张一 人:李二 工作室:张一工作室 成果:水泵密封环 单位:甲厂 单位:乙厂",
        [
            ("张一", "leads", "张一工作室"),
            ("张一", "developed", "水泵密封环"),
            ("张一", "helps", "甲厂"),
            ("张一工作室", "helps", "乙厂"),
            ("张一", "mentors", "李二"),
        ],
    )
    searcher = opened(busy)
    loads = {expert.name: expert.load for expert in searcher.experts("水泵密封")}
    assert set(loads["张一"].enterprises) == {"甲厂", "乙厂"}
    assert loads["张一"].apprentices == ("李二",)
    assert loads["张一工作室"].total == loads["张一"].total == 3
    assert loads["李二"].total == 0
    assert names(searcher, "水泵密封", max_load=2) == ["李二"]
    assert "张一" in names(searcher, "水泵密封", max_load=3)


def test_nobody_is_given_where_nobody_fits(searcher):
    assert searcher.experts("矿车掉道")[0].fit > 0.5
    assert searcher.experts("奶牛乳房炎") == ()


def test_chosen_experts_come_in_the_order_of_their_ids(searcher, known):
    younger, elder = id_of(known, "罗小兵"), id_of(known, "韩铁山")
    chosen = searcher.experts_by_id("矿车掉道", [younger, "person-000000000000", elder, younger])
    assert [expert.id for expert in chosen] == [younger, elder]
    assert chosen[1] in searcher.experts("矿车掉道")
    assert searcher.experts_by_id("内衣标签翘边开裂", [elder]) == ()


def test_facets_count_the_experts_that_fit(searcher):
    facets = searcher.expert_facets("矿车掉道")
    assert facets["region"]["西原省"] == len(searcher.experts("矿车掉道", filters=ExpertFilters(region="西原省")))
    assert facets["honour_level"] == {"省级": 1}
    assert not any(searcher.expert_facets("qwxz").values())
