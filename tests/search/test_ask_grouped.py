"""Heads of groups, when an honour was won, oneself, short names with verbs in them: of an invented library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search.ask import ask
from tests.search.asked_library import opened

DOCUMENTS = Path(__file__).with_name("grouped_library.txt")
NAMES = {
    "Person": "秦岳 佘一川 逄小荷 郗明 蔚长庚",
    "Studio": "秦岳技能大师工作室",
    "Organization": "泾河砖机公司 泾河砖机公司泾南分厂 泾河砖机公司泾北分厂 洛川砖厂 塬上瓦厂 渭州总工会",
    "Achievement": "隧道窑双道余热回收线",
    "Award": "渭州省劳动模范 全国五一劳动奖章 渭州工匠",
    "Event": "渭州职工创新展",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("grouped"), DOCUMENTS, NAMES) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # heads of the groups within, and the leader
        ("秦岳技能大师工作室的两个组分别由谁当组长", {"佘一川", "逄小荷"}),
        ("秦岳技能大师工作室下设各组的组长是谁", {"佘一川", "逄小荷"}),
        ("秦岳技能大师工作室的带头人是谁", {"秦岳"}),
        ("秦岳技能大师工作室是谁牵头组建的", {"渭州总工会"}),
        # when an honour was won
        ("秦岳哪一年当上省劳模", {"渭州省劳动模范"}),
        ("秦岳什么时候拿的五一奖章", {"全国五一劳动奖章"}),
        ("秦岳哪年成为省劳动模范的", {"渭州省劳动模范"}),
        ("蔚长庚哪一年评上全国五一劳动奖章", set()),
        ("秦岳哪一年当上省劳模，哪一年拿的五一奖章", {"渭州省劳动模范", "全国五一劳动奖章"}),
        # oneself, not the answers before
        ("秦岳收了哪些徒弟，他自己又是谁带出来的", {"佘一川", "蔚长庚"}),
        ("秦岳的师傅是谁，他本人得过什么荣誉", {"蔚长庚", "渭州省劳动模范", "全国五一劳动奖章"}),
        # a short name that has a verb in it
        ("隧道窑余热回收线在哪个展会上亮相", {"渭州职工创新展"}),
        # other plants of the makers' company, named with another's
        ("隧道窑双道余热回收线推广到了哪些单位", {"泾河砖机公司泾北分厂", "洛川砖厂"}),
        # where a trouble was mended
        ("逄小荷在哪家企业解决了开裂的问题", {"塬上瓦厂"}),
    ],
)
def test_names(store: Store, question: str, expected: set[str]) -> None:
    reply = ask(question, store)
    assert {answer.name for answer in reply.answers} == expected, reply
