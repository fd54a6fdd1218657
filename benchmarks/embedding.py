"""Measures the embedding model: `python benchmarks/embedding.py [--model FOLDER] [--json FILE]`.

Speed: importing and loading in a fresh process, texts a second, one query. Worth: retrieval and similarity on public
held-out sets and on the achievement needs of the gold files, side by side with BM25 over jieba's words and with an
untrained encoder (random vectors of hashed characters and character pairs). The parts that need ../shared are skipped,
with the reason, where it is absent.
"""

import argparse
import json
import lzma
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import rjieba
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
# A script's own folder comes first on the path, where search.py would hide the package of that name.
sys.path[0] = str(ROOT)

from search.encoder import SHIPPED_MODEL, Encoder, load_encoder  # noqa: E402 (see above)

SHARED = ROOT.parent / "shared"
EVALUATION = SHARED / "data" / "eval.json.xz"
GOLD = SHARED / "gold"
QUESTIONS = 1500  # of each retrieval set
FUSED = 0.5  # dense share of the fused score
Scores = NDArray[np.float32]
Ranks = NDArray[np.int64]


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


def words(text: str) -> list[str]:
    """The words that jieba cuts for search, without the signs: a passage of questions would answer every question."""
    return [word for word in rjieba.cut_for_search(text) if word[0].isalnum()]


def bm25(queries: list[str], passages: list[str], k1: float = 1.5, b: float = 0.75) -> Scores:
    """Scores [queries, passages] of BM25 over the words that jieba cuts for search."""
    bags = [Counter(words(passage)) for passage in passages]
    lengths = np.array([bag.total() for bag in bags], dtype=np.float32)
    found: dict[str, list[tuple[int, int]]] = {}
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            found.setdefault(word, []).append((row, count))
    scores = np.zeros((len(queries), len(passages)), dtype=np.float32)
    for row, query in enumerate(queries):
        for word in words(query):
            if word in found:
                columns, counts = np.array(found[word]).T
                rarity = np.log(1 + (len(passages) - len(columns) + 0.5) / (len(columns) + 0.5))
                saturation = counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths[columns] / lengths.mean()))
                scores[row, columns] += rarity * saturation
    return scores


def fused(dense: Scores, lexical: Scores) -> Scores:
    """The weighted sum of both, each brought to 0..1 within its query."""

    def spread(scores: Scores) -> Scores:
        low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
        even: Scores = (scores - low) / np.maximum(high - low, np.float32(1e-9))
        return even

    mixed: Scores = FUSED * spread(dense) + (1 - FUSED) * spread(lexical)
    return mixed


def ranks(scores: Scores, right: Ranks) -> Ranks:
    """The rank of the right passage of each query, 1 = first."""
    of_right = scores[np.arange(len(right)), right]
    better: Ranks = (scores > of_right[:, None]).sum(axis=1)
    return better + 1


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
    """Texts a second over sentences of about 90 characters, milliseconds for a query alone, and the baseline's pace."""
    sentence = "针对输送带在转运点跑偏撒料的老问题，班组自己动手加装了可调式挡料板和跑偏检测装置，停机时间明显缩短，"
    texts = [
        f"{sentence}第{number}条生产线改造后，备件消耗减少一半，每年节约维修费用三十多万元。" for number in range(count)
    ]

    def pace(of: Encoder) -> float:
        start = time.perf_counter()
        of.encode_passages(texts)
        return count / (time.perf_counter() - start)

    encoder.encode_passages(texts[:100])
    start = time.perf_counter()
    for number in range(200):
        encoder.encode_queries([f"输送带跑偏怎么办{number}"])
    query = (time.perf_counter() - start) / 200
    own, others = pace(encoder), pace(baseline)
    return {
        "texts a second": round(own),
        "query (ms)": round(query * 1000, 3),
        "ratio to hashed": round(own / others, 2),
    }


def retrieval(encoder: Encoder, baseline: Encoder, name: str, data: dict[str, Any]) -> dict[str, float]:
    """R@1 of each way to rank the passages of one set."""
    queries, passages = data["q"][:QUESTIONS], data["ctx"]
    right = np.array(data["g"][:QUESTIONS])
    dense = encoder.encode_queries(queries) @ encoder.encode_passages(passages).T
    lexical = bm25(queries, passages)
    ways = {
        "model": dense,
        "hashed": baseline.encode_queries(queries) @ baseline.encode_passages(passages).T,
        "bm25": lexical,
        "model+bm25": fused(dense, lexical),
    }
    return {f"{name} R@1 {way}": round(float((ranks(scores, right) == 1).mean()), 3) for way, scores in ways.items()}


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


def achievements(encoder: Encoder, baseline: Encoder) -> dict[str, object]:
    """Rank of the right achievement for each need of the gold queries, among all achievements of the gold documents.

    An achievement is told by its name and the sentences of its relations.
    """
    needs = [line for line in map(json.loads, _lines(GOLD / "queries.jsonl")) if line["kind"] == "achievement"]
    texts: dict[str, str] = {}
    for document in map(json.loads, _lines(GOLD / "seeds.jsonl")):
        for entity in document["entities"]:
            if entity["type"] == "Achievement":
                name = entity["name"]
                told = {line["evidence"] for line in document["relations"] if name in (line["head"], line["tail"])}
                texts[name] = " ".join([name, *sorted(told)])
    names, queries = list(texts), [need["query"] for need in needs]
    right = np.array([names.index(need["expected"][0]["name"]) for need in needs])
    lexical = bm25(queries, list(texts.values()))
    results: dict[str, object] = {"achievements": len(names), "needs": len(needs)}
    for way, of in {"model": encoder, "hashed": baseline}.items():
        asked = of.encode_queries(queries)
        by_name = asked @ of.encode_passages(names).T
        by_text = asked @ of.encode_passages(list(texts.values())).T
        results[f"ranks by name, {way}"] = ranks(by_name, right).tolist()
        results[f"ranks by text, {way}"] = ranks(by_text, right).tolist()
        results[f"MRR by text, {way}"] = round(float((1 / ranks(by_text, right)).mean()), 3)
    results["ranks by text, bm25"] = ranks(lexical, right).tolist()
    results["MRR by text, bm25"] = round(float((1 / ranks(lexical, right)).mean()), 3)
    return results


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


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
        results["retrieval"] = {
            **retrieval(encoder, baseline, "cmrc", data["cmrc_dev"]),
            **retrieval(encoder, baseline, "xquad", data["xquad"]),
        }
        results["similarity"] = similarity(encoder, baseline, data)
    else:
        results["retrieval"] = results["similarity"] = f"skipped: no {EVALUATION.name} in ../shared/data"
    if GOLD.is_dir():
        results["needs"] = achievements(encoder, baseline)
    else:
        results["needs"] = "skipped: no ../shared/gold"
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
