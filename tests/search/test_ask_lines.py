"""Whole lines of apprentices, somebody and his pupils, contests by their number, and what goes on about these."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("lines_library.txt")
NAMES = {
    "Person": "宓长庚 阙玉田 麻小川 窦青 谷雨",
    "Studio": "凿光职工创新工作室 谷雨劳模创新工作室",
    "Organization": "渠首石材公司 白杨石板厂 红柳砖瓦厂 渠首总工会 沙枣林业机械厂 总装车间",
    "Achievement": "大板锯切断水报警器",
    "Award": "渠首省工人先锋号 渠首省职工技术成果一等奖 特等奖 优秀奖",
    "Event": "渠首省第四届“五小”职工创新擂台赛",
    "Place": "渠首市",
}
ALIASES = {"凿光职工创新工作室": ("“凿光”职工创新工作室",)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("lines"), DOCUMENTS, NAMES, ALIASES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # lines
        ("窦青往上数三代师傅分别是谁", "麻小川 阙玉田 宓长庚"),
        ("窦青往上数三代是谁", "宓长庚"),
        ("窦青往上两代依次是谁", "麻小川 阙玉田"),
        ("宓长庚这一门传下来都有谁", "阙玉田 麻小川 窦青"),
        ("宓长庚一脉有哪些传人", "阙玉田 麻小川 窦青"),
        ("宓长庚的徒子徒孙有哪些", "阙玉田 麻小川 窦青"),
        ("从宓长庚到窦青，中间隔着谁", "阙玉田 麻小川"),
        ("阙玉田教出来的有谁", "麻小川"),
        ("阙玉田拜过谁为师，手下徒弟又有哪些", "宓长庚 麻小川"),
        ("阙玉田那个徒弟做过什么", "大板锯切断水报警器"),
        ("从宓长庚算起，第三代徒弟是谁", "麻小川"),
        ("由宓长庚师傅数起第四代传人是谁", "窦青"),
        ("宓长庚这一脉第二代是谁", "阙玉田"),
        ("宓长庚的徒弟里谁又带了徒弟，带的是谁", "阙玉田 麻小川"),
        ("窦青是第几代传人，师爷辈是谁", "阙玉田"),
        # somebody and his pupils
        ("阙玉田和她徒弟去帮过哪几家", "白杨石板厂 红柳砖瓦厂"),
        ("凿光工作室的人上门帮过哪些厂", "白杨石板厂 红柳砖瓦厂"),
        # words that name nothing
        ("“凿光”谁牵头，里头都有谁", "阙玉田 麻小川 窦青"),
        ("凿光工作室谁带头，里面还有哪些人", "阙玉田 麻小川 窦青"),
        ("大板锯切断水报警器外头哪家厂请去了", "红柳砖瓦厂"),
        ("渠首省工人先锋号有谁得过", "凿光职工创新工作室"),
        # prizes with their makers, contests by their number
        ("凿光工作室哪个成果拿了优秀奖，外面谁家在用", "大板锯切断水报警器 红柳砖瓦厂"),
        ("第四届五小擂台赛特等奖是谁，哪个厂的", "窦青 渠首石材公司"),
        ("第四届擂台赛谁拿了特等奖，他师傅是谁", "窦青 麻小川"),
        ("第四届擂台赛特等奖得主是哪个公司的", "渠首石材公司"),
        ("第三届擂台赛谁拿了特等奖", ""),
        # he who made the work
        ("大板锯切断水报警器在哪家用，他师傅是谁", "红柳砖瓦厂 阙玉田"),
        # what a report names
        ("沙枣林机厂几个创新平台，各是谁带头", "谷雨劳模创新工作室 谷雨"),
    ],
)
def test_names(store: Store, question: str, expected: str) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == set(expected.split()), reply
