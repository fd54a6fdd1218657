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
