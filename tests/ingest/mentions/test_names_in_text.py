"""What is a name in running text, and what only looks like one; persons and units are invented."""

import pytest

from ingest.facts import EntityType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

NAMED = [
    ("副班长斯琴花带着两个年轻人巡线。", "Person", "斯琴花"),
    ("那年我师傅宝音还没退休，画了第一张草图。", "Person", "宝音"),
    ("工艺员帕提古丽·阿不都拉守着取样口做了两百多个样。", "Person", "帕提古丽·阿不都拉"),
    ("邹国梁与徒弟向阳，沈佑与徒弟高山，被评为金牌师徒。", "Person", "向阳"),
    ("岳世铭的徒弟田露目前已是副班长。", "Person", "田露"),
    ("车间主任云峰当场拜田守信为师。", "Person", "田守信"),
    ("祁连军造出了“一抹净”肥边打磨小车，整车只有31公斤。", "Achievement", "“一抹净”肥边打磨小车"),
    ("药师文世芳设计的贵细药粉定量分装盘，一转一份。", "Achievement", "贵细药粉定量分装盘"),
    ("1983年形成了陆秀芬细纱接头法，接一个头只要2.6秒。", "Achievement", "陆秀芬细纱接头法"),
    ("骨干庄一鸣开发的“冷柜云查”平台，把温度传到手机。", "Achievement", "“冷柜云查”平台"),
    ("该托架在榆东矿业集团所属的柳河煤矿、大保西煤矿推广62套。", "Organization", "柳河煤矿"),
    ("郭海生1995年进塞纳乳业集团，当了钳工。", "Organization", "塞纳乳业集团"),
    ("骨干成员有综采三队检修班班长刘彦国。", "Team", "综采三队"),
    ("刚在2024年辽河市“技能之光”大赛上拿了仪表组第二名。", "Event", "2024年辽河市“技能之光”大赛"),
    ("第六届“津门铸造工匠”擂台赛开赛。", "Event", "第六届“津门铸造工匠”擂台赛"),
    ("去年自治区总工会授予我们“自治区示范性劳模创新工作室”的牌子。", "Award", "自治区示范性劳模创新工作室"),
    ("4月8日，工会帮扶活动在六安经济技术开发区启动。", "Place", "六安经济技术开发区"),
    ("专家组一行来到辽宁省盘锦市辽滨化工园区，为企业把脉。", "Place", "辽滨化工园区"),
    ("临江市总工会“劳模工匠助企行”走进企业。", "Event", "劳模工匠助企行"),
    ("该装置已在王庄矿、李家沟矿投入使用。", "Organization", "李家沟矿"),
    ("昌乐精密（潍坊）有限公司的技术员石永辉走上领奖台。", "Organization", "昌乐精密（潍坊）有限公司"),
    ("园区企业湖州太乙阀门有限公司遇到了难题。", "Organization", "湖州太乙阀门有限公司"),
    ("在陕北天河煤业公司机电三队的实训室里，常志远正在讲课。", "Team", "机电三队"),
    ("记者在和兴绣坊看到，绣娘覃桂珍正在教徒弟。", "Organization", "和兴绣坊"),
    ("参加的有沂源玻璃厂、和谐纺织有限公司和同和堂药业。", "Organization", "和谐纺织有限公司"),
    ("调到渭北焦化厂化产车间的郁建平当上了工段长。", "Organization", "渭北焦化厂化产车间"),
    ("解慧琴因此登上了“鲁东工匠年度人物”榜单。", "Award", "鲁东工匠年度人物"),
    ("省总工会成立了“柴云岭工匠服务队”，去年下企业137次。", "Team", "柴云岭工匠服务队"),
    ("阎建国的徒弟阎然也来了。", "Person", "阎然"),
    ("技师吴凯说。", "Person", "吴凯"),
    ("他们琢磨出一套“双楔自锁卡爪”，装夹快了一倍。", "Achievement", "双楔自锁卡爪"),
    ("这条保温杯真空检漏分拣线，每小时测五百只。", "Achievement", "保温杯真空检漏分拣线"),
    ("人物名片：和春明，纳西族，1982年出生，云岭水泥有限公司高级技师。", "Person", "和春明"),
    ("何青山在江岭市给江岭市恒通机械有限公司解决了主轴抱死的问题。", "Organization", "江岭市恒通机械有限公司"),
    ("老吴是中州轻工纺织劳模工匠服务队队长。", "Team", "中州轻工纺织劳模工匠服务队"),
    ("金川集团工匠服务队走进车间。", "Team", "工匠服务队"),
    ("市总工会下发《职工创新成果转化一本通》。", "Policy", "《职工创新成果转化一本通》"),
    ("省总工会印发了《某行动实施办法》和《云岭省工匠助企行动工作指引》。", "Policy", "《云岭省工匠助企行动工作指引》"),
    (
        "轧辊在线清除器获第六届全国职工优秀技术创新成果交流活动优秀成果。",
        "Award",
        "第六届全国职工优秀技术创新成果交流活动优秀成果",
    ),
    ("授予下列成果云岭省第三届职工优秀技术创新成果奖。", "Award", "云岭省第三届职工优秀技术创新成果奖"),
]
NOT_NAMED = [
    ("公司制定《焊工培训教材》，人手一册。", "Policy"),
    ("端盖的孔深1.8米，孔一松，钻头容易偏，毛羽减少了四成。", "Person"),
    ("易红霞和同事用三层滤芯把纸毛拦下来，2022年该技术获奖。", "Achievement"),
    ("这一系统去年入选《津海市制造业绿色技术推广目录》。", "Achievement"),
    ("产业园里机器轰鸣，开发区的面貌变了样。", "Place"),
    ("市总工会的“劳模进园区”活动受到欢迎。", "Place"),
    ("这项技术在绵阳两个分厂得到应用。", "Organization"),
    ("工作室下设三个攻关小组，成员各有分工。", "Studio"),
    ("新手戴上眼镜就能在虚拟车间里走巷道。", "Organization"),
    ("西宁一位老焊工带出一串冠军。", "Award"),
]


@pytest.mark.parametrize(("text", "kind", "name"), NAMED)
def test_it_is_named(read: Extract, text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(e.key.type, e.key.name) for e in read(text).entities}


@pytest.mark.parametrize(("text", "kind"), NOT_NAMED)
def test_general_words_are_no_names(read: Extract, text: str, kind: str) -> None:
    places = {"绵阳", "西宁"}
    assert not {e.key.name for e in read(text).entities if e.key.type == kind and e.key.name not in places}


def test_a_zone_whose_office_is_meant_is_no_place(read: Extract) -> None:
    assert "宜宾高新区" not in {e.key.name for e in read("宜宾高新区管委会给予奖励。").entities}


def test_xiao_and_the_surname_is_the_only_one_of_that_surname(read: Extract) -> None:
    text = "钳工尹国梁爱琢磨。去年，小尹研制出气缸快换支架。"
    assert "尹国梁 developed 气缸快换支架" in {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations}


TITLED = [
    ("师傅萨仁、徒弟陈秋实一起获奖。", {"萨仁", "陈秋实"}),
    ("工程师的徒弟赵亚军在2021年当上班长。", {"赵亚军"}),
    ("队员有阿力木、宋佳等人。", {"阿力木", "宋佳"}),
    ("以巡井工纪晓东为例，他的师傅是王大明。", {"纪晓东", "王大明"}),
    ("化验员丘敏说，难就难在这里。", {"丘敏"}),
]


@pytest.mark.parametrize(("text", "names"), TITLED)
def test_names_behind_kin_in_rows_and_with_their_trade(read: Extract, text: str, names: set[str]) -> None:
    assert {e.key.name for e in read(text).entities if e.key.type is EntityType.PERSON} == names
