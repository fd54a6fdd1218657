"""Facts told by what stands around the sentence: above it, before it, in a label; all names are invented."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

FORM = """职工创新成果申报表
编号：BH-2023-11
申报单位：滨河纸业有限公司
成果名称：网部断纸光电预警装置
是否涉密：否
主要完成人：贺云生、娄小敏
贺云生现任岗位：网部值班长
第一完成人所获荣誉：河北工匠（2021年）
应用情况：滨河纸业有限公司、沁阳特种纸厂
工作室其他成果一：烘缸刮刀快换座（完成人娄小敏，换刀时间缩到五分钟）
"""
TABLE = """序号	成果名称	第一完成人	所属创新工作室	所在单位	推广应用单位
1	风筒接头快速卡箍	阿拉坦苏和	阿拉坦苏和劳模创新工作室	乌兰沟煤矿	黑石沟煤矿、柳树湾煤矿
2	皮带清扫器自调支架	贾福来	（未设）	乌兰沟煤矿	——
"""
LIST = """关于表彰先进的通报
一、优秀技术创新成果
1．经纱断头声光报警器　　完成单位：清溪织造有限公司　　完成人：骆小兰、卫长河
二、“名师带徒”优秀师徒（2对，师傅在前）
骆小兰——卫长河
郝建英——佟新雨
"""
PROFILE = """◆粉尘收集装置
打磨间灰大，工人意见多。殷志和用一台旧风机改出样机，当月就装上了。今年五月，安陵铸造有限公司派人来学，回去照着装了八套。
◆工件翻转装置
由机修班班长乔海涛设计，翻一件只要两分钟。
"""
STORY = """关山冶化集团有限公司炼渣车间里，白守田干了三十年。他的徒弟有三个。集团董事长温立群说，这样的师傅是宝贝。
"""
PARTS = """职工创新成果申报表
成果名称：转炉热像巡检车
主要完成人：娄小敏、贺云生
完成人荣誉：娄小敏，2015年安河省劳动模范；贺云生，2023年安河市技术能手
成果简介：
炉砖掉落后外壳烧红，发现迟了就要停产。巡检车沿环轨行走，自动拍热像。
推广应用：已在池河水泥有限公司、铜山建材有限公司应用
"""
SAID = [
    (
        PARTS,
        {
            "转炉热像巡检车 applied_at 池河水泥有限公司",
            "转炉热像巡检车 applied_at 铜山建材有限公司",
            "贺云生 received 2023年安河市技术能手",
        },
    ),
    (
        "娄小敏做成了“烘缸虹吸管更换小车”。这台小车2023年获得安河省职工创新成果一等奖。",
        {"烘缸虹吸管更换小车 received 安河省职工创新成果一等奖"},
    ),
    (
        "南岭纺织集团有限公司工会总结了“三看巡回法”。2016年，中国纺织职工协会把它评为全国纺织行业优秀操作法。",
        {"三看巡回法 received 全国纺织行业优秀操作法"},
    ),
    (
        FORM,
        {
            "贺云生 developed 网部断纸光电预警装置",
            "娄小敏 developed 网部断纸光电预警装置",
            "贺云生 received 河北工匠",
            "网部断纸光电预警装置 applied_at 沁阳特种纸厂",
            "娄小敏 developed 烘缸刮刀快换座",
        },
    ),
    (
        TABLE,
        {
            "阿拉坦苏和 developed 风筒接头快速卡箍",
            "阿拉坦苏和 leads 阿拉坦苏和劳模创新工作室",
            "风筒接头快速卡箍 applied_at 黑石沟煤矿",
            "风筒接头快速卡箍 applied_at 柳树湾煤矿",
        },
    ),
    (
        LIST,
        {
            "骆小兰 developed 经纱断头声光报警器",
            "卫长河 works_at 清溪织造有限公司",
            "骆小兰 mentors 卫长河",
            "郝建英 mentors 佟新雨",
        },
    ),
    (
        PROFILE,
        {
            "殷志和 developed 粉尘收集装置",
            "粉尘收集装置 applied_at 安陵铸造有限公司",
            "乔海涛 developed 工件翻转装置",
        },
    ),
    (STORY, {"温立群 works_at 关山冶化集团有限公司"}),
    (
        "关于师徒的报道\n米小川与宫玉兰、桂振东与芮秋生（均为师傅在前）被评为公司优秀师徒。",
        {"米小川 mentors 宫玉兰", "桂振东 mentors 芮秋生"},
    ),
    ("1997年，十九岁的甘立新从技校毕业，头一天就被领到老师傅蔺永春面前。", {"蔺永春 mentors 甘立新"}),
    ("邱立民收徒严，至今正式敬过茶的只有两个：燕小妹和闵大海。", {"邱立民 mentors 燕小妹", "邱立民 mentors 闵大海"}),
    ("卜志成和沙秀琴都管郑永泰叫师傅。", {"郑永泰 mentors 卜志成", "郑永泰 mentors 沙秀琴"}),
    ("邰立秋先后带出荀小波、卢照两名技师。", {"邰立秋 mentors 荀小波"}),
    (
        "管道福带过九个徒弟，最得意的是赖秋萍，去年拿下全省制浆工竞赛冠军。",
        {"赖秋萍 received 全省制浆工竞赛冠军"},
    ),
    (
        "海川轴承集团首席技师柳敬之在宏达锭子厂看到，锭子一装上机就抱死。他当场教工人多刷一遍，一周后返修率降到1.5%。",
        {"柳敬之 helps 宏达锭子厂"},
    ),
    ("蓝秀妹帮隔壁的金梭织带公司改了收卷张力。", {"蓝秀妹 helps 金梭织带公司"}),
    ("“最佳人气奖”也由汤小荷获得。", {"汤小荷 received 最佳人气奖"}),
    ("同县的永和工艺瓷厂闻讯来学，当月也装上了由费建国研制的余热烘坯装置。", {"余热烘坯装置 applied_at 永和工艺瓷厂"}),
]
NOT_SAID = [
    (
        "管道福带过九个徒弟，最得意的是赖秋萍，去年拿下全省制浆工竞赛冠军。",
        "管道福 received 全省制浆工竞赛冠军",
    ),
    (PARTS, "娄小敏 received 2023年安河市技术能手"),
    (TABLE, "（未设） developed 皮带清扫器自调支架"),
    (LIST, "佟新雨 mentors 郝建英"),
    ("焦明亮没有获得过全省技术能手称号。", "焦明亮 received 全省技术能手"),
    ("谷小满希望今后获得全国五一劳动奖章。", "谷小满 received 全国五一劳动奖章"),
    ("当天，顾长青带着队员苗玉、宋远和徒弟纪小虎，来到工地。", "宋远 mentors 纪小虎"),
    ("平台程序由女工程师裴小燕编写，她2021年起师从项远航。（邵冬梅）", "项远航 mentors 邵冬梅"),
]


def relations(read: Extract, text: str) -> set[str]:
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


@pytest.mark.parametrize(("text", "facts"), SAID)
def test_what_stands_around_says_these_facts(read: Extract, text: str, facts: set[str]) -> None:
    assert facts <= relations(read, text)


@pytest.mark.parametrize(("text", "fact"), NOT_SAID)
def test_what_stands_around_does_not_say(read: Extract, text: str, fact: str) -> None:
    assert fact not in relations(read, text)


NAMED = [
    ("厂工会副主席盛景和说，明年推广。", "盛景和"),
    ("钳工尉迟刚二十年前跟着堵长林学刮研。", "堵长林"),
    ("多浪纺织有限公司坐落在河边。", "多浪纺织有限公司"),
    ("公司成立攻关组，成员除金曼玉、林小荷外，还有方大同。林小荷很高兴。", "林小荷"),
    ("大树沟煤矿、黑水沟煤矿随后也用上了。", "黑水沟煤矿"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_names_that_the_tagger_cuts_wrongly(read: Extract, text: str, name: str) -> None:
    assert name in {entity.key.name for entity in read(text).entities}


SECTION = """望云机械厂创新工作室简介
一、基本情况
工作室成立于2018年，领衔人是镗工纪永年。
二、代表性成果
1. 拉刀崩齿音频识别靴
由纪永年研制，机器一咳嗽便自动退刀。
三、师徒结对
纪永年带教唐小磊、沈书琴，沈书琴带教青工龚子豪。
"""


def test_headings_in_a_section_of_works_are_their_names(read: Extract) -> None:
    found = {entity.key.name for entity in read(SECTION).entities if entity.key.type == "Achievement"}
    assert found == {"拉刀崩齿音频识别靴"}
    assert {"纪永年 developed 拉刀崩齿音频识别靴", "沈书琴 mentors 龚子豪"} <= relations(read, SECTION)
    assert "纪永年 mentors 龚子豪" not in relations(read, SECTION)
