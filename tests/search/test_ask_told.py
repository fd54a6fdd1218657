"""Works that a question describes, who else, who together, who granted: of an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("told_library.txt")
NAMES = {
    "Person": "蔺仲谦 郜晚晴 亓大同 瞿小满 宓长林 厍海 从立本 訾文",
    "Studio": "蔺仲谦工匠工作室",
    "Organization": "岩口石材厂 远山石业公司",
    "Achievement": "锯片背衬气冷托",
    "Award": "岩口市五小成果奖 岩口工匠 金牌师徒",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("told"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # a work that is described
        ("治锯片一热就翘的那个托是谁琢磨的", {"蔺仲谦", "郜晚晴"}),
        ("让锯片不翘、板面没有波纹的气冷托是谁做的", {"蔺仲谦", "郜晚晴"}),
        ("给月球车充电的托盘是谁琢磨的", set()),
        # elsewhere
        ("锯片背衬气冷托还有谁家用", {"远山石业公司"}),
        ("锯片背衬气冷托除了本厂自己用，别的厂用了没有", {"远山石业公司"}),
        ("锯片背衬气冷托用在哪些单位", {"岩口石材厂", "远山石业公司"}),
        # of the person alone
        ("蔺仲谦个人得过什么荣誉", {"岩口工匠", "金牌师徒"}),
        ("蔺仲谦得过什么荣誉", {"岩口工匠", "金牌师徒"}),
        ("蔺仲谦得过什么奖", {"岩口工匠", "金牌师徒", "岩口市五小成果奖"}),
        # who granted it
        ("锯片背衬气冷托的奖是谁评的", {"岩口市总工会"}),
        ("锯片背衬气冷托得了什么奖，谁授予的", {"岩口市五小成果奖", "岩口市总工会"}),
        # partners and deputies
        ("蔺仲谦和谁一起琢磨出锯片背衬气冷托", {"郜晚晴"}),
        ("蔺仲谦工匠工作室的副组长是谁", {"郜晚晴"}),
        ("蔺仲谦工匠工作室的副带头人是谁", {"郜晚晴"}),
        # chains
        ("蔺仲谦师傅再往上一辈是谁", {"宓长林"}),
        ("蔺仲谦的师傅是谁，师傅还带过谁", {"亓大同", "厍海"}),
        ("亓大同的徒弟蔺仲谦带了谁", {"郜晚晴", "瞿小满"}),
        # another verb than to belong
        ("锯片背衬气冷托后来送到了哪些单位", {"远山石业公司"}),
        ("锯片背衬气冷托推广到了哪些单位", {"远山石业公司"}),
        ("蔺仲谦的气冷托推广到了哪些单位", {"远山石业公司"}),
        ("蔺仲谦工匠工作室和哪家高校签了协议", set()),
        ("蔺仲谦工匠工作室去了哪几家企业", {"远山石业公司"}),
        # works, and who made them
        ("蔺仲谦参与完成的有哪些", {"锯片背衬气冷托"}),
        ("蔺仲谦完成了哪几项获奖成果", {"锯片背衬气冷托"}),
        # the same of others
        ("亓大同的徒弟是谁，宓长林呢", {"蔺仲谦", "厍海", "亓大同"}),
        ("瞿小满得过什么荣誉，他师傅呢", {"金牌师徒", "岩口工匠"}),
        ("从立本在哪个单位，郜晚晴呢", {"远山石业公司", "岩口石材厂"}),
        ("蔺仲谦有几个徒弟，分别是谁", {"郜晚晴", "瞿小满"}),
        ("蔺仲谦师傅的师傅是谁", {"宓长林"}),
        # yes or no, over steps
        ("瞿小满是亓大同的徒孙吗", {"亓大同"}),
        ("亓大同的徒弟是不是厍海", {"厍海"}),
        ("厍海是蔺仲谦的徒弟吗", set()),
        ("亓大同的徒弟得过岩口工匠吗", {"岩口工匠"}),
        ("宓长林的徒弟得过岩口工匠吗", set()),
        # pairs of a unit, and help
        ("“金牌师徒”里岩口石材厂的是哪一对", {"蔺仲谦—瞿小满"}),
        ("蔺仲谦工匠工作室这回到哪家企业帮了忙", {"远山石业公司"}),
        ("谁给远山石业公司帮了忙", {"蔺仲谦工匠工作室"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
    assert reply.answers or reply.message


def test_says_what_a_description_is_taken_for(store: Store) -> None:
    message = ask("治锯片一热就翘的那个托是谁琢磨的", store).message
    assert "按最接近的“锯片背衬气冷托”回答" in message


def test_the_count_is_remarked_on_beside_the_names(store: Store) -> None:
    reply = ask("蔺仲谦手下有几个徒弟，分别叫什么", store)
    assert {answer.name for answer in reply.answers} == {"郜晚晴", "瞿小满"}
    assert "2人" in reply.message
