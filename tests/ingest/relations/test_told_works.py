"""Works that are told to be made, called so, listed or pointed to, and who made and took them; all are invented."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

NAMED = [
    ("钳工昝东平用废旧气缸拼出一套能自己找正的阀门研磨架，一天就干完了。", {"能自己找正的阀门研磨架"}),
    ("检修班长厍建军做了一把带卡齿的盘根钩子送来，大伙用了都说顺手。", {"带卡齿的盘根钩子"}),
    ("这个小东西，我们叫它井口防偏磨扶正套。", {"井口防偏磨扶正套"}),
    ("做成之后叫轧辊端面热压包边技术，寿命翻了一番。", {"轧辊端面热压包边技术"}),
    ("技术员柏青开发了支座脱空敲击识别软件。", {"支座脱空敲击识别软件"}),
    (
        "三年拿出成果二十项，其中焊接变位转胎架、法兰密封面便携车削机、导轨磨损划线仪三项获奖。",
        {"焊接变位转胎架", "法兰密封面便携车削机", "导轨磨损划线仪"},
    ),
    ("厂里的仉师傅搞出一种抹上去不流淌、烤两遍不起泡的钢包口隔热浆料。", {"钢包口隔热浆料"}),
    ("女工程师缑岚用四级错流淋洗柱代替老槽子。这个四级错流淋洗柱两遍就达标。", {"四级错流淋洗柱"}),
    ("这个“锭管家”小程序上线一年，锭子损耗降了两成。", {"“锭管家”小程序"}),
    ("他琢磨了一种新的减速箱换油方法，取名“亓氏三抽三注换油法”。", {"亓氏三抽三注换油法"}),
    ("钳工昝东平做了个能翻能转的大架子，叫阀体环缝焊接变位胎，坐着就能焊。", {"阀体环缝焊接变位胎"}),
    ("缑岚改了一把带刻度的裁刀，起名“一刀齐”橡胶裁条尺。", {"“一刀齐”橡胶裁条尺"}),
    ("这个“百人讲师团”每年培训两千人次，“由匠及心”职工培育平台也上线了。", set()),
    ("这一抬得两台吊车配合。", set()),
    ("项目部搭了一座临时钢便桥，公司把旧仓库改成了职工书屋。", set()),
    ("扶绥的服务队改装了12台收割机。", set()),
]
SAID = [
    (
        "他说的是窑头余风送料烘干系统。从前热气白白排掉。前年，由笪万春领衔的笪万春劳模创新工作室用换热器把烟气换成热风。",
        {"笪万春劳模创新工作室 developed 窑头余风送料烘干系统"},
    ),
    (
        "徒弟谯小川编了个程序，让钻头每进三毫米抖一下，叫间歇抖动断屑宏程序。",
        {"谯小川 developed 间歇抖动断屑宏程序"},
    ),
    (
        "工程师郗秀芳带着徒弟卢盼盼蹲了两夜，提出先吹扫再除油的办法，命名为“吹—抽—保”三步除碳工艺。",
        {"郗秀芳 developed “吹—抽—保”三步除碳工艺", "卢盼盼 developed “吹—抽—保”三步除碳工艺"},
    ),
    (
        "她说的架子，是仝立国带着徒弟们研制的大型端盖单钩翻面吊具。",
        {"仝立国 developed 大型端盖单钩翻面吊具"},
    ),
    (
        "扈三山是焦化厂的老炉工。他在刀边里塞进一圈石墨盘根。这套炉门弹性刀边密封用上以后，再没冒过烟。",
        {"扈三山 developed 炉门弹性刀边密封"},
    ),
    (
        "1. 采煤机截齿快换扳手。完成单位：陕西渭北煤机有限公司；完成人：亢小军、米拴柱。换一只只要3分钟。",
        {
            "亢小军 developed 采煤机截齿快换扳手",
            "米拴柱 developed 采煤机截齿快换扳手",
            "陕西渭北煤机有限公司 developed 采煤机截齿快换扳手",
        },
    ),
    (
        "焊工仝立国和技术员任晓燕焊成一台管板胀接小车，眼下丰满、白山两座水电站都装上了。",
        {
            "仝立国 developed 管板胀接小车",
            "任晓燕 developed 管板胀接小车",
            "管板胀接小车 applied_at 丰满水电站",
            "管板胀接小车 applied_at 白山水电站",
        },
    ),
]


@pytest.mark.parametrize(("text", "works"), NAMED)
def test_works_are_named_whole(read: Extract, text: str, works: set[str]) -> None:
    assert {e.key.name for e in read(text).entities if e.key.type == "Achievement"} == works


@pytest.mark.parametrize(("text", "relations"), SAID)
def test_makers_and_adopters_are_told_around_the_name(read: Extract, text: str, relations: set[str]) -> None:
    kinds = {"developed", "applied_at"}
    assert {f"{r.head.name} {r.type} {r.tail.name}" for r in read(text).relations if r.type in kinds} == relations
