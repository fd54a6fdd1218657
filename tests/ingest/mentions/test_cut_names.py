"""Names that the tagger cuts short or runs on, told by the rest of the document; all names are invented."""

import pytest

from tests.ingest.conftest import Extract  # type: ignore[import-not-found]

CUT = "1995年她进厂，跟着老焊工邵长才学艺。邵长才收徒弟只有一个规矩。邵长才退休十年了。"


def named(read: Extract, text: str, kind: str) -> set[str]:
    return {e.key.name for e in read(text).entities if e.key.type.value == kind}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (CUT, "Person", "邵长才"),
        ("师傅葛孝先教他磨刀。班里的人说，葛孝先传给他的不只是手艺，葛孝先走到哪里都带着他。", "Person", "葛孝先"),
        ("司钻段伟收了两个徒弟，一个叫李小川，一个叫阿依登。", "Person", "阿依登"),
        ("买买提江带着徒弟吐尔逊江检修钻机。", "Person", "买买提江"),
        ("7月12日，在云和木艺小镇，区总工会为首批师徒举行签约仪式。", "Organization", "区总工会"),
        ("同去的，还有涂装组组长郝小秋。", "Team", "涂装组"),
    ],
)
def test_named(read: Extract, text: str, kind: str, name: str) -> None:
    assert name in named(read, text, kind)


def test_counted_persons_are_no_studio(read: Extract) -> None:
    text = "我一共带了6个徒弟，何勇、宋婷、林帆三个还在工作室。"
    assert named(read, text, "Person") == {"何勇", "宋婷", "林帆"}
    assert not named(read, text, "Studio")


def test_adverb_is_no_part_of_a_name(read: Extract) -> None:
    assert "李明才" not in named(read, "李明是钳工。师傅说了三遍，李明才明白。李明才放下心。", "Person")
