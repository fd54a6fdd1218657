"""What is told in counts and rows: apprentices, masters, advisers, parts of a firm; names are invented."""

import pytest

from ingest.facts import RelationType
from tests.ingest.conftest import Extract

TOLD = [
    (
        "罗启东修铲运机31年，先后带出徒弟22人，其中技师以上9人，除覃光外，付平、王定国也已独立带班。",
        {("罗启东", "覃光"), ("罗启东", "付平"), ("罗启东", "王定国")},
    ),
    (
        "周卫民带徒二十年，除徒弟黄小军外，赵立新、孙海涛也先后成为技师。",
        {("周卫民", "黄小军"), ("周卫民", "赵立新"), ("周卫民", "孙海涛")},
    ),
    (
        "去年，孟祥星又和栾雪一起带新来的研究生关小帅，一个教现场，一个教试验。",
        {("孟祥星", "关小帅"), ("栾雪", "关小帅")},
    ),
    ("沈立军与同事赵欣一起带队，到常州帮扶，还见到了刘建国。", set()),
    (
        "主持人：您收过徒弟吗？\n\n郝建民：收过三个徒弟，老大是贺明，在二分厂；老二于波，今年考了技师；第三个小唐，唐欣，还在学。",
        {("郝建民", "贺明"), ("郝建民", "于波"), ("郝建民", "唐欣")},
    ),
    (
        "于海燕坦言，手上的功夫来自师傅。“我在棉纺厂的师傅叫张桂珍，她教我接头，眼睛要比手先到。”"
        "进了碳纤维厂，工艺上的事她又拜总工艺师季明为师。",
        {("张桂珍", "于海燕"), ("季明", "于海燕")},
    ),
    (
        "说起师傅，韩立强眼圈红了。“我的师傅叫赵启明，他教我看火花。跟他学了八年，我才出师。”后来，他又拜技师孙立新为师。",
        {("赵启明", "韩立强"), ("孙立新", "韩立强")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_who_taught_whom(read: Extract, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.MENTORS} == expected


ADVISED = [
    "严平是严平创新工作室的带头人，工作室2020年授牌，有成员12人，季明远受聘担任技术顾问。",
    "严平创新工作室成立于2020年，由南江大学季明远教授担任技术顾问。",
    "严平创新工作室成立于2020年，聘请南江大学教授季明远为技术顾问。",
    "严平创新工作室成立于2020年，退休老技师季明远被返聘为工作室技术顾问。",
]


@pytest.mark.parametrize("text", ADVISED)
def test_who_advises_a_studio_belongs_to_it(read: Extract, text: str) -> None:
    told = {(r.head.name, r.tail.name): r.attrs for r in read(text).relations if r.type is RelationType.MEMBER_OF}
    assert told == {("季明远", "严平创新工作室"): {"role": "技术顾问"}}


def test_the_units_that_a_firm_has_below_it(read: Extract) -> None:
    text = "南方铜业集团成立于1958年，职工5000人，下辖大坪矿、石岭选矿厂和南方铜业冶炼厂三个二级单位。"
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.PART_OF}
    assert found == {(part, "南方铜业集团") for part in ("大坪矿", "石岭选矿厂", "南方铜业冶炼厂")}


def test_a_work_is_used_by_the_parts_of_the_group_told_of(read: Extract) -> None:
    text = "2019年，“换辙快修法”被中原铁路集团命名为先进操作法，在集团公司所属的阜阳南机务段、聊城西机务段推广。"
    found = {(r.head.name, r.tail.name) for r in read(text).relations if r.type is RelationType.APPLIED_AT}
    assert found >= {("换辙快修法", "阜阳南机务段"), ("换辙快修法", "聊城西机务段")}
