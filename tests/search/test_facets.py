from datetime import date

import pytest

from search.facets import industries, industries_of, region_key, years_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("甘肃", "甘肃"),
        ("甘肃省", "甘肃"),
        ("锦州市", "锦州"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("沙市", "沙市"),
        ("延边朝鲜族自治州", "延边朝鲜族"),
    ],
)
def test_a_region_is_known_with_and_without_its_ending(name, key):
    assert region_key(name) == key


def test_years_are_those_named_and_those_of_publication():
    sentences = ["2018年以来完成12项", "2016—2020年", "编号20190001", "产值2022万元"]
    assert years_of(sentences, [date(2021, 3, 1), None]) == (2016, 2018, 2020, 2021)


def test_the_industries_with_the_most_words_come_first():
    text = "煤矿井下的变压器，采煤工作面，巷道"
    assert industries_of(text) == ("煤炭开采和洗选业",)
    assert industries_of("供电公司给煤矿供电") == ("电力、热力生产和供应业", "煤炭开采和洗选业")
    assert industries_of("他很高兴") == ()


def test_no_word_tells_two_industries():
    told = [word for industry in industries() for word in industry.words]
    assert len(told) == len(set(told))
