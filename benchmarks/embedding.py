"""Measures the embedding model: `python benchmarks/embedding.py [--model FOLDER] [--json FILE]`.

Speed: importing and loading in a fresh process, texts a second, one query. Worth: similarity of sentence pairs on
public held-out sets, beside an untrained encoder (random vectors of hashed characters and character pairs); skipped,
with the reason, where ../shared is absent. Retrieval is measured by `benchmarks/retrieval`.
"""

import argparse
import json
import lzma
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
# A script's own folder comes first on the path, where search.py would hide the package of that name.
sys.path[0] = str(ROOT)

from search.encoder import SHIPPED_MODEL, Encoder, load_encoder  # noqa: E402 (see above)

SHORT = 16
SHARED = ROOT.parent / "shared"
EVALUATION = SHARED / "data" / "eval.json.xz"
Scores = NDArray[np.float32]


class HashedEncoder:
    """The untrained baseline: the mean of random vectors of a text's characters and character pairs."""

    name = "hashed"

    def __init__(self, dimensions: int, buckets: int = 2**16) -> None:
        self.dimensions = dimensions
        self._table = np.random.default_rng(0).standard_normal((buckets, dimensions), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Scores:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            grams = [*text, *(text[place : place + 2] for place in range(len(text) - 1))]
            buckets = [crc32(gram.encode()) % len(self._table) for gram in grams]
            if buckets:
                vectors[row] = self._table[buckets].mean(axis=0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors

    encode_queries = encode_passages


def order_correlation(left: Scores, right: NDArray[np.float64]) -> float:
    """Spearman's rho, equal values sharing their mean rank."""

    def ranked(values: NDArray[Any]) -> NDArray[np.float64]:
        _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
        ends = np.cumsum(sizes)
        return (ends - (sizes - 1) / 2)[group]

    return float(np.corrcoef(ranked(left), ranked(right))[0, 1])


def area_under_curve(scores: Scores, positive: NDArray[np.bool_]) -> float:
    """The chance that a positive pair scores above a negative one."""
    order = np.empty(len(scores))
    order[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    count = int(positive.sum())
    return float((order[positive].sum() - count * (count + 1) / 2) / (count * (len(scores) - count)))


def first_use(model: Path) -> dict[str, float]:
    """Seconds in a fresh process for what the first search needs: imports, loading, the first query."""
    script = (
        "import sys, time, json; start = time.perf_counter(); from pathlib import Path\n"
        "from search.encoder import load_encoder; imported = time.perf_counter()\n"
        "encoder = load_encoder(Path(sys.argv[1])); loaded = time.perf_counter()\n"
        "again = time.perf_counter(); load_encoder(Path(sys.argv[1])); reloaded = time.perf_counter()\n"
        "encoder.encode_queries(['输送带跑偏']); encoded = time.perf_counter()\n"
        "print(json.dumps({'import search.encoder': imported - start, 'first load, with torch': loaded - imported,"
        "'load alone': reloaded - again, 'first query': encoded - reloaded}))"
    )
    command = [sys.executable, "-c", script, str(model)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {key: round(value, 4) for key, value in json.loads(done.stdout.splitlines()[-1]).items()}


def speed(encoder: Encoder, baseline: Encoder, count: int = 5000) -> dict[str, float]:
    """Sentences of some 90 characters and their last 16 a second, milliseconds for a query, the baseline's pace."""
    sentence = "针对输送带在转运点跑偏撒料的老问题，班组自己动手加装了可调式挡料板和跑偏检测装置，停机时间明显缩短，"
    texts = [
        f"{sentence}第{number}条生产线改造后，备件消耗减少一半，每年节约维修费用三十多万元。" for number in range(count)
    ]

    def pace(of: Encoder, length: int | None = None) -> float:
        some = [text[-length:] if length else text for text in texts]
        start = time.perf_counter()
        of.encode_passages(some)
        return count / (time.perf_counter() - start)

    encoder.encode_passages(texts[:100])
    start = time.perf_counter()
    for number in range(200):
        encoder.encode_queries([f"输送带跑偏怎么办{number}"])
    query = (time.perf_counter() - start) / 200
    own, others = pace(encoder), pace(baseline)
    return {
        "texts a second": round(own),
        "texts of 16 characters a second": round(pace(encoder, SHORT)),
        "query (ms)": round(query * 1000, 3),
        "ratio to hashed": round(own / others, 2),
    }


def similarity(encoder: Encoder, baseline: Encoder, data: dict[str, Any]) -> dict[str, float]:
    """LCQMC: area under the curve; STS-B: Spearman's rho."""
    results = {}
    for way, of in {"model": encoder, "hashed": baseline}.items():
        for name in ("lcqmc", "stsb"):
            left, right, truth = zip(*data[name], strict=True)
            scores = (of.encode_passages(left) * of.encode_passages(right)).sum(axis=1)
            if name == "lcqmc":
                results[f"lcqmc AUC {way}"] = round(area_under_curve(scores, np.array(truth) == 1), 3)
            else:
                results[f"stsb rho {way}"] = round(order_correlation(scores, np.array(truth, dtype=float)), 3)
    return results


def measure(model: Path) -> dict[str, object]:
    """All that can be measured here; a part that cannot says why instead."""
    encoder = load_encoder(model)
    baseline = HashedEncoder(encoder.dimensions)
    results: dict[str, object] = {
        "model": encoder.name,
        "conditions": f"{platform.python_version()}, {platform.machine()}, {platform.system()}",
        "bytes": sum(file.stat().st_size for file in model.rglob("*") if file.is_file()),
        "dimensions": encoder.dimensions,
        "first use (s)": first_use(model),
        "speed": speed(encoder, baseline),
    }
    if EVALUATION.is_file():
        with lzma.open(EVALUATION, "rt", encoding="utf-8") as file:
            data = json.load(file)
        results["similarity"] = similarity(encoder, baseline, data)
    else:
        results["similarity"] = f"skipped: no {EVALUATION.name} in ../shared/data"
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the embedding model.")
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--json", type=Path, help="also write the results here")
    arguments = parser.parse_args()
    results = measure(arguments.model)
    for part, figures in results.items():
        print(f"{part}: {figures}" if not isinstance(figures, dict) else f"{part}:")
        for name, value in figures.items() if isinstance(figures, dict) else ():
            print(f"    {name}: {value}")
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
