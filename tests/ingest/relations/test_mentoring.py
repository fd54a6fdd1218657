"""Who taught whom; persons and units are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

PAIRS = [
    ("廖海平和曲文博是迟永川2017年收下的徒弟。", {("迟永川", "廖海平"), ("迟永川", "曲文博")}),
    ("工作室领衔人为段志宏，苏雅娜系其徒弟。", {("段志宏", "苏雅娜")}),
    (
        "他的师傅谭福明收徒不多，最得意的两个，一个是周国强，一个是刘海涛。",
        {("谭福明", "周国强"), ("谭福明", "刘海涛")},
    ),
    (
        "首席技师周国强还有一手绝活。他的两名徒弟田小甜、向书恒合作研制了清垢装置。",
        {("周国强", "田小甜"), ("周国强", "向书恒")},
    ),
    (
        "第三代是周国强的两个徒弟。女徒弟张丽华做出“焊缝随动压紧辊”。男徒弟陈志伟建起“焊缝图谱库”。",
        {("周国强", "张丽华"), ("周国强", "陈志伟")},
    ),
    ("段志宏1985年进厂，先后师从镗工周国强、检验工季丽珍。", {("周国强", "段志宏"), ("季丽珍", "段志宏")}),
    ("苏雅娜的手艺来自老胶工谭守才。", {("谭守才", "苏雅娜")}),
    (
        "张丽华把办法教给了年轻人。厂里的技术员向书恒学得快，成了她在邵东收的第一个徒弟。",
        {("张丽华", "向书恒")},
    ),
    ("临走，周国强收下了宏达厂的质检员田小甜做徒弟，约好每月视频两回。", {("周国强", "田小甜")}),
    (
        "周国强与刘海涛，谭福明与张丽华、陈志伟等师徒，被授予“南岭市模范师徒”称号。",
        {("周国强", "刘海涛"), ("谭福明", "张丽华"), ("谭福明", "陈志伟")},
    ),
    (
        "段志宏工匠创新工作室\n成员\n田小甜、刘海涛：接触网工，2021年与段志宏签订师徒协议。",
        {("段志宏", "田小甜"), ("段志宏", "刘海涛")},
    ),
    (
        "刘海涛是周国强2016年收的徒弟。另一个徒弟张丽华，是车间唯一的女钳工。",
        {("周国强", "刘海涛"), ("周国强", "张丽华")},
    ),
    (
        "老师傅段志宏访谈\n记者：听说您刚来时什么都不会？\n段志宏：那是1993年。厂里派谭守才师傅带我。",
        {("谭守才", "段志宏")},
    ),
]


@pytest.mark.parametrize(("text", "pairs"), PAIRS)
def test_who_taught_whom(read: Extract, text: str, pairs: set[tuple[str, str]]) -> None:
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert found == pairs


def test_members_with_what_they_see_to(read: Extract) -> None:
    text = "何耀国节能创新工作室设在南山陶业公司。工作室成员3人：潘婉云，负责釉料；黎志高，负责机械。"
    found = {r.head.name for r in read(text).relations if r.type is RelationType.MEMBER_OF}
    assert found >= {"潘婉云", "黎志高"}
