import tomllib
from collections.abc import Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from corpus import LibraryError
from kg import Store
from search import Searcher
from search.calibration import Calibration
from search.encoder import Encoder, load_encoder
from search.experts.fit import FEATURES, Fit
from search.fusion import Weights


class Lifted:
    """Another encoder's cosines c made 1 - spread + spread * c: no text is a stranger to another any more."""

    def __init__(self, encoder: Encoder, spread: float) -> None:
        self._encoder, self._spread = encoder, spread
        self.name, self.dimensions = f"lifted-{spread}", encoder.dimensions + 1
        self.calls = 0

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.calls += 1
        vectors = self._encoder.encode_passages(texts) * np.sqrt(self._spread)
        return np.column_stack([vectors, np.full(len(texts), np.sqrt(1 - self._spread))]).astype(np.float32)

    encode_queries = encode_passages


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return load_encoder()


def test_the_shipped_model_comes_out_near_what_was_measured_with_it(shipped: Encoder) -> None:
    estimated, measured = Calibration.estimate(shipped), Weights()
    assert estimated.floor == pytest.approx(measured.floor, abs=0.05)
    assert estimated.clear == pytest.approx(measured.clear, abs=0.05)


def test_limits_move_with_the_cosines(shipped: Encoder) -> None:
    own, lifted = Calibration.estimate(shipped), Calibration.estimate(Lifted(shipped, 0.5))
    assert lifted.floor == pytest.approx(0.5 + 0.5 * own.floor, abs=1e-5)
    assert lifted.clear == pytest.approx(0.5 + 0.5 * own.clear, abs=1e-5)
    assert (lifted.weights().floor, lifted.weights().clear) == (lifted.floor, lifted.clear)
    assert lifted.weights().graph == Weights().graph


def test_an_expert_fits_as_well_with_the_other_models_cosine() -> None:
    plain, moved = Fit.load(), Calibration("other", 0.7, 0.85).fit()
    shipped = Weights()
    for share in (0.0, 0.3, 1.0):
        figures = dict.fromkeys(FEATURES, 0.4)
        before = figures | {"cosine": shipped.floor + share * (shipped.clear - shipped.floor)}
        after = figures | {"cosine": 0.7 + share * 0.15}
        assert moved.of([*after.values()]) == pytest.approx(plain.of([*before.values()]))
    assert (moved.threshold, moved.also) == (plain.threshold, plain.also)


def test_nonsense_finds_nothing_with_a_model_whose_strangers_are_near(
    known: Store, tmp_path: Path, shipped: Encoder
) -> None:
    encoder = Lifted(shipped, 0.5)
    nonsense, need = "月亮上的兔子爱吃胡萝卜吗", "电池放电自动记录"

    def found(question: str, weights: Weights) -> list[str]:
        searcher = Searcher.open(known, tmp_path / "index", encoder, weights=weights)
        searcher.sync()
        return [hit.name for hit in searcher.search(question).hits]

    assert found(nonsense, Weights()) != []
    calibrated = Calibration.estimate(encoder).weights()
    assert found(nonsense, calibrated) == []
    assert found(need, calibrated)[0] == "蓄电池放电自动记录仪KD-200A"


def test_a_model_that_tells_nothing_apart_is_told_of(caplog: pytest.LogCaptureFixture, shipped: Encoder) -> None:
    blind = Calibration.estimate(Lifted(shipped, 1e-6))
    assert blind.clear > blind.floor
    assert "分不清中文句子" in caplog.text


def test_the_estimate_is_kept_for_the_same_encoder_alone(tmp_path: Path, shipped: Encoder) -> None:
    path, first, other = tmp_path / "index" / "calibration.json", Lifted(shipped, 0.5), Lifted(shipped, 0.7)
    made = Calibration.kept(first, path)
    asked = first.calls
    assert Calibration.kept(first, path) == made
    assert first.calls == asked
    assert Calibration.kept(other, path).floor < made.floor
    path.write_bytes(b"\x00garbage")
    assert Calibration.kept(first, path) == made


def test_where_it_cannot_be_kept_is_told(tmp_path: Path, shipped: Encoder) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(LibraryError, match="写不进去"):
        Calibration.kept(shipped, tmp_path / "index" / "calibration.json")


def test_the_pairs_are_sixty_and_no_two_are_the_same() -> None:
    pairs = tomllib.loads(files("search").joinpath("data/calibration.toml").read_text("utf-8"))["pairs"]
    assert len(pairs) == 60
    texts = [text for pair in pairs for text in pair]
    assert all(one not in other for one, other in combinations(texts, 2))
