import json
import re
from pathlib import Path

import numpy as np
import pytest

from search.encoder import SHIPPED_MODEL, load_encoder
from search.prompts import NO_PROMPTS, PromptChoice, Prompts, stored_in
from tests.search.tiny_models import sentence_transformer

BGE = Prompts("为这个句子生成表示以用于检索相关文章：", "")
E5 = Prompts("query: ", "passage: ")
INSTRUCTED = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "


@pytest.mark.parametrize(
    ("model", "prompts"),
    [
        ("BAAI/bge-small-zh-v1.5", BGE),
        ("BAAI/bge-large-zh", BGE),
        ("/srv/模型/BGE-base-zh-v1.5", BGE),
        (r"D:\models\bge-base-zh-v1.5", BGE),
        ("/cache/models--BAAI--bge-small-zh-v1.5/snapshots/7999e1d3359715c523056ef9478215996d62a620", BGE),
        ("intfloat/multilingual-e5-small", E5),
        ("intfloat/e5-large-v2", E5),
        ("intfloat/multilingual-e5-large-instruct", Prompts(INSTRUCTED, "")),
        ("BAAI/bge-m3", NO_PROMPTS),
        ("BAAI/bge-reranker-base", NO_PROMPTS),
        ("thenlper/gte-base-zh", NO_PROMPTS),
    ],
)
def test_known_families_get_the_prompts_that_they_want(model: str, prompts: Prompts) -> None:
    assert PromptChoice().of(model, {"query": "", "document": ""}) == prompts


def test_what_the_config_stores_comes_before_the_family() -> None:
    assert PromptChoice().of("bge-small-zh", {"query": "问：", "document": "答："}) == Prompts("问：", "答：")
    assert PromptChoice().of("bge-small-zh", {"query": "问："}) == Prompts("问：", "")
    assert PromptChoice().of("某某模型", {"passage": "答：", "query": None}) == Prompts("", "答：")


def test_the_settings_come_before_all_also_when_empty() -> None:
    assert PromptChoice(query="").of("bge-small-zh", {}) == NO_PROMPTS
    assert PromptChoice(passage="文：").of("bge-small-zh", {}) == Prompts(BGE.query, "文：")
    assert PromptChoice("甲", "乙").of("bge-small-zh", {"query": "问："}) == Prompts("甲", "乙")


def test_marks_tell_prompts_apart() -> None:
    assert NO_PROMPTS.mark == ""
    marks = [Prompts("问：", "").mark, Prompts("", "问：").mark, Prompts("问", "：").mark]
    assert len(set(marks)) == 3
    assert all(re.fullmatch("[0-9a-f]{6}", mark) for mark in marks)


def test_the_shipped_model_stores_none() -> None:
    assert PromptChoice().of(str(SHIPPED_MODEL), stored_in(SHIPPED_MODEL)) == NO_PROMPTS


def test_a_table_reads_its_prompts_before_each_text() -> None:
    plain, prompted = load_encoder(), load_encoder(prompts=PromptChoice("焊接", "轧机"))
    np.testing.assert_array_equal(prompted.encode_queries(["轴承"]), plain.encode_queries(["焊接轴承"]))
    np.testing.assert_array_equal(prompted.encode_passages(["轴承"]), plain.encode_passages(["轧机轴承"]))
    assert prompted.name != plain.name
    assert prompted.name.startswith(plain.name)


def test_a_network_reads_its_prompts_before_each_text(tmp_path: Path) -> None:
    folder = sentence_transformer(tmp_path / "bge-small-zh-v1.5")
    plain, prompted = load_encoder(folder, PromptChoice("", "")), load_encoder(folder)
    asked = plain.encode_queries([f"{BGE.query}轴承", "轴承"])
    np.testing.assert_allclose(prompted.encode_queries(["轴承"])[0], asked[0], atol=1e-6)
    assert not np.allclose(asked[0], asked[1], atol=1e-3)
    np.testing.assert_array_equal(prompted.encode_passages(["轴承"]), plain.encode_passages(["轴承"]))
    assert prompted.name != plain.name


def test_a_network_reads_the_prompts_of_its_config(tmp_path: Path) -> None:
    folder = sentence_transformer(tmp_path / "model", {"query": "问", "document": "答"})
    assert json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))["prompts"]["query"] == "问"
    plain, own = load_encoder(folder, PromptChoice("", "")), load_encoder(folder)
    np.testing.assert_allclose(own.encode_queries(["轴承"]), plain.encode_queries(["问轴承"]), atol=1e-6)
    np.testing.assert_allclose(own.encode_passages(["轴承"]), plain.encode_passages(["答轴承"]), atol=1e-6)
