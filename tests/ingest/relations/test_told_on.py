"""What a text goes on to tell without naming again who, or what, it tells of; all names are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

TOLD = [
    # apprentices by their order
    (
        RelationType.MENTORS,
        "王桂英带徒弟是出了名的严。杨国兴是王桂英收的第一个徒弟，刚来时什么都不会。第二个徒弟叫章小玲，去年拿了金奖。"
        "第三个徒弟是1999年出生的赵小雨。",
        {("王桂英", "杨国兴"), ("王桂英", "章小玲"), ("王桂英", "赵小雨")},
    ),
    (
        RelationType.MENTORS,
        "杜大昆带出过不少徒弟。大徒弟秦大浩前年被派到埃及的工厂当技术总监去了。老三叫姜小雪，做质检。",
        {("杜大昆", "秦大浩"), ("杜大昆", "姜小雪")},
    ),
    (
        RelationType.MENTORS,
        "钱大成2012年退休后住在乡下。老人一共教出了6名高级技师，最得意的有两个，一个是顾大海，一个是已经调到武汉的龚小平。",
        {("钱大成", "顾大海"), ("钱大成", "龚小平")},
    ),
    (
        RelationType.MENTORS,
        "莫大高是石湾船闸建设时的第一批安装工，退休前只带了覃永强和苏大业两个徒弟，苏大业后来去了桂平。",
        {("莫大高", "覃永强"), ("莫大高", "苏大业")},
    ),
    (
        RelationType.MENTORS,
        "翻开班里的师徒墙，第一张照片是戴大福。他是广州地铁的第一批接触网工，也是易大成的师傅。",
        {("戴大福", "易大成")},
    ),
    (RelationType.MENTORS, "殷建华和曹大林都拜在老师傅华根生门下。", {("华根生", "殷建华"), ("华根生", "曹大林")}),
    (RelationType.MENTORS, "青工卫小凯和高级技师邱大生举行了拜师仪式。", {("邱大生", "卫小凯")}),
    (
        RelationType.MENTORS,
        "成员里最年轻的是1998年出生的普文海，彝族小伙子，2020年入段，当年就和施大河签了师徒合同。",
        {("施大河", "普文海")},
    ),
    (
        RelationType.MENTORS,
        "李大岐在台下看着徒弟戴上“导师”胸牌，感慨地说：“我师傅康有福教我的时候，就是一把尺子一把镐。”",
        {("康有福", "李大岐")},
    ),
    # who guesses a master does not take him from his own line
    (
        RelationType.MENTORS,
        "石大军先后带出张峰、吕鸣、宋河等徒弟11人，张峰又带出徒弟侯东亮、李明达，形成了“传帮带”的三级梯队。",
        {("石大军", "张峰"), ("石大军", "吕鸣"), ("石大军", "宋河"), ("张峰", "侯东亮"), ("张峰", "李明达")},
    ),
    # visits
    (
        RelationType.HELPS,
        "王大哲、方小铭去了云轨缆车公司，排除了误报警。随后，又到黄石有轨电车公司讲了两天课。",
        {
            *(("王大哲", unit) for unit in ("云轨缆车公司", "黄石有轨电车公司")),
            *(("方小铭", unit) for unit in ("云轨缆车公司", "黄石有轨电车公司")),
        },
    ),
    (
        RelationType.HELPS,
        "今年4月，赵大明去了海宁的金纺针织有限公司。这家公司的布面老起皱，他调了张力，问题解决了。"
        "6月，又前往诸暨市双菱袜业有限公司，帮助改造了送料机构。",
        {("赵大明", "金纺针织有限公司"), ("赵大明", "诸暨市双菱袜业有限公司")},
    ),
    # works
    (
        RelationType.RECEIVED,
        "“落毛气流回收装置”装在12台分梳机上，一年多出绒4.3吨。这一项获得2023年宁夏职工“五小”成果特等奖。",
        {("落毛气流回收装置", "2023年宁夏职工“五小”成果特等奖")},
    ),
    (
        RelationType.APPLIED_AT,
        "张国强和徒弟琢磨出一套夜间分段听漏法。这个办法得了市职工创新成果一等奖，蓝山县自来水公司也派人来学了去。",
        {("夜间分段听漏法", "蓝山县自来水公司")},
    ),
    (
        RelationType.DEVELOPED,
        "一、主要成果\n1. 采煤机截割部快速检修平台。李小强设计了平台，检修时间少了一半。\n"
        "2. 立柱缸筒激光熔覆修复技术。以前只能报废。靳小磊主持研制了可以伸进两米多深缸筒的内孔熔覆头。\n"
        "3. 加厚胶筒防喷取样阀。针对取油样时井口喷溅的问题，由韩小雪研制，取样过程密闭。",
        {
            ("李小强", "采煤机截割部快速检修平台"),
            ("靳小磊", "立柱缸筒激光熔覆修复技术"),
            ("韩小雪", "加厚胶筒防喷取样阀"),
        },
    ),
    # studios
    (
        RelationType.LEADS,
        "马玉兰劳模创新工作室2012年成立，2022年马玉兰退休后，由杨小华领衔，名字没有改。",
        {("马玉兰", "马玉兰劳模创新工作室"), ("杨小华", "马玉兰劳模创新工作室")},
    ),
    (
        RelationType.RECEIVED,
        "李建华技能大师工作室2018年被人力资源和社会保障部批准为国家级技能大师工作室，2020年晋级为全国示范性劳模创新工作室。",
        {
            ("李建华技能大师工作室", "国家级技能大师工作室"),
            ("李建华技能大师工作室", "全国示范性劳模创新工作室"),
        },
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected"), TOLD)
def test_told_on(read: Extract, kind: RelationType, text: str, expected: set[tuple[str, str]]) -> None:
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is kind}

    assert found == expected


def test_no_company_is_called_after_its_place_with_of(read: Extract) -> None:
    text = "这项技术推广到湖北宜都的柑之乡食品有限公司，也用在广东美的制冷设备有限公司。"

    found = {e.key.name for e in read(text).entities}

    assert {"柑之乡食品有限公司", "广东美的制冷设备有限公司"} <= found


def test_a_studio_stands_where_its_leader_works_not_where_he_only_went(read: Extract) -> None:
    text = (
        "南江海誉船舶重工有限公司的焊工顾大海干这一行24年了。顾大海技能大师工作室成立于2018年。\n"
        "2023年10月，启江市总工会牵线，顾大海和邵小斌来到启江华盛风电设备有限公司。"
        "这家公司的厚板环缝总是焊不透。两人住在厂里一个星期，教会了20名焊工，返修率降到了1.5%以下。"
    )

    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.HOSTED_BY}

    assert found == {("顾大海技能大师工作室", "南江海誉船舶重工有限公司")}
