from pathlib import Path

import pytest

from corpus import ModelUnavailable
from ingest.tagging.tagger import MAX_LENGTH, Tagger, to_trained_form


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def words(tagger: Tagger, text: str) -> list[str]:
    return [f"{text[start:end]}/{tag}" for start, end, tag in tagger.tag([text])[0]]


def test_tags_persons_organizations_and_places(tagger: Tagger) -> None:
    assert words(tagger, "沈阳鼓风机集团股份有限公司的徐强来到锦州市。") == [
        "沈阳鼓风机集团股份有限公司/ORG",
        "的/u",
        "徐强/PER",
        "来到/v",
        "锦州市/LOC",
        "。/w",
    ]


def test_full_width_marks_and_capitals_are_read_like_their_trained_forms(tagger: Tagger) -> None:
    full = words(tagger, "“ＰＬＣ”控制柜，由王建国设计。")
    half = words(tagger, '"plc"控制柜,由王建国设计.')
    assert [word.rpartition("/")[2] for word in full] == [word.rpartition("/")[2] for word in half]
    assert "王建国/PER" in full


def test_trained_form_keeps_every_position() -> None:
    text = "《ＡＢ》㎡①…“”——％"
    assert len(to_trained_form(text)) == len(text)
    assert to_trained_form("，。“Ａ”") == ',."a"'


def test_tokens_cover_the_sentence_whatever_its_length_and_company(tagger: Tagger) -> None:
    long = "职工张伟改进了焊接夹具，" * 60
    assert len(long) > MAX_LENGTH
    alone = tagger.tag([long])[0]
    together = tagger.tag(["短句。", long, "", "再来一句，长一点的话。"])
    assert together[1] == alone
    assert together[2] == []
    assert [token.start for token in alone] == [0, *(token.end for token in alone[:-1])]
    assert alone[-1].end == len(long)


def test_a_folder_without_weights_is_an_error_that_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"重装 jieba==0\.42\.1"):
        Tagger(tmp_path)


def test_a_damaged_weight_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "word.dic").write_text("0\ta\n1\tOOV\n", "utf-8")
    (tmp_path / "tag.dic").write_text("0\tO\n", "utf-8")
    (tmp_path / "model_baseline").mkdir()
    (tmp_path / "model_baseline" / "crfw").write_bytes(b"\0" * 7)
    with pytest.raises(ModelUnavailable):
        Tagger(tmp_path)
