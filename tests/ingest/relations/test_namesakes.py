"""Two persons of one name in one document are two where rows or list entries give them different employers."""

import pytest

from ingest.facts import EntityType, Extraction, RelationType
from tests.ingest.conftest import Extract

STEEL, OIL, POWER = "云溪钢铁有限公司", "海岭石化有限公司", "长岭电厂"


def bearers(found: Extraction, name: str = "李伟") -> set[str]:
    return {e.key.bearer for e in found.entities if e.key.type is EntityType.PERSON and e.key.name == name}


def received(found: Extraction) -> list[str]:
    return sorted(r.head.bearer for r in found.relations if r.type is RelationType.RECEIVED and r.head.name == "李伟")


LIST = f"2024年全省技术标兵名单\n李伟　　{STEEL}焊工\n王芳　　{STEEL}钳工\n李伟　　{OIL}化验员\n"


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        f"姓名 | 单位 | 工种\n李伟 | {STEEL} | 焊工\n王芳 | {POWER} | 钳工\n李伟 | {OIL} | 化验员\n",
        f"受表彰的有李伟（{STEEL}）、王芳（{POWER}）、李伟（{OIL}）。",
        f"受表彰的有{STEEL}李伟、{POWER}王芳、{OIL}李伟。",
    ],
)
def test_each_has_their_own_employer(read: Extract, text: str) -> None:
    found = read(text)
    assert bearers(found) == {STEEL, OIL}
    works = {(r.head.bearer, r.tail.name) for r in found.relations if r.head.name == "李伟"}
    assert {(STEEL, STEEL), (OIL, OIL)} <= works
    assert not {(STEEL, OIL), (OIL, STEEL)} & works
    assert bearers(found, "王芳") == {""}


def test_each_receives_the_honour_of_the_list(read: Extract) -> None:
    assert received(read(LIST)) == sorted([STEEL, OIL])


def test_prose_means_the_one_whose_employer_its_sentence_names(read: Extract) -> None:
    found = read(f"受表彰的有李伟（{STEEL}）、李伟（{OIL}）。{OIL}李伟获全国技术能手称号。")
    assert received(found) == [OIL]
    found = read(f"受表彰的有李伟（{STEEL}）、李伟（{OIL}）。李伟说，创新没有止境。")
    assert bearers(found) == {STEEL, OIL, ""}, "who said it is not told"


@pytest.mark.parametrize(
    "text",
    [
        f"李伟曾在{STEEL}当焊工，2010年调入{OIL}。",
        f"2024年全省技术标兵名单\n李伟　　{STEEL}焊工\n\n2024年全省工匠名单\n李伟　　云溪钢铁焊工\n",
        f"李伟来到{STEEL}\n李伟在{OIL}交流\n",
    ],
)
def test_one_person_stays_one(read: Extract, text: str) -> None:
    assert bearers(read(text)) == {""}
