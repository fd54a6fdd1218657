"""Who taught, helped and used, in the plain words of reports and talks; persons and units are invented."""

import pytest

from ingest.facts import EntityType, RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

PAIRS = [
    (
        "严立冬和倪阿根当年都在老港务机械厂的邵伯年手下学徒，一个学钳工，一个学电工。",
        {("邵伯年", "严立冬"), ("邵伯年", "倪阿根")},
    ),
    ("段海峰2003年被车间的老焊工魏金生相中，带在身边。", {("魏金生", "段海峰")}),
    (
        "谭桂枝先后与霍明远（2017年）、谢小军（2020年）结为师徒。",
        {("谭桂枝", "霍明远"), ("谭桂枝", "谢小军")},
    ),
    (
        "签约仪式上，宋海带徐亮、马俊带袁小野、郑明带秦小川，三对师徒同时上台。",
        {("宋海", "徐亮"), ("马俊", "袁小野"), ("郑明", "秦小川")},
    ),
    (
        "霍建平的师傅叫邵国栋，和车永胜是师兄弟，他们上头是同一个人——老钳工金明山。",
        {("邵国栋", "霍建平"), ("金明山", "邵国栋"), ("金明山", "车永胜")},
    ),
    ("周小燕是车间主操。教她看火的是老班长廖大勇。", {("廖大勇", "周小燕")}),
    (
        "那根铁棍是蔺长山留下来的。2006年，霍建平从技校出来分到气化车间，头一个领他上炉台的就是这位不爱吭声的老班长。",
        {("蔺长山", "霍建平")},
    ),
    ("齐亚丽是设备主管。说起领她入行的人，她总提原来的老站长魏冬生。", {("魏冬生", "齐亚丽")}),
    ("齐亚丽自己带的头一茬是孔令山、马晓红。", {("齐亚丽", "孔令山"), ("齐亚丽", "马晓红")}),
    ("段玉生自己今年也开始带人了，带的是探伤二组的屈红。", {("段玉生", "屈红")}),
    (
        "说起带徒弟，霍建平掰着指头数：2012年陈文斌，2016年冯小军，2020年魏东。",
        {("霍建平", "陈文斌"), ("霍建平", "冯小军"), ("霍建平", "魏东")},
    ),
    ("去年，陈文斌在公司的拜师会上喝了苗青青敬的茶。", {("陈文斌", "苗青青")}),
    ("熊子强名下有聂勇、邓小明两名弟子。", {("熊子强", "聂勇"), ("熊子强", "邓小明")}),
    ("苗永强2023年起带教尚小斌。", {("苗永强", "尚小斌")}),
    ("陈国良2001年收了刚从技校毕业的王振东。", {("陈国良", "王振东")}),
    ("唐文杰去年带了车间新分来的技校生韩冬。", {("唐文杰", "韩冬")}),
    ("刘春芳是省技术能手，去年又带了检修二班最年轻的女工邓小佳。", {("刘春芳", "邓小佳")}),
    ("高建军自己也带了一个，叫曹雷。", {("高建军", "曹雷")}),
    ("顾海燕跟王立文学焊接，一学三年。", {("王立文", "顾海燕")}),
    ("熊子强与游小海结为师徒；熊子强于2023年9月与涂思雨签约。", {("熊子强", "游小海"), ("熊子强", "涂思雨")}),
    ("车间里的人都以为陆小军是马成林的徒弟，其实他的师傅是姚广才。", {("姚广才", "陆小军")}),
    ("韦炳坤是包装车间的机修工。韦哥原来是修拖拉机的，26岁那年跟蓝启光学钳工。", {("蓝启光", "韦炳坤")}),
]


@pytest.mark.parametrize(("text", "pairs"), PAIRS)
def test_who_taught_whom(read: Extract, text: str, pairs: set[tuple[str, str]]) -> None:
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert found == pairs


def test_an_interviewer_names_the_apprentice(read: Extract) -> None:
    text = (
        "记者：您是怎么干上这一行的？\n\n霍建平：2002年进厂，跟车永胜师傅学的。\n\n记者：陈雨生也是您徒弟吧？\n\n"
        "霍建平：是，他2015年来的。\n\n记者：贾小楠是您徒弟？\n\n霍建平：不是，她跟的是别人。"
    )
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS}
    assert ("霍建平", "陈雨生") in found
    assert ("霍建平", "贾小楠") not in found


def test_of_one_who_died_nothing_more_is_told(read: Extract) -> None:
    text = "柏松林师从乔万福。2015年乔万福去世。2018年，他当选全国劳动模范。"
    found = {r.head.name for r in read(text).relations if r.type is RelationType.RECEIVED}
    assert found == {"柏松林"}


RELATIONS = [
    (
        "严立冬是青禾棉纺织有限公司的保全工。他做出粗纱断条自停报警器，本厂装了2600锭，白塔纺织厂也来要了1400锭。",
        {"粗纱断条自停报警器 applied_at 青禾棉纺织有限公司", "粗纱断条自停报警器 applied_at 白塔纺织厂"},
    ),
    (
        "关秀娟研制了可调减振镗杆套。关秀娟是全国技术能手，这只套子2023年获黑龙江省职工技术创新成果一等奖。",
        {"可调减振镗杆套 received 黑龙江省职工技术创新成果一等奖", "关秀娟 received 全国技术能手"},
    ),
    ("2019年，荀秀兰接过了全国五一劳动奖章的奖牌。", {"荀秀兰 received 全国五一劳动奖章"}),
    (
        "夏林山系东营白塔轮胎有限公司首席技师，2019年获山东省五一劳动奖章。",
        {"夏林山 works_at 东营白塔轮胎有限公司", "夏林山 received 山东省五一劳动奖章"},
    ),
    (
        "郝建山劳模创新工作室2019年挂了牌。仪表技师贺延山给他当副手，管着十几台变送器。",
        {"贺延山 member_of 郝建山劳模创新工作室"},
    ),
    (
        "服务队为南昌青禾敷料有限公司整改洁净车间压差，负责人游小海；协助南山卫材厂建立检验台账，由胡文英上门辅导9次。",
        {"游小海 helps 南昌青禾敷料有限公司", "胡文英 helps 南山卫材厂"},
    ),
    (
        "襄阳青禾供水集团有限公司与枣阳市白塔供水有限公司、谷城县南山自来水厂结对。",
        {
            "襄阳青禾供水集团有限公司 helps 枣阳市白塔供水有限公司",
            "襄阳青禾供水集团有限公司 helps 谷城县南山自来水厂",
        },
    ),
    ("市总工会发布《修造船行业工匠入企服务十条》。", {"市总工会 issued 《修造船行业工匠入企服务十条》"}),
]


@pytest.mark.parametrize(("text", "told"), RELATIONS)
def test_what_is_told(read: Extract, text: str, told: set[str]) -> None:
    found = {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}
    assert told <= found


def test_a_studio_is_named_by_no_verb(read: Extract) -> None:
    entities = read("苗永强、尚小斌均为工作室成员。").entities
    assert not [e for e in entities if e.key.type is EntityType.STUDIO]
