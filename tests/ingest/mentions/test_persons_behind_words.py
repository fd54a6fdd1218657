"""Persons whose names the tagger tears apart, joins with the word before or takes for common words; all invented."""

import pytest

from ingest.facts import EntityType
from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

NAMED = [
    ("架线工纪明海在杆上忙活了一上午。", "纪明海"),
    ("化肥造粒工田浩拜郝长河为师。", "田浩"),
    ("检修工段松、梁冬青在一旁做记录。", "段松"),
    ("本期刊登了车辆段袁小磊、工务段滕飞、供电段满毅的文章。", "滕飞"),
    ("上周，新力机床集团数控装调工尚卫国来到恒源五金厂。", "尚卫国"),
    ("运维工程师祁连山被评为全省最美职工。", "祁连山"),
    ("市总工会副主席花蕾为联盟揭牌。", "花蕾"),
    ("市总工会副主席童丽为工作室揭牌。", "童丽"),
    ("班长买热木提说不好普通话。", "买热木提"),
    ("远大锅炉厂的师永康以总分第一名摘得金奖。", "师永康"),
    ("评委组组长是省焊接协会的车宏伟。", "车宏伟"),
    ("老金大名金守义，干这行二十八年了。", "金守义"),
    ("我（丛树林）是带头人，年轻的有程果、屈小燕。", "丛树林"),
    ("我（丛树林）是带头人，年轻的有程果、屈小燕。", "程果"),
    ("组长为单虹，去年换过一次。", "单虹"),
    ("薄景山负责机械加工，大家各管一摊。", "薄景山"),
    ("布和，蒙古族，草原乳业集团乳品二厂设备科副科长。", "布和"),
    ("其中桂志民、尚可为油田公司技能专家。", "尚可"),
    ("班长鲁迪与班员郎秋、尹小虎合作完成了任务。", "郎秋"),
    ("集团给她配了助手，叫俸小梅。", "俸小梅"),
    ("车间工会主席云霞、技术科科长宁静陪同参观。", "云霞"),
    ("铆工平安，1979年生，是厂里年纪最大的工人。", "平安"),
]
NOT_NAMED = [
    "首席工程师、莫以凡工匠创新工作室的主心骨都在场。",
    "职工文化宫和工人俱乐部都开了放。",
    "车间主任安全意识强，科长水平高，安监部负责现场。",
    "副组长为高级工程师，公司的文化墙以图片为主。",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_persons_name_is_found(read: Extract, text: str, name: str) -> None:
    """By the trade, the unit or the words around it."""
    assert name in {e.key.name for e in read(text).entities if e.key.type is EntityType.PERSON}


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_begins_with_a_surname_is_not_always_a_name(read: Extract, text: str) -> None:
    """Common words, units and trades are none."""
    persons = {e.key.name for e in read(text).entities if e.key.type is EntityType.PERSON}
    assert persons <= {"莫以凡"}
