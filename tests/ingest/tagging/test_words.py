import jieba
import pytest

from corpus import bundled_folder, discover, read_file
from ingest import province_of
from ingest.tagging.words import cut, cut_for_search, domain_words, one_word_across


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    """The reference itself, with the domain's words added."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in domain_words():
        tokenizer.add_word(word)
    return tokenizer


def test_cuts_exactly_as_jieba_does(reference: jieba.Tokenizer) -> None:
    lines = [
        line
        for path in discover([bundled_folder()])
        for document in read_file(path)
        for line in document.text.splitlines()
        if line.strip()
    ]
    assert len(lines) > 300
    assert [line for line in lines if cut(line) != list(reference.cut(line))] == []
    assert [line for line in lines if cut_for_search(line) != list(reference.cut_for_search(line))] == []


def test_domain_words_stay_whole() -> None:
    assert cut("无极绳掉道，找劳模工匠助企行") == ["无极绳", "掉道", "，", "找", "劳模工匠", "助企行"]


def test_search_words_hold_the_shorter_words_too() -> None:
    assert cut_for_search("劳模创新工作室") == ["劳模", "创新", "工作", "工作室", "劳模创新工作室"]


def test_nothing_is_lost_in_cutting() -> None:
    text = "63MVA硅铁电炉，\n全厂 效果😀布置图𠮷"
    assert "".join(cut(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("开展技能比武、工", "艺改进等活动", True),
        ("由他带头申", "报了三项专利", True),
        ("取得明显成效。", "工作室成立以来", False),
        ("班组创新活动现场", "全国劳模在发言", False),
        ("用干毛巾擦干", "起锅烧油", False),
        ("", "报了三项专利", False),
    ],
)
def test_a_word_cut_in_two_is_noticed(before: str, after: str, whole: bool) -> None:
    assert one_word_across(before, after) is whole


@pytest.mark.parametrize(
    ("place", "province"),
    [("金昌市", "甘肃省"), ("金昌", "甘肃省"), ("甘肃省", None), ("重庆市", None), ("某地", None)],
)
def test_a_prefecture_knows_its_province(place: str, province: str | None) -> None:
    assert province_of(place) == province
