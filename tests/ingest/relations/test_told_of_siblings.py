"""Apprentices told beside others of the same master, and what an answer denies; all names are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract


def pairs(read: Extract, text: str) -> set[tuple[str, str]]:
    return {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}


TOLD = [
    ("孙亮是瞿长河2015年收的徒弟，卞小军是2017年收的，最小的蓝冰是去年收的。", "瞿长河", {"孙亮", "卞小军", "蓝冰"}),
    ("孙亮是瞿长河的大徒弟，卞小军是二徒弟。", "瞿长河", {"孙亮", "卞小军"}),
    ("孙亮是2010年拜瞿长河为师的，卞小军是2012年拜的师。", "瞿长河", {"孙亮", "卞小军"}),
    ("瞿长河2015年收了孙亮，2017年又收了卞小军。", "瞿长河", {"孙亮", "卞小军"}),
    ("瞿长河的徒弟有两个，孙亮在成型车间，卞小军在釉料室。", "瞿长河", {"孙亮", "卞小军"}),
    ("周立群是蓝冰的丈夫，也是瞿长河的徒弟。", "瞿长河", {"周立群"}),
    ("钳工班的周立群是蓝冰的师弟，同样是瞿长河的徒弟。", "瞿长河", {"周立群", "蓝冰"}),
    ("化验员卞小军、喷漆工何勇向师傅瞿长河敬茶。", "瞿长河", {"卞小军", "何勇"}),
    ("青工卞小军、何勇和焊工班的张亮一起拜瞿长河为师。", "瞿长河", {"卞小军", "何勇", "张亮"}),
    ("化肥造粒工田浩拜瞿长河为师。", "瞿长河", {"田浩"}),
    (
        "瞿长河是维修班班长，人称“老瞿”。\n\n2015年，老瞿当上带头人。\n\n孙亮是老瞿2016年收的徒弟。\n",
        "瞿长河",
        {"孙亮"},
    ),
]


@pytest.mark.parametrize(("text", "master", "apprentices"), TOLD)
def test_of_one_master(read: Extract, text: str, master: str, apprentices: set[str]) -> None:
    assert pairs(read, text) == {(master, one) for one in apprentices}


ANSWERED = [
    (
        "记者：王佳琪和周航都是您的徒弟吧？\n瞿慧：佳琪是，2013年跟我的。周航不是，他的师傅是设备科的潘永康。\n",
        {("瞿慧", "王佳琪"), ("潘永康", "周航")},
    ),
    (
        "记者：吴昊和林楠是您教出来的吧？\n瞿慧：吴昊是我徒弟。林楠可不是，她师从二车间的彭秀英。\n",
        {("瞿慧", "吴昊"), ("彭秀英", "林楠")},
    ),
    ("记者：周立群是您徒弟吗？\n瞿慧：不是，他师傅是杨德胜。\n", {("杨德胜", "周立群")}),
    (
        "记者：吴昊、林楠和罗通都是您的徒弟？\n瞿慧：是。最早的是吴昊，2009年就跟着我。\n",
        {("瞿慧", "吴昊"), ("瞿慧", "林楠"), ("瞿慧", "罗通")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERED)
def test_answers(read: Extract, text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(read, text) == expected


def test_who_answers_calls_another_him(read: Extract) -> None:
    text = "记者：您哪年进的厂？\n瞿慧：1997年我到芙蓉农场当割胶工，王槐生师傅带我，他手把手教了我三年。\n"
    works = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.WORKS_AT}
    assert ("瞿慧", "芙蓉农场") in works
    assert pairs(read, text) == {("王槐生", "瞿慧")}
