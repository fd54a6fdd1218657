"""What short news tell of units, studios and honours in words of every day; persons and units are invented."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

TOLD = [
    ("会上，城东自来水公司技师李大明介绍了经验。", ("李大明", "works_at", "城东自来水公司")),
    ("一件是矿区供热公司武明月的“听漏杆降噪耳罩”。", ("武明月", "works_at", "矿区供热公司")),
    ("榆河水文站站长范耀光给出了答案。", ("范耀光", "works_at", "榆河水文站")),
    ("井下测试公司研制的“油管内壁刮蜡器”获银奖。", ("井下测试公司", "developed", "油管内壁刮蜡器")),
    ("包装印刷公司的晨露创新工作室被授予“集团优秀工作室”。", ("晨露创新工作室", "hosted_by", "包装印刷公司")),
    ("首批拿到经费的有县中医医院的钟佩珍护理创新工作室。", ("钟佩珍", "leads", "钟佩珍护理创新工作室")),
    ("云岭索道公司的运维班只有6个人，去年却摘得团体冠军。", ("运维班", "hosted_by", "云岭索道公司")),
    ("2014年古兆民当上缸盖班班长。", ("古兆民", "leads", "缸盖班")),
    ("支海霞是省“三八”红旗手，也是全国电子行业优秀工匠。", ("支海霞", "received", "省“三八”红旗手")),
    ("支海霞是省“三八”红旗手，也是全国电子行业优秀工匠。", ("支海霞", "received", "全国电子行业优秀工匠")),
    ("窦长河（兴盛阀门厂研磨工，2018年“辽东工匠”）：差一点也不行。", ("窦长河", "received", "辽东工匠")),
    ("张强，男，汉族，省劳动模范，现任红星公司钳工。", ("张强", "received", "省劳动模范")),
    ("刘芳今年4月获评县劳动模范，5月参加了比赛。", ("刘芳", "received", "县劳动模范")),
    ("霍振华给福源印刷公司出了个改夹具的方案。", ("霍振华", "helps", "福源印刷公司")),
    ("商敬民退休后被永安仪表公司请去当顾问，建起了标准装置。", ("商敬民", "helps", "永安仪表公司")),
    ("市建设工会副主席岳晓东到会讲话。", ("岳晓东", "works_at", "市建设工会")),
    (
        "姓名：郝建明\n主要事迹：2019年起牵头研制“看火图像识别系统”，煤耗下降2.1千克。2021年获评白河县劳动模范。",
        ("郝建明", "received", "白河县劳动模范"),
    ),
    (
        "“工匠讲堂”走进南江技师学院。主讲的是松涛机械公司焊工方大力。院长姚志军希望学生里也能走出大师。",
        ("姚志军", "works_at", "南江技师学院"),
    ),
]
NOT_TOLD = [
    ("他是一家物流公司的司机张建军。", "物流公司"),
    ("公司的职工创新工作室和集团的班组创新工作室都来了。", "班组创新工作室"),
]


@pytest.mark.parametrize(("text", "fact"), TOLD)
def test_short_news_tell_who_and_where(read: Extract, text: str, fact: tuple[str, str, str]) -> None:
    found = {(r.head.name, r.type.value, r.tail.name) for r in read(text).relations}
    assert fact in found


@pytest.mark.parametrize(("text", "name"), NOT_TOLD)
def test_what_has_no_name_is_none(read: Extract, text: str, name: str) -> None:
    assert name not in {e.key.name for e in read(text).entities}
