"""What people say of their works, apprentices and studios in passing; persons and units are invented."""

import pytest

from ingest.facts import EntityType, RelationType
from tests.ingest.conftest import Extract

TALK = """问：这几年做得最满意的是哪几件？

郭明德：头一件是薄板焊接防变形夹具。原来一焊就翘。这个项目2020年拿了陕西省科技进步二等奖，是我和徒弟柳叶青、质量部的申屠强一块儿干的。

郭明德：第三件小，可我喜欢。钢珠分选防撞滑槽，就是在落料口铺一道斜槽。

问：您带了多少徒弟？

郭明德：正式拜师的有七个。最有出息的是卢小川，去年拿了省赛第一名。还有一个齐凯，出师以后去了分厂当车间主任。卢小川自己带了两个，一个叫白鹏，一个叫贾亮，都是年轻人。
"""
TOLD = [
    (
        "这台装置叫磨边修整器。那是梅小军和技术员毕晓燕用半年时间试制成功的。",
        RelationType.DEVELOPED,
        {("梅小军", "磨边修整器"), ("毕晓燕", "磨边修整器")},
    ),
    (
        "石坚是老钳工庄永年2008年收的徒弟，现任二车间副主任，2021年全国五一劳动奖章获得者。",
        RelationType.RECEIVED,
        {("石坚", "2021年全国五一劳动奖章")},
    ),
    (
        "江小鱼是季海涛2011年带出来的徒弟，2023年获评全国技术能手。",
        RelationType.RECEIVED,
        {("江小鱼", "全国技术能手")},
    ),
    (
        "方志平，师傅是老钳工邵荣，2020年获江苏省五一劳动奖章。",
        RelationType.RECEIVED,
        {("方志平", "江苏省五一劳动奖章")},
    ),
    (
        "“巧匠进百家”活动是省人社厅和省总工会一起办的。",
        RelationType.ISSUED,
        {("省人社厅", "“巧匠进百家”活动"), ("省总工会", "“巧匠进百家”活动")},
    ),
    (
        "“技能夜校”是市总工会办的，“工匠进校园”活动由县教育局发起。",
        RelationType.ISSUED,
        {("市总工会", "技能夜校"), ("县教育局", "“工匠进校园”活动")},
    ),
    (
        "山区桥梁养护创新工作室（设在桥隧队，带头人邓世英）去年挂牌，由孔令河领衔的变压器检修创新工作室也已成立。",
        RelationType.LEADS,
        {("邓世英", "山区桥梁养护创新工作室"), ("孔令河", "变压器检修创新工作室")},
    ),
    (
        "2019年，公司工会成立了孙玉明创新工作室，技术员罗海、电工班班长苏晓梅等8人加入。",
        RelationType.MEMBER_OF,
        {("罗海", "孙玉明创新工作室"), ("苏晓梅", "孙玉明创新工作室")},
    ),
    (
        "工作室名称：毕海生工匠创新工作室\n\n2022年，工作室赴江西，为赣北燃气公司修好调压箱20台。"
        "2023年，参加安徽省总工会组织的“工匠服务企业行”，帮助桐城市的龙眠玻璃有限公司解决窑炉压力波动问题。",
        RelationType.HELPS,
        {("毕海生工匠创新工作室", "赣北燃气公司"), ("毕海生工匠创新工作室", "龙眠玻璃有限公司")},
    ),
    (
        "江州服饰有限公司的车间里很热闹。\n\n服务队的副领队、印染工匠龚小满这天去了另一家厂。",
        RelationType.WORKS_AT,
        set(),
    ),
]
LIST = """关于公布2024年湖北省纺织行业职工创新成果获奖名单的通知

获奖名单

序号｜成果名称｜完成单位｜主要完成人｜等级

1｜细纱机断头自动吸棉装置｜荆州江棉纺织有限公司｜柯大勇｜特等奖

2｜浆纱机回浆过滤改进｜襄阳汉水织造有限公司｜涂红、孟刚｜一等奖
"""


def _of(read: Extract, text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind}


@pytest.mark.parametrize(("text", "kind", "expected"), TOLD)
def test_told_in_passing(read: Extract, text: str, kind: RelationType, expected: set[tuple[str, str]]) -> None:
    assert _of(read, text, kind) == expected


def test_a_work_that_is_counted_off_is_done_by_those_named_behind(read: Extract) -> None:
    clamp = "薄板焊接防变形夹具"
    assert {("郭明德", clamp), ("柳叶青", clamp), ("申屠强", clamp)} <= _of(read, TALK, RelationType.DEVELOPED)
    works = {e.key.name for e in read(TALK).entities if e.key.type is EntityType.ACHIEVEMENT}
    assert works == {clamp, "钢珠分选防撞滑槽"}


def test_apprentices_and_theirs_are_told_one_by_one(read: Extract) -> None:
    own = {("郭明德", name) for name in ("柳叶青", "卢小川", "齐凯")}
    assert _of(read, TALK, RelationType.MENTORS) == own | {("卢小川", "白鹏"), ("卢小川", "贾亮")}


def test_those_years_are_nobody(read: Extract) -> None:
    text = "那几年，何志强跟着师傅邱万山走遍了全厂。他当学徒那两年，那段日子最难忘。"
    assert {e.key.name for e in read(text).entities if e.key.type is EntityType.PERSON} == {"何志强", "邱万山"}


def test_grades_between_full_width_bars_are_of_the_titles_contest(read: Extract) -> None:
    contest = "2024年湖北省纺织行业职工创新成果"
    assert _of(read, LIST, RelationType.RECEIVED) == {
        ("细纱机断头自动吸棉装置", f"{contest}特等奖"),
        ("浆纱机回浆过滤改进", f"{contest}一等奖"),
    }
