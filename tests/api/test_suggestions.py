"""Suggestions while typing: what matches, in which order, and how long it takes."""

from collections.abc import Callable
from time import perf_counter, sleep

import pytest
from fastapi.testclient import TestClient

from api.suggestions import MOST_ENTITIES, Suggestions
from ingest.facts import EntityType
from kg import EntityRecord


def entity(number: int, type: EntityType, name: str, *aliases: str) -> EntityRecord:
    return EntityRecord(f"e-{number}", type, name, aliases)


FEW = Suggestions(
    (
        entity(1, EntityType.PERSON, "赵德海"),
        entity(2, EntityType.STUDIO, "赵德海劳模创新工作室"),
        entity(3, EntityType.ORGANIZATION, "河州钢铁集团有限公司", "河钢"),
        entity(4, EntityType.ACHIEVEMENT, "连铸结晶器快速对中装置"),
        entity(5, EntityType.ACHIEVEMENT, "PLC远程监控系统"),
        entity(6, EntityType.ORGANIZATION, "重庆钟声机械厂"),
    )
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("赵", ["赵德海", "赵德海劳模创新工作室"]),
        ("zdh", ["赵德海", "赵德海劳模创新工作室"]),
        ("ZhaoDe", ["赵德海", "赵德海劳模创新工作室"]),
        ("河钢", ["河州钢铁集团有限公司"]),
        ("结晶器", ["连铸结晶器快速对中装置"]),
        ("plc", ["PLC远程监控系统"]),
        ("cqzs", ["重庆钟声机械厂"]),
        (" ", []),
        ("钱", []),
    ],
)
def test_what_is_suggested(typed: str, found: list[str]) -> None:
    assert [s.name for s in FEW.like(typed, 8)] == found


def test_an_alias_that_matched_is_told() -> None:
    (suggestion,) = FEW.like("河钢", 8)
    assert suggestion.alias == "河钢"
    assert FEW.like("河州", 8)[0].alias is None


def test_as_many_names_as_are_held_are_quick() -> None:
    signs = "甲乙丙丁戊己庚辛壬癸"
    names = ("".join(signs[int(digit)] for digit in f"{n:05}") for n in range(MOST_ENTITIES))
    many = Suggestions(tuple(entity(n, EntityType.ACHIEVEMENT, name) for n, name in enumerate(names)))
    for typed in ("甲", "乙丙", "癸癸癸", "j", "不在"):
        assert min(seconds(lambda wanted=typed: many.like(wanted, 8)) for _ in range(5)) < 0.02


def seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def test_the_route_gives_few_and_refuses_nothing_typed(client: TestClient) -> None:
    reply = client.get("/api/v1/suggest", params={"q": "赵", "k": 1}).json()
    assert [s["name"] for s in reply["suggestions"]] == ["赵德海"]
    assert reply["suggestions"][0]["type"] == "Person"
    assert client.get("/api/v1/suggest", params={"q": ""}).status_code == 422
    assert client.get("/api/v1/suggest", params={"q": "赵", "k": 1000}).status_code == 422


def test_what_is_read_in_is_suggested_at_once(own_client: TestClient) -> None:
    assert own_client.get("/api/v1/suggest", params={"q": "陆"}).json() == {"suggestions": []}
    text = "河州电力公司职工陆长青发明的验电笔改进装置，解决了误报的难题。"
    own_client.post("/documents", files={"files": ("新.txt", text.encode(), "text/plain")})
    last = perf_counter() + 60  # the first document that a process reads loads all that reads
    while perf_counter() < last:
        if own_client.get("/api/v1/suggest", params={"q": "陆"}).json()["suggestions"]:
            return
        sleep(0.05)
    pytest.fail("never suggested")
