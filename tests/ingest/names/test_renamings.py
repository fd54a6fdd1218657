"""A former name that the text states is a name of the same thing; what has merely grown out of another is not."""

import pytest

from ingest.facts import EntityType, Extraction
from tests.ingest.conftest import Extract

NEW, OLD = "宏远精机有限公司", "锦河第一机床厂"


def named(found: Extraction, kind: EntityType = EntityType.ORGANIZATION) -> dict[str, tuple[str, ...]]:
    return {e.key.name: tuple(f.name for f in e.formerly) for e in found.entities if e.key.type is kind}


@pytest.mark.parametrize(
    "text",
    [
        f"{NEW}（原{OLD}）成立于1958年。",
        f"{NEW}，前身是{OLD}，成立于1958年。",
        f"{NEW}的前身为{OLD}。",
        f"2003年，{OLD}更名为{NEW}。",
        f"2003年，{OLD}改制为{NEW}，李伟任车间主任。",
        f"{OLD}现名{NEW}。",
        f"{OLD}（现名{NEW}）的老师傅李伟。",
        f"{OLD}（现{NEW}）职工李伟获全国技术能手称号。",
        f"{NEW}由{OLD}改制而来。",
    ],
)
def test_a_renaming_makes_the_two_names_one_thing_under_the_present_name(read: Extract, text: str) -> None:
    found = read(text)
    assert named(found) == {NEW: (OLD,)}
    (unit,) = (e for e in found.entities if e.key.type is EntityType.ORGANIZATION)
    assert OLD in unit.aliases
    assert unit.formerly[0].evidence.text == text[: text.index("。") + 1]


def test_facts_told_of_the_former_name_are_the_present_ones(read: Extract) -> None:
    found = read(f"{NEW}（原{OLD}）成立于1958年。李伟在{OLD}当了十年车工。")
    assert {(r.head.name, r.tail.name) for r in found.relations} == {("李伟", NEW)}


@pytest.mark.parametrize(
    "text",
    [
        f"{NEW}的前身是{OLD}的工具车间。",
        f"{OLD}拟更名为{NEW}。",
        f"原{OLD}职工李伟来到{NEW}。",
        f"{NEW}和{OLD}是两家企业。",
    ],
)
def test_what_is_no_renaming_leaves_two(read: Extract, text: str) -> None:
    assert {NEW: (), OLD: ()}.items() <= named(read(text)).items()


def test_a_group_that_grew_into_a_studio_is_another_thing(read: Extract) -> None:
    found = read("李伟劳模创新工作室的前身是李伟技术攻关小组。")
    assert named(found, EntityType.STUDIO) == {"李伟劳模创新工作室": (), "李伟技术攻关小组": ()}


def test_a_renaming_in_traditional_characters_is_told_as_printed(read: Extract) -> None:
    found = read("宏遠精機有限公司（原錦河第一機床廠）成立於1958年，職工們長期從事機牀的設計與製造，為國家作出貢獻。")
    assert named(found) == {"宏遠精機有限公司": ("錦河第一機床廠",)}
