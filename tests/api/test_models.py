import logging
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from api import library as library_module
from api.ingestion import ingest
from api.labels import Labels
from api.library import Library
from api.pages.cards import card_of
from api.settings import Models, Settings
from corpus import ModelUnavailable
from search.fusion import Weights
from tests.search.tiny_models import cross_encoder, sentence_transformer

REPORT = "海城重工有限公司职工李大伟研制出“连铸坯自动喷号机”，每年为公司节约成本80万元。"
QUESTION = "钢坯自动喷号"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of one report, with the vectors of the shipped model."""
    (tmp_path / "报道.txt").write_text(REPORT, "utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "报道.txt"], library)
    return tmp_path / "library"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sentence_transformer(tmp_path_factory.mktemp("models") / "tiny")


def test_models_are_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().models == Models()
    assert Models().shipped
    for name, value in {"MODEL": "nobody/some-model", "QUERY_PROMPT": "", "RERANKER": "/srv/models/reranker"}.items():
        monkeypatch.setenv(f"JIANGPU_{name}", value)
    assert Settings().models == Models("nobody/some-model", "", None, "/srv/models/reranker")
    assert not Settings().models.shipped


def test_prompts_alone_make_it_another_encoder() -> None:
    assert not Models(query_prompt="问：").shipped
    assert Models(reranker="nobody/some-model").shipped


def test_another_model_makes_the_vectors_anew_and_sets_its_own_limits(
    folder: Path, tiny: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Library.open(folder, models=Models(str(tiny))) as library:
        library.searcher()
    assert "语义模型换了（model-" in caplog.text
    assert "→ tiny-" in caplog.text
    kept = orjson.loads((folder / "index" / "calibration.json").read_bytes())
    assert kept["encoder"].startswith("tiny-")
    assert kept["floor"] != Weights().floor


def test_the_shipped_model_needs_no_estimate(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.searcher().search(QUESTION).hits
    assert not (folder / "index" / "calibration.json").exists()


def test_another_prompt_makes_the_vectors_anew(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Library.open(folder, models=Models(passage_prompt="资料：")) as library:
        library.searcher()
    assert "正在为" in caplog.text


def test_rebuilding_makes_the_vectors_once(
    folder: Path, tiny: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "TELL_SECONDS", 0)
    caplog.set_level(logging.INFO, "jiangpu")
    with Library.open(folder, models=Models(str(tiny))) as library:
        library.rebuild()
        count = sum(library.store.counts()[name] for name in ("passages", "entities"))
    told = [record.getMessage() for record in caplog.records if "索引" in record.getMessage()]
    assert told[0].endswith(f"正在为 {count} 条重建向量索引")
    assert told[1:] == [f"正在建立索引：{count} / {count} 条"]


def test_the_command_line_tells_it_on_stderr(folder: Path, tiny: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "rebuild", "--library", str(folder)]
    environment = os.environ | {"JIANGPU_MODEL": str(tiny)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "语义模型换了（model-" in done.stderr
    assert done.stdout == ""


def test_a_reranker_takes_part_and_is_told_on_the_page(folder: Path, tmp_path: Path) -> None:
    models = Models(reranker=str(cross_encoder(tmp_path / "reranker")))
    with Library.open(folder, models=models) as library:
        hit = library.searcher().search(QUESTION).hits[0]
        card = card_of(hit, library.store, Labels.load())
    assert hit.why["rerank"] > 0
    assert "逐句细比" in [share.word for share in card.shares]


def test_reading_needs_no_reranker(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder, models=Models(reranker=str(tmp_path / "nowhere"))) as library:
        assert ingest([tmp_path / "报道.txt"], library).outcomes
        with pytest.raises(ModelUnavailable, match="JIANGPU_RERANKER"):
            library.searcher().search(QUESTION)
