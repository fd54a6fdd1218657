"""Tools and pupils that are handed on, pupils told of side by side, parties that go out; all names are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

HANDED_ON = [
    # pupils
    (
        RelationType.MENTORS,
        "周志明先后带出20多名徒弟。李小龙如今已是车间主任，王海波前年拿了市技能大赛第一名，陈刚去年评上了高级技师。",
        {("周志明", "李小龙"), ("周志明", "王海波"), ("周志明", "陈刚")},
    ),
    (RelationType.MENTORS, "贺春生累计带徒40余人。厂长王力今年刚上任，李海是副厂长。", set()),
    (
        RelationType.MENTORS,
        "管永祥的徒弟不止霍建功一个，还有如今在设备科的隋立民、调到分厂的麻广田。",
        {("管永祥", "霍建功"), ("管永祥", "隋立民"), ("管永祥", "麻广田")},
    ),
    (
        RelationType.MENTORS,
        "彭秀莲后来收了三个徒弟，年纪最大的廖春兰，最有灵气的是谭小满，最肯吃苦的要数石玉。",
        {("彭秀莲", "廖春兰"), ("彭秀莲", "谭小满"), ("彭秀莲", "石玉")},
    ),
    (RelationType.MENTORS, "谈到徒弟柳青松，姚启明一脸骄傲。", {("姚启明", "柳青松")}),
    (RelationType.MENTORS, "工会主席徐静说，孙立国是全国劳模王大海的徒弟。", {("王大海", "孙立国")}),
    (
        RelationType.MENTORS,
        "牛小萍自己也带徒弟。祝青是她2020年签了师徒合同的，还有一个叫任海波，如今当了班长。",
        {("牛小萍", "祝青"), ("牛小萍", "任海波")},
    ),
    # masters
    (RelationType.MENTORS, "吴大江在索道上干了三十年，是从老索道工石文兵手里接过的哨子。", {("石文兵", "吴大江")}),
    (RelationType.MENTORS, "王建设从车间主任李明手里接过奖状。", set()),
    (RelationType.MENTORS, "从老焊工赵福来手里接过焊枪那天，马俊杰手心全是汗。", {("赵福来", "马俊杰")}),
    (RelationType.MENTORS, "老钳工宋德福退休前，把用了三十年的锉刀交给了梁伟。", {("宋德福", "梁伟")}),
    (
        RelationType.MENTORS,
        "郭永平今年50岁。老班长钱大海当年就这么教他，一根焊条一根焊条地过。",
        {("钱大海", "郭永平")},
    ),
    (RelationType.MENTORS, "说起师傅陶金水，柏建明话多了起来。", {("陶金水", "柏建明")}),
    (
        RelationType.MENTORS,
        "2019年，刚毕业的大学生向东被分给了高级技师龙德贵。两年后，向东出师，又被安排带新员工申佳。",
        {("龙德贵", "向东"), ("向东", "申佳")},
    ),
    # whom 他 means
    (RelationType.MENTORS, "董卫民是钳工。1988年他进厂，何正山收了他做关门弟子。", {("何正山", "董卫民")}),
    (RelationType.MENTORS, "老技师贺长生尝了一辈子奶，田秀云当年就是跟他学的看奶。", {("贺长生", "田秀云")}),
    # names
    (
        RelationType.MENTORS,
        "仪式上，覃海波拜黄大明为师，零小梅拜农彩凤为师。",
        {("黄大明", "覃海波"), ("农彩凤", "零小梅")},
    ),
    # works of several, members with their trades
    (
        RelationType.DEVELOPED,
        "李明和王强在车间里装了一个传感器。他们花了三个月做出“皮带跑偏预警装置”。",
        {("李明", "皮带跑偏预警装置"), ("王强", "皮带跑偏预警装置")},
    ),
    (
        RelationType.MEMBER_OF,
        "工作室名称：卢大明劳模创新工作室\n工作室成员\n谭志坚（成形车间工段长，技师）、夏小敏（女，工程师）、方小虎（技师）等10人。",
        {(name, "卢大明劳模创新工作室") for name in ("谭志坚", "夏小敏", "方小虎")},
    ),
    # units
    (
        RelationType.WORKS_AT,
        "刘大洋如今是催化车间的副主任，张大伟去年得了奖。",
        {("刘大洋", "催化车间")},
    ),
    (
        RelationType.HELPS,
        "另一路由自控工程师钱小峰带队，去的是金坛区的江苏明远食品有限公司。",
        {("钱小峰", "江苏明远食品有限公司")},
    ),
    (
        RelationType.HELPS,
        "常州恒达印染有限公司的污水站里，常州江北排水有限公司首席技师许大东蹲在曝气池边，捞起一把泡沫。",
        {("许大东", "常州恒达印染有限公司")},
    ),
]


@pytest.mark.parametrize(("kind", "text", "told"), HANDED_ON)
def test_what_is_handed_on(read: Extract, kind: RelationType, text: str, told: set[tuple[str, str]]) -> None:
    assert {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind} == told


def test_a_prize_begins_behind_its_contest(read: Extract) -> None:
    found = read("张大伟去年在山东省化工行业职业技能竞赛中得了常减压装置操作工第二名。").entities
    assert "常减压装置操作工第二名" in {entity.key.name for entity in found}


def test_who_is_named_again_by_surname(read: Extract) -> None:
    found = read("跟金有梁金师傅。金师傅是学徒出身。").entities
    assert "金有梁" in {entity.key.name for entity in found}
