from datetime import date

import pytest

from ingest.facts import MeasureType
from kg import statistics
from tests.kg.articles import article, said


def studios(id_: str, value: float, period: str | None, published: date | None = None, subject="甘肃省总工会"):
    figure = (subject, MeasureType.STUDIOS, value, "个", period)
    return article(id_, said(f"{subject}建成{value}个工作室。", measures=[figure]), published=published)


def rows(store, **filters):
    return [(row.measure.value, row.as_of, row.conflict) for row in statistics(store, **filters)]


def test_figures_of_different_dates_stand_side_by_side(store):
    store.add(*studios("b", 1470, "截至目前", date(2025, 4, 27)))
    store.add(*studios("a", 1048, "到2019年底", date(2020, 1, 2)))
    assert rows(store) == [(1048.0, "2019", False), (1470.0, "2025-04-27", False)]


@pytest.mark.parametrize("period", ["2019年底", "截至2019年底", "2019年", "到2019年末"])
def test_two_documents_that_differ_on_one_date_are_in_conflict(store, period):
    store.add(*studios("a", 1048, "到2019年底"))
    store.add(*studios("b", 1050, period))
    assert rows(store) == [(1048.0, "2019", True), (1050.0, "2019", True)]


def test_figures_that_agree_are_not(store):
    store.add(*studios("a", 1048, "2019年底"))
    store.add(*studios("b", 1048, "2019年底"))
    store.add(*studios("c", 1048, "2019年以来"))
    assert [conflict for *_, conflict in rows(store)] == [False, False, False]


def test_two_values_of_one_document_are_two_things(store):
    figures = [("甘肃省总工会", MeasureType.TEAMS, value, "个", "2025年") for value in (2666, 55)]
    store.add(*article("a", said("创新型班组2666个、明星班组55个。", measures=figures)))
    assert rows(store) == [(2666.0, "2025", False), (55.0, "2025", False)]


def test_without_any_date_nothing_is_in_conflict(store):
    store.add(*studios("a", 1048, None))
    store.add(*studios("b", 1470, None))
    assert rows(store) == [(1048.0, None, False), (1470.0, None, False)]


def test_the_month_counts(store):
    store.add(*studios("a", 280, "截至2015年9月"))
    store.add(*studios("b", 300, "2015年12月底"))
    assert rows(store) == [(280.0, "2015-09", False), (300.0, "2015-12", False)]


def test_by_kind_subject_and_place(store, only):
    store.add(*studios("a", 1048, "2019年底"))
    store.add(*studios("b", 70, "2019年", subject="甘肃省"))
    store.add(
        *article(
            "c", said("甘肃省总工会在甘肃省。", located_in=("甘肃省总工会", "甘肃省")), aliases={"甘肃省": ["甘肃"]}
        )
    )
    store.add(*studios("d", 280, "2015年9月", subject="重庆市"))
    assert rows(store, subject="甘肃省总工会") == [(1048.0, "2019", False)]
    assert rows(store, subject=only(store, "重庆市").id) == [(280.0, "2015-09", False)]
    assert [value for value, *_ in rows(store, place="甘肃")] == [70.0, 1048.0]
    assert rows(store, place="甘肃", subject="重庆市") == []
    assert rows(store, measure=MeasureType.PATENTS) == []
    assert rows(store, subject="无此单位") == []
