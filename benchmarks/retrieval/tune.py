"""Tries settings of txtai on half of the needs, so that the peer is compared at its best.

    python -m benchmarks.retrieval.tune [--model FOLDER]

The best ones stand in `benchmarks.retrieval.peers.SETTINGS`; the table shows them on the other half too.
"""

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from benchmarks.retrieval.measures import ndcg
from benchmarks.retrieval.peers import CUTS, Setting, absent, indexed, searching
from benchmarks.retrieval.sets import RetrievalSet, halves, needs
from benchmarks.retrieval.systems import System
from search.encoder import SHIPPED_MODEL, Encoder, load_encoder

NORMALISE: tuple[bool | str, ...] = (True, "bayes", False)
DENSE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def tried(data: RetrievalSet, encoder: Encoder) -> Iterator[tuple[Setting, float]]:
    """Each setting with its mean nDCG@10 on the half for choosing."""
    asked = halves(data.questions)[0]
    for cut, normalise in product(CUTS, NORMALISE):
        embeddings = indexed(data.passages, encoder, cut, normalise)
        for dense in DENSE:
            yield Setting(cut, normalise, dense), _mean(searching(embeddings, dense), data, asked)


def _mean(system: System, data: RetrievalSet, asked: list[str]) -> float:
    return sum(ndcg(list(system(data.questions[id_])), data.judged[id_]) for id_ in asked) / len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    arguments = parser.parse_args()
    if reason := absent():
        parser.exit(1, f"{reason}\n")
    results = sorted(tried(needs(), load_encoder(arguments.model)), key=lambda result: -result[1])
    for setting, mean in results:
        print(f"{mean:.4f}  {setting.cut:20}  normalise {setting.normalise!s:5}  dense {setting.dense}")


if __name__ == "__main__":
    main()
