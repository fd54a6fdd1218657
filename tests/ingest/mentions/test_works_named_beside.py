"""Works that are named in quotation marks, in lists and headings, or after they have been described."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

NAMED = [
    ("这副“针缝放大镜”还在试，高秀兰戴上看了半天。", "针缝放大镜"),
    ("这张“泵房四色点检表”，全厂如今照着用。", "泵房四色点检表"),
    ("“斜叶挡煤墙”立起来一年，清煤从一天三回减到一回。", "斜叶挡煤墙"),
    ("他教他们用“轮缘绿线卡”——其实就是块铁皮。", "轮缘绿线卡"),
    ("“耳语测漏盒”在全市创新大赛上夺得金奖。", "耳语测漏盒"),
    ("还有“铁螃蟹”，能横着走的小车，钻进管道里拍照片。", "铁螃蟹"),
    ("报到公司的名字是拼瓣式碳化硅耐磨弯头。", "拼瓣式碳化硅耐磨弯头"),
    ("加了一根能伸缩的腿，这就是弯道推车防倾支腿，现在全都装着。", "弯道推车防倾支腿"),
    ("孙福来做的可移式尾轴镗孔架，拆开能装进一辆皮卡。", "可移式尾轴镗孔架"),
    ("包裹螺旋缓降滑道2023年4月试用，破损率降了八成。", "包裹螺旋缓降滑道"),
    ("他一颗一颗地敲，铆钉听音分级法就这么敲了出来。", "铆钉听音分级法"),
    ("济川药业的黄精分段蒸制工艺被评为优秀成果。", "黄精分段蒸制工艺"),
    ("全年立项56个，落地39个。代表性成果有：\n——护栏清洗随形喷臂。固定喷头冲不净死角。", "护栏清洗随形喷臂"),
    ("【拿得出手的东西】\n▍舱底余料归拢铲\n散货船卸到最后，薄底要三十人下舱去扫。", "舱底余料归拢铲"),
    ("【主要成果】\n▍“倒车眼”预警器\n司机看不见身后的轨道，压坏过一台叉车。", "倒车眼预警器"),
]
NOT_NAMED = [
    "“今天我讲课”活动让工人走上讲台。",
    "围绕“不漏、不堵、不偏”三件事开展攻关。",
    "“手拉手、六步走”，带出了一批好徒弟。",
    "企业这把“金钥匙”打开了创新之门，“岗位成长阶梯”越搭越高。",
    "工会这辆“职工直通车”开进了车间。",
    "这套程序不是头一回露脸，两年前就拿过奖。",
    "如今两个人遥控履带车，四十分钟到顶。",
    "工作室成果和先进操作法在全厂推开。",
    "2019年　通州市职工创新工作室\n2022年　江淮省示范性职工创新工作室",
]


def works(read: Extract, text: str) -> set[str]:
    return {entity.key.name for entity in read(text).entities if entity.key.type.value == "Achievement"}


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_it_is_a_work(read: Extract, text: str, name: str) -> None:
    assert works(read, text) == {name}


@pytest.mark.parametrize("text", NOT_NAMED)
def test_it_is_no_work(read: Extract, text: str) -> None:
    assert not works(read, text)


def test_what_is_described_first_and_named_later_is_one_work(read: Extract) -> None:
    text = "张小军用废钢管焊了一个能爬杆的架子，两个人就能抬走。工友们把它叫作“懒人爬杆架”。"
    assert works(read, text) == {"懒人爬杆架"}
