"""Awards that are told of with their level only, by whom they went to, or behind how many got them; all invented."""

import pytest

from ingest.facts import EntityType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

NAMED = [
    ("今年4月，他领回了省五一劳动奖章。", "省五一劳动奖章"),
    ("他胸前戴着市五一劳动奖章，笑得合不拢嘴。", "市五一劳动奖章"),
    ("授予新泰药业有限公司等40个单位省五一劳动奖状。", "省五一劳动奖状"),
    ("授予动力车间甲班等5个班组市工人先锋号。", "市工人先锋号"),
    ("这套工法去年被评为省级工法。", "省级工法"),
    ("这项成果获二等成果。", "二等成果"),
    ("江宇紧固件有限公司再次被评为优胜单位。", "优胜单位"),
    ("第二名由装配三车间钱小龙获得。", "第二名"),
    ("他说，全国劳动模范评给了他，他就得对得起。", "全国劳动模范"),
    ("该成果入选2022年全国交通企业设备管理创新案例。", "2022年全国交通企业设备管理创新案例"),
]
NOT_NAMED = ["胸前的奖章在阳光下闪光。", "他们把第一名的机会让给了别人。", "本次大赛设一等奖1名、二等奖2名。"]


def _awards(read: Extract, text: str) -> set[str]:
    return {e.key.name for e in read(text).entities if e.key.type is EntityType.AWARD}


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_an_award_is_found(read: Extract, text: str, name: str) -> None:
    """With its whole name."""
    assert name in _awards(read, text)


@pytest.mark.parametrize("text", NOT_NAMED)
def test_a_grade_alone_is_no_award(read: Extract, text: str) -> None:
    """Where nobody has got it."""
    assert not _awards(read, text)
