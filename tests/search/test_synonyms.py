import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from search.synonyms import other_names
from search.terms import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("皮带机老跑偏", "带式输送机"),
        ("皮帶機", "带式输送机"),
        ("ＰＬＣ坏了", "可编程控制器"),
        ("劳模带徒弟", "劳动模范"),
    ],
)
def test_other_names_of_what_is_asked_for(text, expected):
    assert expected in other_names(text)


def test_what_is_asked_for_is_not_its_own_other_name():
    assert "皮带机" not in other_names("皮带机")


def test_of_names_within_names_the_longest_counts():
    assert "电动机" not in other_names("发电机")


def test_a_latin_name_is_a_whole_word():
    assert other_names("plcx") == ()


def test_each_name_stands_in_one_group():
    table = tomllib.loads(files("search").joinpath("data/synonyms.toml").read_text("utf-8"))
    names = Counter(normalise(term) for group in table["group"] for term in group["terms"])
    assert [name for name, count in names.items() if count > 1] == []
