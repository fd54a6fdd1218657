"""Pairs, members and hosts as reports, forms and lists tell them; all names are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

PAIRS = [
    (
        "马国强的师傅是周永年。“师傅当年带了我们三个，我、赵长海，还有后来调到东山矿的刘保平。”马国强说。",
        {("周永年", "马国强"), ("周永年", "赵长海"), ("周永年", "刘保平")},
    ),
    ("何勇现在是车间主任，他也带徒弟了，去年带的马晓波，今年拿了第一名。", {("何勇", "马晓波")}),
    (
        "徐小芹干了22年，也带出了一拨年轻人，王倩和赵小敏两个徒弟现在都是工艺员。",
        {("徐小芹", "王倩"), ("徐小芹", "赵小敏")},
    ),
    ("田小野，男，工程师，2019年入厂后与宋志强签订师徒协议，2022年出师。", {("宋志强", "田小野")}),
    (
        "7月12日，区总工会举行师徒签约仪式，曾祥贵与赖志坚、刘小秋与匠木家具的喷漆工黄日红现场结对。",
        {("曾祥贵", "赖志坚"), ("刘小秋", "黄日红")},
    ),
    (
        "拜师会上，青工郑小雨与高级技师赖志坚、青工秦小松与劳模黄日红现场结对。",
        {("赖志坚", "郑小雨"), ("黄日红", "秦小松")},
    ),
    ("入职第一天，韩小梅就和周永年签了师徒合同。", {("周永年", "韩小梅")}),
    (
        "丁国华说：“我带过三个徒弟，老大叫韩立军，老二叫苏小平，最小的是个女娃，叫方小雨。”",
        {("丁国华", "韩立军"), ("丁国华", "苏小平"), ("丁国华", "方小雨")},
    ),
    ("周永年的关门弟子韩小梅今年又收了徒弟方小雨。", {("周永年", "韩小梅"), ("韩小梅", "方小雨")}),
    (
        "“我是赵长海带出来的，”韩小梅说，“现在我也带着两个徒弟，方小雨和林小帆。”",
        {("赵长海", "韩小梅"), ("韩小梅", "方小雨"), ("韩小梅", "林小帆")},
    ),
    (
        "记者：您带了几个徒弟？\n周永年：三个。韩小梅、方小雨和林小帆。",
        {("周永年", "韩小梅"), ("周永年", "方小雨"), ("周永年", "林小帆")},
    ),
    (
        "谢小伟是曾祥贵带的大徒弟，去年夺得冠军。小徒弟钟莉莉负责三维设计。",
        {("曾祥贵", "谢小伟"), ("曾祥贵", "钟莉莉")},
    ),
]


def ends(read: Extract, text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind}


@pytest.mark.parametrize(("text", "pairs"), PAIRS)
def test_pairs(read: Extract, text: str, pairs: set[tuple[str, str]]) -> None:
    assert ends(read, text, RelationType.MENTORS) == pairs


def test_leader_brings_members_of_his_studio_but_his_master_is_none(read: Extract) -> None:
    text = (
        "2016年，矿上以他的名字成立了冯建国劳模创新工作室。\n冯建国今年49岁。他爱钻研。这几年效益不好。\n"
        "冯建国带着成员卢海波、任晓红装上工业相机。\n工作室的柜子里锁着一个笔记本，那是冯建国的师傅陈有富留下的。"
    )
    studio = "冯建国劳模创新工作室"
    assert ends(read, text, RelationType.MEMBER_OF) == {("卢海波", studio), ("任晓红", studio)}


def test_who_is_brought_on_is_meant_next(read: Extract) -> None:
    text = (
        "曾祥贵是木匠，曾祥贵爱琢磨。曾祥贵进了企业。\n"
        "跟曾祥贵同去的，还有组长刘小秋。她是赣南美佳木业有限公司的喷漆技师。"
    )
    assert ends(read, text, RelationType.WORKS_AT) == {("刘小秋", "赣南美佳木业有限公司")}


def test_newly_founded_studios_stand_in_the_enterprise_of_the_report(read: Extract) -> None:
    text = (
        "琅水集团2024年工作总结\n2024年，琅水集团全年供水1.2亿吨。\n"
        "（一）建强阵地。年内新建职工创新工作室2个，分别是葛长春职工创新工作室和钱小静职工创新工作室。"
    )
    hosts = {("葛长春职工创新工作室", "琅水集团"), ("钱小静职工创新工作室", "琅水集团")}
    assert ends(read, text, RelationType.HOSTED_BY) == hosts


TABLE = """滨海卷烟厂关于2024年度职工创新成果评选结果的通报
滨海卷烟厂于2024年12月组织开展了评选。现将结果通报如下。
一、获奖成果
序号 | 成果名称 | 完成人 | 部门 | 等级
1 | 切丝机砂轮自动补偿机构 | 保明国 | 制丝车间 | 一等奖
2 | 滤棒管道堵塞定位器 | 段志强、周小燕 | 卷包车间 | 二等奖
"""


def test_column_of_departments_and_heading_of_the_issuer(read: Extract) -> None:
    works = ends(read, TABLE, RelationType.WORKS_AT)
    assert {("保明国", "制丝车间"), ("保明国", "滨海卷烟厂"), ("周小燕", "卷包车间")} <= works
    won = ends(read, TABLE, RelationType.RECEIVED)
    assert ("切丝机砂轮自动补偿机构", "2024年度职工创新成果一等奖") in won


def test_what_is_applied_for_is_not_won(read: Extract) -> None:
    text = "河东省职工优秀技术创新成果申报表\n成果名称：胶塞防卡与缺塞剔除系统\n主要完成人：贾小娜、宋志强\n"
    assert not ends(read, text, RelationType.RECEIVED)
