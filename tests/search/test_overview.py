"""What there is, by region, level, year and industry; every number leads to what it counts."""

from dataclasses import replace
from datetime import date

import pytest

from ingest.facts import MeasureType
from kg import Store
from search import UNTOLD, Dimension, Overview, Searcher, Selection, Topic, tally, values_of
from search.cards import CardMaker
from search.overview import provinces_of
from tests.kg.articles import article, said


def overview_of(store: Store) -> Overview:
    return Overview.of(store, lambda ids: {i: c for i, c in CardMaker(store).entities(ids).items() if c})


def counts(overview: Overview, topic: Topic, dimension: Dimension, **selected: str) -> list[tuple[str, int]]:
    bars = tally(overview.items(topic, Selection(**selected)), dimension, selected.get("region"))
    return [(bar.value, bar.count) for bar in bars]


@pytest.fixture
def overview(store: Store) -> Overview:
    store.add(
        *article(
            "a",
            said("韩铁山在白银机修厂工作。", works_at=("韩铁山", "白银机修厂")),
            said("白银机修厂在白银市。", located_in=("白银机修厂", "白银市")),
            said("韩铁山研制了矿车防掉道装置，用在煤矿巷道。", developed=("韩铁山", "矿车防掉道装置")),
            said("韩铁山获得甘肃省劳动模范。", received=("韩铁山", "甘肃省劳动模范")),
            said("韩铁山收罗小兵为徒。", mentors=("韩铁山", "罗小兵")),
            published=date(2022, 3, 1),
        )
    )
    benefit = MeasureType.ECONOMIC_BENEFIT
    store.add(
        *article(
            "b",
            said(
                "矿车防掉道装置2021年节约300万元。",
                measures=[("矿车防掉道装置", benefit, 3_000_000.0, "元", "2021年")],
            ),
        )
    )
    store.add(
        *article(
            "c",
            said(
                "矿车防掉道装置2021年节约320万元。",
                measures=[("矿车防掉道装置", benefit, 3_200_000.0, "元", "2021年")],
            ),
        )
    )
    return overview_of(store)


def test_an_achievement_lies_where_its_developer_works(overview: Overview) -> None:
    assert counts(overview, Topic.ACHIEVEMENTS, Dimension.REGION) == [("甘肃省", 1)]
    assert counts(overview, Topic.ACHIEVEMENTS, Dimension.INDUSTRY) == [("煤炭开采和洗选业", 1)]
    assert counts(overview, Topic.ACHIEVEMENTS, Dimension.LEVEL) == [(UNTOLD, 1)]
    assert counts(overview, Topic.ACHIEVEMENTS, Dimension.YEAR) == [("2021", 1), ("2022", 1)]


def test_inside_a_region_its_parts_are_counted(overview: Overview) -> None:
    assert counts(overview, Topic.ACHIEVEMENTS, Dimension.REGION, region="甘肃省") == [("白银市", 1)]
    assert len(overview.items(Topic.ACHIEVEMENTS, Selection(region="白银市"))) == 1
    assert overview.items(Topic.ACHIEVEMENTS, Selection(region="宁夏回族自治区")) == ()


def test_pairs_and_honours_are_relations(overview: Overview) -> None:
    (pair,) = overview.items(Topic.PAIRS)
    assert [entity.name for entity in pair.about] == ["韩铁山", "罗小兵"]
    assert pair.values[Dimension.REGION] == ("甘肃省",)
    (honour,) = overview.items(Topic.HONOURS, Selection(level="省级"))
    assert [entity.name for entity in honour.about] == ["韩铁山", "甘肃省劳动模范"]
    assert overview.items(Topic.HONOURS, Selection(level="国家级")) == ()


def test_what_is_not_told_can_be_asked_for(overview: Overview) -> None:
    assert len(overview.items(Topic.HONOURS, Selection(year=UNTOLD))) == 1
    assert overview.items(Topic.HONOURS, Selection(level=UNTOLD)) == ()


def test_money_is_never_added_up_and_contradictions_are_told(overview: Overview) -> None:
    (bar,) = tally(overview.items(Topic.BENEFITS), Dimension.YEAR)
    assert (bar.value, bar.count, bar.subjects, bar.disputed) == ("2021", 2, 1, 2)
    assert bar.largest is not None and bar.largest.amount == 3_200_000
    assert [item.amount for item in overview.items(Topic.BENEFITS)] == [3_200_000, 3_000_000]


def test_levels_descend_years_ascend_and_the_untold_comes_last(overview: Overview, store: Store) -> None:
    awards = ("全国劳动模范", "白银市劳动模范", "2019年甘肃省发明一等奖", "星火奖")
    names = ("马上青", "何小满", "贾三元", "丁一凡")
    for person, award in zip(names, awards, strict=True):
        store.add(*article(person, said(f"{person}获得{award}。", received=(person, award))))
    again = overview_of(store)
    levels = values_of(again.items(Topic.HONOURS), Dimension.LEVEL)
    assert levels == ("国家级", "省级", "市级", UNTOLD)
    assert values_of(again.items(Topic.HONOURS), Dimension.YEAR) == ("2019", UNTOLD)


def test_targets_are_no_benefits(store: Store) -> None:
    document, extraction = article(
        "a", said("公司计划节约500万元。", measures=[("云岭公司", MeasureType.ECONOMIC_BENEFIT, 5e6, "元", None)])
    )
    planned = tuple(replace(measure, planned=True) for measure in extraction.measures)
    store.add(document, replace(extraction, measures=planned))
    assert overview_of(store).items(Topic.BENEFITS) == ()


@pytest.mark.parametrize(
    ("regions", "provinces"),
    [
        (("金昌市", "甘肃省"), ("甘肃省",)),
        (("甘肃省金昌市", "甘肃省"), ("甘肃省",)),
        (("甘肃省", "锦州市"), ("甘肃省", "辽宁省")),
        (("云岭新区",), ("云岭新区",)),
        ((), ()),
    ],
)
def test_regions_lie_in_provinces(regions: tuple[str, ...], provinces: tuple[str, ...]) -> None:
    assert provinces_of(regions) == provinces


def test_the_searcher_counts_what_its_index_holds(searcher: Searcher) -> None:
    overview = searcher.overview()
    assert searcher.overview() is overview
    assert counts(overview, Topic.STUDIOS, Dimension.REGION) == [("西原省", 1)]
    assert "纺织服装业" in values_of(overview.items(Topic.ACHIEVEMENTS), Dimension.INDUSTRY)
