import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from search.encoder import SHIPPED_MODEL, SentenceEncoder
from search.table import TableEncoder, is_table

TEXTS = [
    "蓄电池组充放电试验自动数据记录装置",
    "",
    "MEMS 传感器 1500mm，“麻点”缺陷！",
    "🙂",
    "全省各级工会投入经费，支持班组职工创新创造。" * 40,
    "劳",
]


@pytest.fixture(scope="module")
def encoder() -> TableEncoder:
    return TableEncoder(SHIPPED_MODEL, "随附")


def test_gives_the_vectors_of_the_library_itself(encoder: TableEncoder) -> None:
    reference = SentenceEncoder(SentenceTransformer(str(SHIPPED_MODEL), local_files_only=True), "随附")
    assert encoder.dimensions == reference.dimensions
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), reference.encode_passages(TEXTS), atol=2e-6)


def test_the_shipped_model_is_a_table() -> None:
    assert is_table(SHIPPED_MODEL)


def test_a_text_of_unknown_tokens_is_zero_beside_others(encoder: TableEncoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert [bool(row.any()) for row in vectors] == [True, False, True, False, True, True]
