"""Questions made of questions (甲的徒弟的徒弟得过什么奖), rankings, changes and spellings, to an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from search.questions import Reply
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("composed_library.txt")
NAMES = {
    "Person": "骆长庚 屠学勤 佟雁 屈小舟 晏宁 郏一鸣 闕宗年 盧啟明",
    "Studio": "屠学勤劳模创新工作室 郏一鸣创新工作室",
    "Organization": "白石造纸厂 青浦印务公司 岡山模具廠",
    "Achievement": "网前箱稳流装置 压榨毛毯快换架",
    "Award": "全国五一劳动奖章 第一名 白石工匠 白石市“金牌师徒”奖 白石市职工创新成果一等奖",
    "Event": "白石市造纸工技能大赛",
    "Place": "白石市",
}
CHAMPION = "白石市造纸工技能大赛第一名"
DEVICE_PRIZE = "白石市职工创新成果一等奖"
PAIR_PRIZE = "白石市“金牌师徒”奖"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("composed"), DOCUMENTS, NAMES, {PAIR_PRIZE: ("金牌师徒",)}) as library:
        yield library


def names(reply: Reply) -> set[str | None]:
    return {answer.name for answer in reply.answers}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # two generations
        ("骆长庚的徒孙有哪些", {"屈小舟", "晏宁"}),
        ("骆长庚的徒弟的徒弟是谁", {"屈小舟", "晏宁"}),
        ("屈小舟的师爷是谁", {"骆长庚"}),
        ("晏宁的师傅的师傅是哪位", {"骆长庚"}),
        ("佟雁的师兄弟有谁", {"屠学勤"}),
        # generations counted out, to the end, or asked for together
        ("屈小舟的师承一直往上追，最早那位祖师是谁", {"骆长庚"}),
        ("晏宁最早的师傅是谁", {"骆长庚"}),
        ("屈小舟的师傅和师爷各是谁", {"屠学勤", "骆长庚"}),
        ("骆长庚的手艺隔代传给了谁", {"屈小舟", "晏宁"}),
        ("屠学勤年轻时跟过哪几位老师傅", {"骆长庚"}),
        ("白石市“金牌师徒”奖评给了哪一对", {"屠学勤—屈小舟"}),
        ("青浦印务的晏宁认了谁当师傅", {"屠学勤"}),
        ("屠学勤劳模创新工作室名下有哪几项成果", {"网前箱稳流装置"}),
        ("哪家单位的职工得了白石工匠", {"青浦印务公司"}),
        # no rule reads these: the nearest facts
        ("同屠学勤结成对子学本事的是哪几位", {"屈小舟", "晏宁", "骆长庚"}),
        # about the answers of another question
        ("屠学勤的徒弟得过什么奖", {CHAMPION, "白石工匠", PAIR_PRIZE}),
        ("骆长庚的徒弟的徒弟得过什么奖", {CHAMPION, "白石工匠", PAIR_PRIZE}),
        ("屠学勤师傅的徒弟在哪个单位", {"白石造纸厂", "青浦印务公司"}),
        ("佟雁的发明得了什么奖", {DEVICE_PRIZE}),
        ("获得全国五一劳动奖章的人徒弟是谁", {"屠学勤", "佟雁"}),
        ("白石造纸厂的劳模有哪些徒弟", {"屠学勤", "佟雁", "屈小舟", "晏宁"}),
        # The other pupil did not win it.
        ("“金牌师徒”里徒弟在哪家公司", {"白石造纸厂"}),
        ("白石造纸厂的工作室是谁领衔的", {"屠学勤"}),
        # with a condition
        ("谁得过全国五一劳动奖章又带徒弟", {"骆长庚"}),
        ("谁得过全国五一劳动奖章，又带徒弟", {"骆长庚"}),
        ("获得全国五一劳动奖章的人里谁带了徒弟", {"骆长庚"}),
        ("骆长庚的徒弟里谁得过奖", {"佟雁", "屠学勤"}),
        ("骆长庚的徒弟里谁带过徒弟", {"屠学勤"}),
        ("谁在青浦印务公司带徒弟", set()),
        # together
        ("和佟雁同一个工作室的还有谁", {"屠学勤", "屈小舟"}),
        ("谁跟屈小舟在同一个工作室", {"屠学勤", "佟雁"}),
        ("和晏宁同一个单位的有谁", {"郏一鸣"}),
        ("屠学勤和佟雁合作研发了什么", {"网前箱稳流装置"}),
        ("屠学勤和佟雁研发了什么", {"网前箱稳流装置", "压榨毛毯快换架"}),
        # in clauses
        ("网前箱稳流装置获了什么奖，是谁做的", {DEVICE_PRIZE, "屠学勤", "佟雁"}),
        ("屠学勤有徒弟吗，叫什么", {"屈小舟", "晏宁"}),
        ("骆长庚带出了谁，他们得过什么奖", {"屠学勤", "佟雁", "白石工匠", PAIR_PRIZE, DEVICE_PRIZE}),
        # spellings
        ("阙宗年的师傅是谁", {"盧啟明"}),
        ("盧啟明帶了哪些徒弟", {"闕宗年"}),
        ("屈晓舟的师傅是谁", {"屠学勤"}),
        ("屈大海的师傅是谁", set()),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert names(reply) == expected, reply.understood_as
    assert all(answer.evidence for answer in reply.answers)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("徒弟最多的是谁", [("骆长庚", 26)]),
        ("哪位师傅带的徒弟最多", [("骆长庚", 26)]),
        ("徒弟最多的前两名是谁", [("骆长庚", 26), ("屠学勤", 9)]),
        ("谁获奖最多", [("屈小舟", 2)]),
        ("哪个工作室的专利最多", [("郏一鸣创新工作室", 31)]),
        ("成员最多的工作室是哪个", [("屠学勤劳模创新工作室", 15)]),
        ("哪项成果的效益最高", [("网前箱稳流装置", 1200000)]),
        ("白石造纸厂的师傅谁带的徒弟最多", [("骆长庚", 26)]),
        ("哪个工作室的投入最多", []),
    ],
)
def test_rankings(store: Store, question: str, expected: list[tuple[str, float]]) -> None:
    reply = ask(question, store)
    assert [(answer.name, answer.value) for answer in reply.answers] == expected, reply.understood_as
    assert reply.understood_as["intent"] == "ranking"


def test_a_ranking_says_whether_a_document_gives_the_number(store: Store) -> None:
    stated, counted = ask("徒弟最多的是谁", store), ask("谁获奖最多", store)
    assert stated.answers[0].note == "资料写明的数字"
    assert counted.answers[0].note == "资料没有写数字，这是资料库里点名的个数"
    assert "没有写明的不在内" in stated.message


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2019年和2024年白石市的劳模创新工作室各有多少", [65, 40]),
        ("白石市2024年的劳模创新工作室有多少个", [65]),
        ("白石市的劳模创新工作室从2019年到2024年增加了多少个", [25, 65, 40]),
        ("屠学勤有几个徒弟", [9]),
        ("网前箱稳流装置一年省了多少钱", [1200000]),
        ("屠学勤劳模创新工作室有多少条船", []),
    ],
)
def test_figures(store: Store, question: str, expected: list[float]) -> None:
    reply = ask(question, store)
    assert [answer.value for answer in reply.answers if answer.note != "计划"] == expected, reply.understood_as


def test_a_difference_says_from_which_numbers(store: Store) -> None:
    first = ask("白石市的劳模创新工作室从2019年到2024年增加了多少个", store).answers[0]
    assert first.note == "由2024年的65减去2019年的40得出；两个数字的口径未必相同"
    assert [said.document for said in first.evidence] == ["counts-2019", "counts-2024"]


def test_a_name_that_sounds_alike_is_said_to_be_another(store: Store) -> None:
    assert ask("屈晓舟的师傅是谁", store).message == "资料里没有“屈晓舟”，按读音相同的“屈小舟”回答。"
    assert "没有“屈大海”这个名称" in ask("屈大海的师傅是谁", store).message


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("骆长庚的徒弟的徒弟得过什么奖", "骆长庚的徒弟的徒弟获得过哪些荣誉"),
        ("谁得过全国五一劳动奖章又带徒弟", "谁获得了全国五一劳动奖章，带徒弟"),
        ("骆长庚的徒弟里谁得过奖", "骆长庚带的徒弟是谁，获得过荣誉"),
        ("哪个工作室的专利最多", "创新工作室里，哪个的专利数最多"),
    ],
)
def test_how_it_was_understood(store: Store, question: str, understood: str) -> None:
    assert ask(question, store).understood_as["question"] == understood


def test_a_condition_brings_its_evidence(store: Store) -> None:
    [answer] = ask("谁得过全国五一劳动奖章又带徒弟", store).answers
    assert [said.text for said in answer.evidence] == [
        "骆长庚获全国五一劳动奖章。",
        "白石造纸厂的骆长庚带出徒弟屠学勤、佟雁。",
    ]
