"""Rows of pupils whole, pairs in a row, pupils named behind their number, and who is said to be none; all invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

TAUGHT = [
    ("孙小婷收了王一明、李二强和赵三平三个徒弟。", {"孙小婷 王一明", "孙小婷 李二强", "孙小婷 赵三平"}),
    ("王一明带着李二强、赵三平和孙四海三个徒弟。", {"王一明 李二强", "王一明 赵三平", "王一明 孙四海"}),
    ("李大年收了许三多、朱雅文和年纪最小的丁一楠三个徒弟。", {"李大年 许三多", "李大年 朱雅文", "李大年 丁一楠"}),
    ("王一明与李二强、赵三平与孙四海结为师徒。", {"王一明 李二强", "赵三平 孙四海"}),
    (
        "王一明带李二强，赵三平带孙四海、钱五洲和周六合。",
        {"王一明 李二强", "赵三平 孙四海", "赵三平 钱五洲", "赵三平 周六合"},
    ),
    ("何锦棠带徒2人，为莫家俊、黎小耀。", {"何锦棠 莫家俊", "何锦棠 黎小耀"}),
    (
        "罗大勇15岁就跟父亲罗正洪学炒茶，后来又拜茶场的老技师欧阳伯康为师，学红茶。",
        {"罗正洪 罗大勇", "欧阳伯康 罗大勇"},
    ),
    (
        "秦明朗带出了彭世雄、詹雅琴两名徒弟，两人如今都当了师傅：彭世雄带了焊工屈小晨、马向阳，詹雅琴带了祝小铭。",
        {"秦明朗 彭世雄", "秦明朗 詹雅琴", "彭世雄 屈小晨", "彭世雄 马向阳", "詹雅琴 祝小铭"},
    ),
    ("李志强自己也带徒弟了，带了个四川来的小伙子，叫王小川。", {"李志强 王小川"}),
    ("周一凡不是张永年的徒弟。", set()),
    ("姚慧芬：潘小月不算我徒弟，她是学设计的大学生，师从苏州的老纹工顾锦堂先生。", {"顾锦堂 潘小月"}),
]


@pytest.mark.parametrize(("text", "pairs"), TAUGHT)
def test_who_taught_whom(read: Extract, text: str, pairs: set[str]) -> None:
    found = read(text).relations
    assert {f"{r.head.name} {r.tail.name}" for r in found if r.type is RelationType.MENTORS} == pairs
