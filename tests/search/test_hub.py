import socket
from pathlib import Path

import pytest
from huggingface_hub import constants

from corpus import ModelUnavailable
from search.encoder import load_encoder
from search.reranker import CrossEncoderReranker
from tests.search.tiny_models import cross_encoder, in_cache, sentence_transformer

NAME = "nobody/bge-tiny-zh"
COMMIT = "feedbeef" * 5


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub, and no network."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_name_of_the_hub_is_found_in_the_cache(cache: Path, tmp_path: Path) -> None:
    folder = sentence_transformer(tmp_path / "model")
    same = load_encoder(folder).encode_passages(["焊接轴承"])
    in_cache(cache, NAME, folder, COMMIT)
    encoder = load_encoder(NAME)
    assert encoder.name == "bge-tiny-zh-feedbeeffeed"
    assert encoder.encode_passages(["焊接轴承"]).tolist() == same.tolist()


def test_a_reranker_of_the_hub_is_found_in_the_cache(cache: Path, tmp_path: Path) -> None:
    in_cache(cache, NAME, cross_encoder(tmp_path / "model"))
    (score,) = CrossEncoderReranker(NAME).scores("焊接", ["轴承"])
    assert 0 < score < 1


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("offline", [False, True])
def test_what_can_be_neither_found_nor_downloaded_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, offline: bool
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", offline)
    with pytest.raises(ModelUnavailable) as raised:
        load_encoder(NAME)
    said = str(raised.value)
    for part in (f"语义模型 {NAME}", "没有下载过", "下载不到", f"hf download {NAME}", "JIANGPU_MODEL"):
        assert part in said


def test_half_a_download_is_not_taken_for_the_model(cache: Path, tmp_path: Path) -> None:
    folder = sentence_transformer(tmp_path / "model")
    (folder / "model.safetensors").unlink()
    in_cache(cache, NAME, folder)
    with pytest.raises(ModelUnavailable, match=r"没有可用的（[^没]+.*下载不到"):
        load_encoder(NAME)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("place", ["bge-small-zh", "./models/bge", "/srv/models/bge", "a/b/c", r"C:\models\bge"])
def test_what_is_no_name_of_the_hub_is_a_folder(place: str) -> None:
    with pytest.raises(ModelUnavailable, match=r"语义模型目录 .* 里没有模型（缺少 modules\.json）"):
        load_encoder(place)


@pytest.mark.usefixtures("cache")
def test_a_folder_comes_before_a_name_of_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence_transformer(tmp_path / "nobody" / "model")
    monkeypatch.chdir(tmp_path)
    assert load_encoder("nobody/model").dimensions == 16


@pytest.mark.usefixtures("cache")
def test_a_reranker_says_its_own_setting() -> None:
    with pytest.raises(ModelUnavailable, match=r"重排模型 nobody/bge-tiny-zh .*JIANGPU_RERANKER"):
        CrossEncoderReranker(NAME).scores("焊接", ["轴承"])
