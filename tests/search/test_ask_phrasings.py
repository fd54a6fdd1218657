"""The same things asked in many ways, of an invented library: what is not understood gets no answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("phrasings_library.txt")
NAMES = {
    "Person": "骆长庚 屠学勤 佟雁 屈小舟 晏宁 陶家声",
    "Studio": "屠学勤劳模创新工作室",
    "Team": "抄纸二班",
    "Organization": "白石造纸厂 青浦瓷坊 岭下煤矿 青浦印务公司",
    "Achievement": "网前箱稳流装置 气垫辊道稳流装置",
    "Award": "第一名 第二名 白石工匠 火车头奖章 金奖",
}
ADOPTERS = {"青浦瓷坊", "岭下煤矿"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("phrasings"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # circumstances, courtesies, particles
        ("屠学勤当年进厂是跟谁学看火的", {"骆长庚"}),
        ("请问屠学勤学徒时的师傅是谁呢", {"骆长庚"}),
        ("屠学勤刚参加工作的时候师傅是哪位来着", {"骆长庚"}),
        ("屈小舟本人的师傅是谁", {"屠学勤"}),
        # teaching in other words
        ("是谁把屠学勤领进门的", {"骆长庚"}),
        ("屈小舟的手艺是谁传下来的", {"屠学勤"}),
        ("屠学勤把本事传给了谁", {"屈小舟"}),
        ("骆长庚门下都有哪些人", {"屠学勤", "佟雁"}),
        ("屈小舟是不是屠学勤的徒弟", {"屠学勤"}),
        # generations
        ("晏宁的师傅的师傅的师傅是谁", {"骆长庚"}),
        ("晏宁往上数三代，他师傅的师傅的师傅是谁", {"骆长庚"}),
        ("晏宁往上数三代是谁", {"骆长庚"}),
        ("骆长庚往下数两代的徒弟有哪些", {"屈小舟"}),
        # descriptions
        ("发明网前箱稳流装置的人，徒弟是谁", {"屈小舟"}),
        ("搞出网前箱稳流装置的那个人，他的徒弟是谁", {"屈小舟"}),
        ("谁研制了网前箱稳流装置，他的师傅又是谁", {"屠学勤", "佟雁", "骆长庚"}),
        ("网前箱稳流装置的完成人是谁的徒弟", {"骆长庚"}),
        ("发明量子烘箱的人，徒弟是谁", set()),
        # a work by the end of its name, which another's work ends in too
        ("佟雁牵头研制的稳流装置，外面哪家厂也装了", ADOPTERS),
        ("陶家声研制的稳流装置，外面哪家厂也装了", set()),
        # adoption
        ("网前箱稳流装置被哪家外单位引进了", ADOPTERS),
        ("网前箱稳流装置后来还有哪些煤矿接入", {"岭下煤矿"}),
        ("有哪些瓷坊用上了网前箱稳流装置", {"青浦瓷坊"}),
        ("网前箱稳流装置被哪家医院采用", set()),
        # the type that is asked for
        ("屠学勤属于哪个工作室", {"屠学勤劳模创新工作室"}),
        ("晏宁属于哪个工作室", set()),
        ("晏宁在哪个班", {"抄纸二班"}),
        # exceptions
        ("屠学勤劳模创新工作室里，除了领衔人还有哪些固定成员", {"佟雁", "屈小舟"}),
        ("屠学勤劳模创新工作室除了佟雁还有谁", {"屈小舟"}),
        ("除了佟雁，骆长庚还带过谁", {"屠学勤"}),
        ("骆长庚的徒弟里除屠学勤外还有谁", {"佟雁"}),
        # of a bare rank the contest counts
        ("白石市造纸工技能大赛第一名来自哪个单位", {"青浦印务公司"}),
        ("白石市造纸工技能大赛个人第一名来自哪个单位", {"青浦印务公司"}),
        ("白石市造纸工技能大赛第一名是谁", {"屈小舟"}),
        ("青浦市船模大赛第一名来自哪个单位", set()),
        ("青浦市船模大赛第一名是谁", set()),
        # what people say is no part of a name
        ("火车头奖章是谁得的", {"陶家声"}),
        # the work that won, not who made it
        ("金奖是哪个成果拿的", {"气垫辊道稳流装置"}),
        # who helped, described
        ("帮岭下煤矿解决打滑问题的人是哪家企业的", {"青浦印务公司"}),
        ("去岭下煤矿帮过忙的师傅得过什么名次", {"第一名"}),
        # counted, then named
        ("骆长庚带了几个徒弟，都叫什么", {"屠学勤", "佟雁"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str | None]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
    assert reply.answers or reply.message
