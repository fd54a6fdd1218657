"""Facts by year: only where a document writes the year."""

import pytest

from kg import timeline
from tests.kg.articles import article, said


def years(store, entity):
    dated = timeline(store.relations(entity.id), store.measures(subject_id=entity.id))
    return [(d.year, d.fact.type.value, d.evidence.text) for d in dated]


def test_years_come_from_the_relation_the_name_or_the_only_year_of_the_sentence(store, only):
    store.add(
        *article(
            "a",
            said("王大力2011年研制萃取技术。", developed=("王大力", "萃取技术")),
            said("王大力荣获2019年河州市工匠奖。", received=("王大力", "2019年河州市工匠奖")),
            said("2001年至2005年王大力在临山公司工作。", works_at=("王大力", "临山公司")),
            said("2016年王大力在青川公司工作。", works_at=("王大力", "青川公司")),
            said("王大力的徒弟是李小明。", mentors=("王大力", "李小明")),
        )
    )
    found = years(store, only(store, "王大力"))
    assert found == [
        (2011, "developed", "王大力2011年研制萃取技术。"),
        (2019, "received", "王大力荣获2019年河州市工匠奖。"),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2012年，王大力研制吹扫装置。", [2012]),
        ("王大力很早就入厂，2012年底研制吹扫装置，2015年退休。", [2012]),
        ("2012年至2014年王大力研制吹扫装置。", []),
        ("2015年王大力退休，他研制的吹扫装置还在用。", []),
        ("成果名称：吹扫装置；完成人：王大力；来源：某报（2025年12月）。", []),
    ],
)
def test_a_year_elsewhere_in_the_sentence_dates_nothing(store, only, sentence, found):
    store.add(*article("a", said(sentence, developed=("王大力", "吹扫装置"))))
    assert [year for year, _, _ in years(store, only(store, "王大力"))] == found


def test_a_figure_is_of_the_last_year_of_its_period(store, only):
    store.add(
        *article(
            "a",
            said("2018年至2020年临山公司获专利12项。", measures=[("临山公司", "patents", 12, "项", "2018年至2020年")]),
            said("临山公司获专利30项。", measures=[("临山公司", "patents", 30, "项", None)]),
        )
    )
    assert [(year, kind) for year, kind, _ in years(store, only(store, "临山公司"))] == [(2020, "patents")]
