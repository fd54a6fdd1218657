"""Masters and apprentices, users and teams as plain reports tell them."""

import pytest

from corpus import Document
from ingest import Reader
from ingest.extract import extract

CASES = [
    (
        "工作室有成员14人，岳晓棠、申建梁和2000年出生的俞莹，都是与路仲林签了师徒协议的徒弟。",
        "mentors",
        {("路仲林", "岳晓棠"), ("路仲林", "申建梁"), ("路仲林", "俞莹")},
    ),
    (
        "缪先华带徒十余人，得意弟子有仇昌兰、车小柏两人。",
        "mentors",
        {("缪先华", "仇昌兰"), ("缪先华", "车小柏")},
    ),
    (
        "记者：您带了多少徒弟？\n孟祥林：签过协议的有26个。像于海燕、佘博文，都能独当一面了。",
        "mentors",
        {("孟祥林", "于海燕"), ("孟祥林", "佘博文")},
    ),
    ("卜晓岚把合作社的机手冉小丹收为徒弟，约定每月见一次。", "mentors", {("卜晓岚", "冉小丹")}),
    ("卜晓岚把图纸交给冉小丹，要她收为己用。", "mentors", set()),
    ("庄雨桐去年也当了师傅，带的是刚入职的栾子涵。", "mentors", {("庄雨桐", "栾子涵")}),
    ("庄雨桐做了师傅的笔记，带了栾子涵的那一本。", "mentors", set()),
    ("暴海潮的徒弟里，最“野”的是阚一诺。", "mentors", {("暴海潮", "阚一诺")}),
    ("佘小满忘不了带自己入门的苗永昌师傅。", "mentors", {("苗永昌", "佘小满")}),
    ("厍文斌又带了杨丽佳和宓小才。", "mentors", {("厍文斌", "杨丽佳"), ("厍文斌", "宓小才")}),
    ("钭德昌是总装车间的老车工。1993年，19岁的技校生盛海潮分到他名下。", "mentors", {("钭德昌", "盛海潮")}),
    (
        "管工储德明带着徒弟佘雨清。\n“储师傅教我的第一件事是磨尺。”佘雨清说。她如今也收了徒弟，叫晏小山。",
        "mentors",
        {("储德明", "佘雨清"), ("佘雨清", "晏小山")},
    ),
    (
        "1. 松脂采集自动计量桶，苍溪县林产化工厂，完成人：覃玉珍、麦志远",
        "developed",
        {(one, "松脂采集自动计量桶") for one in ("覃玉珍", "麦志远", "苍溪县林产化工厂")},
    ),
    ("1. 松脂采集，要赶早，负责人：不限", "developed", set()),
    ("程万年不是柯善文的徒弟，他是从外厂调来的。", "mentors", set()),
    ("杨丽珠三年前从孟长河手中接过了外翼班班长的担子。", "leads", {("杨丽珠", "外翼班")}),
    (
        "陈阿珠做成近红外茶梗分选机。安川县的德峰茶业合作社、武远市的岩春茶厂都买了她的机器。",
        "applied_at",
        {("近红外茶梗分选机", "德峰茶业合作社"), ("近红外茶梗分选机", "岩春茶厂")},
    ),
]


@pytest.mark.parametrize(("text", "kind", "told"), CASES)
def test_what_a_careful_reader_finds(reader: Reader, text: str, kind: str, told: set[tuple[str, str]]) -> None:
    found = extract(Document("0" * 16, "t", text, "", "text/plain"), reader).relations
    assert {(r.head.name, r.tail.name) for r in found if r.type.value == kind} == told
