"""Units that only their place in the sentence shows: somebody's work is used there; all are invented."""

import pytest

from tests.ingest.conftest import Extract


def units(read: Extract, text: str) -> set[str]:
    return {entity.key.name for entity in read(text).entities if entity.key.type.value == "Organization"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周边的白沙岛修船厂、沈家湾海工公司先后买去了六台。", {"白沙岛修船厂", "沈家湾海工公司"}),
        ("龙岭镇的蓝天木业、大有门业也用上了。", {"蓝天木业", "大有门业"}),
        ("并被重庆铜锣峡储气库采用。", {"重庆铜锣峡储气库"}),
        ("同年推广到贵州航电枢纽和红岩水利枢纽管理处的船闸。", {"贵州航电枢纽", "红岩水利枢纽管理处"}),
        ("第二年推广到公司第一制盐场。", {"第一制盐场"}),
        ("又被华容县的临江水厂、万福米业借去用了。", {"临江水厂", "万福米业"}),
        ("如今已用在黄沙港码头、第三粮库和南郊变电站。", {"黄沙港码头", "第三粮库", "南郊变电站"}),
        ("这套办法推广到周边电厂、全市水厂和其他兄弟单位，还被多家企业采用。", set()),
        ("该装置用在老旧小区，在各大医院使用。", set()),
        ("机器如今在集团的各个车间都派上了用场。", set()),
    ],
)
def test_users(read: Extract, text: str, expected: set[str]) -> None:
    assert units(read, text + "\n") == expected


def test_users_in_a_row_with_their_places(read: Extract) -> None:
    text = "冯晓东研制的“冷却塔除垢车”卖给了江北的大通热电有限公司和溧水的金陵织染厂。\n"
    used = {r.tail.name for r in read(text).relations if r.type.value == "applied_at"}
    assert used == {"大通热电有限公司", "金陵织染厂"}


def test_what_is_fitted_there_is_no_help(read: Extract) -> None:
    text = "田小红与冉大明攻下“电压预警盒”，已装到第一公司、第三公司的车上，解决了误报。\n"
    assert not [r for r in read(text).relations if r.type.value == "helps"]
