"""Facts by year: only where a document writes the year."""

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


def test_a_figure_is_of_the_last_year_of_its_period(store, only):
    store.add(
        *article(
            "a",
            said("2018年至2020年临山公司获专利12项。", measures=[("临山公司", "patents", 12, "项", "2018年至2020年")]),
            said("临山公司获专利30项。", measures=[("临山公司", "patents", 30, "项", None)]),
        )
    )
    assert [(year, kind) for year, kind, _ in years(store, only(store, "临山公司"))] == [(2020, "patents")]
