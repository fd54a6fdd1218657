from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import LibraryError
from search.cards import PASSAGE, Card
from search.filters import Admission
from search.lexical import LexicalIndex, LexicalReader
from search.links import Link
from search.numbering import number_of
from search.query import Terms
from search.results import Filters

EVERYTHING = Admission(Filters())

LABEL = Card(
    "achievement-1",
    "Achievement",
    "水洗标 印制 工艺",
    ("无痕 唛头",),
    "洗 几次 就 翘边 开裂",
    links=(Link("developed", False, "person-1", "Person", "周小禾"),),
    around=("云岭 针织",),
    regions=("江北省",),
    industries=("纺织服装业",),
    organizations=("云岭针织公司",),
    years=(2022, 2023),
    honours=("江北省一等奖",),
)
RECORDER = Card(
    "achievement-2", "Achievement", "记录仪 KD-200A", text="人工 抄表 开裂 开裂", regions=("北河市",), years=(2021,)
)
PERSON = Card("person-1", "Person", "周小禾")
SENTENCE = Card("d-0", PASSAGE, "标题", text="周小禾 说 翘边 了", entities=("person-1", "achievement-1"))


def cut(text: str) -> list[str]:
    """Words are set apart by spaces in these examples."""
    return text.split(" ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lexical"
    made.mkdir()
    LexicalIndex(made, cut, create=True)
    write(made, [LABEL, RECORDER, PERSON, SENTENCE])
    return made


def write(folder: Path, cards: Iterable[Card] = (), gone: Iterable[str] = ()) -> None:
    with LexicalIndex(folder, cut).writer() as writer:
        writer.replace(cards)
        writer.remove(gone)
        writer.commit()


def read(folder: Path) -> LexicalReader:
    return LexicalIndex(folder, cut).reader()


def found(folder: Path, text: str, kind: str = "Achievement", filters: Filters | None = None) -> list[str]:
    admission = Admission(filters) if filters else EVERYTHING
    return list(read(folder).search(Terms.of(text, cut), kind, 10, admission))


def test_words_in_name_alias_text_and_neighbours_are_found(folder):
    for word in ("水洗标", "唛头", "翘边", "针织", "周小禾"):
        assert found(folder, word) == ["achievement-1"]


def test_only_the_wanted_kind_is_found(folder):
    assert found(folder, "周小禾", "Person") == ["person-1"]
    assert found(folder, "周小禾", PASSAGE) == ["d-0"]


def test_the_name_counts_more_than_the_text(folder):
    write(folder, [Card("achievement-3", "Achievement", "开裂 修补 技术", text="人工 抄表")])
    assert found(folder, "开裂")[0] == "achievement-3"


def test_pairs_of_characters_find_what_the_words_missed(folder):
    assert found(folder, "KD200A") == ["achievement-2"]
    assert found(folder, "ｋｄ－２００ａ型") == ["achievement-2"]
    assert found(folder, "周小禾的") == ["achievement-1"]


def test_one_pair_in_common_is_no_match_for_a_longer_question(folder):
    assert found(folder, "水洗衣服晾晒阳台") == []


def test_a_good_part_of_the_characters_is_a_match_without_a_word_in_common(folder):
    assert found(folder, "洗过几遍边就翘了") == ["achievement-1"]
    assert found(folder, "洗过几遍碗盘还是油腻腻的") == []


def test_characters_in_common_rank_what_words_have_found(folder):
    write(
        folder,
        [replace(LABEL, id="achievement-3", name="标签 开裂"), replace(LABEL, id="achievement-4", name="标签 翘边")],
    )
    assert found(folder, "标签 边角翘起")[:1] == ["achievement-4"]


@pytest.mark.parametrize("text", ["周晓何", "周晓禾", "周小何"])
def test_a_name_that_only_sounds_like_it_is_found(folder, text):
    assert found(folder, text, "Person") == ["person-1"]


@pytest.mark.parametrize("text", ["周大壮", "何晓周"])
def test_a_name_that_sounds_otherwise_is_not(folder, text):
    assert found(folder, text, "Person") == []


def test_traditional_characters_find_simplified_ones_and_the_other_way_round(folder):
    write(folder, [Card("achievement-5", "Achievement", "礦車 防掉道 裝置")])
    assert found(folder, "几次 開裂")[0] == "achievement-1"
    assert found(folder, "矿车") == ["achievement-5"]


def test_another_name_of_a_thing_finds_it(folder):
    write(
        folder,
        [Card("achievement-6", "Achievement", "带式输送机 清扫器"), Card("achievement-7", "Achievement", "推土机")],
    )
    assert found(folder, "皮带机") == ["achievement-6"]


@pytest.mark.parametrize(
    "text", ['"', "(", "AND", "OR NOT", "name:丙丁", "text:*", "[a TO z]", "+", "~", "\\", "😀", "，。！", "^3", "\x00"]
)
def test_nothing_is_read_as_syntax(folder, text):
    assert found(folder, text) == []


def test_a_word_between_syntax_is_found(folder):
    assert found(folder, '" 水洗标 OR ( NOT') == ["achievement-1"]


def test_ten_thousand_characters_are_looked_up(folder):
    assert found(folder, "水洗标 " + "无关的话 " * 2000) == ["achievement-1"]


def test_deleting_truly_deletes(folder):
    write(folder, gone=["achievement-1"])
    assert found(folder, "水洗标") == []
    assert len(read(folder)) == 3
    assert read(folder).cards(["achievement-1"]) == {}
    assert read(folder).cards_by_number([number_of("Achievement", "achievement-1")]) == {}


def test_a_card_added_again_replaces_the_old_one(folder):
    write(folder, [Card("achievement-1", "Achievement", "改名 了")])
    write(folder, [Card("achievement-1", "Achievement", "改名 了")])
    assert found(folder, "水洗标") == []
    assert found(folder, "改名") == ["achievement-1"]
    assert len(read(folder)) == 4


def test_what_is_not_committed_is_gone(folder):
    with LexicalIndex(folder, cut).writer() as writer:
        writer.remove(["achievement-1"])
    assert found(folder, "水洗标") == ["achievement-1"]


def test_cards_come_back_as_they_were(folder):
    assert read(folder).cards(["achievement-1", "d-0", "nobody"]) == {"achievement-1": LABEL, "d-0": SENTENCE}
    assert read(folder).cards_by_number([number_of("Person", "person-1")]) == {"person-1": PERSON}


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(region="江北"), ["achievement-1"]),
        (Filters(region="北河市"), ["achievement-2"]),
        (Filters(industry="纺织"), ["achievement-1"]),
        (Filters(year=2021), ["achievement-2"]),
        (Filters(year=2023, region="江北省"), ["achievement-1"]),
        (Filters(honour="一等奖"), ["achievement-1"]),
        (Filters(honour="特等奖"), []),
        (Filters(industry="没有这一行"), []),
        (Filters(year=2023, region="北河"), []),
        (Filters(organization="云岭针织公司"), ["achievement-1"]),
        (Filters(organization="云岭针织公司", year=2021), []),
    ],
)
def test_filters_hold_for_words_and_for_vectors(folder, filters, ids):
    assert found(folder, "开裂", filters=filters) == ids
    assert read(folder).numbers("Achievement", Admission(filters)) == [number_of("Achievement", i) for i in ids]


def test_the_sentences_that_name_a_thing(folder):
    other = Card("d-1", PASSAGE, "标题", text="水洗标 好", entities=("achievement-1",))
    write(folder, [other])
    scores = read(folder).naming("achievement-1", Terms.of("水洗标", cut), 10)
    assert list(scores) == ["d-1", "d-0"]
    assert scores["d-0"] == 0.0
    assert list(read(folder).naming("person-1", Terms.of("，", cut), 10)) == ["d-0"]


def test_an_open_reader_keeps_its_state(folder):
    reader = read(folder)
    write(folder, gone=["achievement-1"])
    assert list(reader.search(Terms.of("水洗标", cut), "Achievement", 10, EVERYTHING)) == ["achievement-1"]


def test_an_empty_index_answers(tmp_path):
    reader = LexicalIndex(tmp_path, cut, create=True).reader()
    terms = Terms.of("水洗标", cut)
    assert reader.search(terms, "Achievement", 10, EVERYTHING) == {}
    assert reader.naming("x", terms, 10) == {}
    assert reader.cards(["x"]) == {}
    assert reader.numbers("Achievement", EVERYTHING) == []


def test_a_second_writer_is_refused(folder):
    index = LexicalIndex(folder, cut)
    with index.writer(), pytest.raises(LibraryError, match="写入"), index.writer():
        pass


@pytest.mark.parametrize("content", ["{broken", None])
def test_a_damaged_index_is_said(folder, content):
    (folder / "meta.json").unlink()
    if content:
        (folder / "meta.json").write_text(content)
    with pytest.raises(LibraryError, match="重建"):
        LexicalIndex(folder, cut)
