"""Chooses the weights of words and meaning on half of the needs, and shows what they are worth on the other half.

    python -m benchmarks.retrieval.weigh [--model FOLDER]

A grid over `Weights`; of a public set whose questions repeat the passages' words (CMRC) the result is shown beside,
because there meaning may not cost more than 0.003.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

from benchmarks.retrieval.measures import ndcg
from benchmarks.retrieval.sets import RetrievalSet, halves, needs, public_sets
from benchmarks.retrieval.systems import Weighed, weighed
from search.encoder import SHIPPED_MODEL, load_encoder
from search.fusion import Weights

GRID = tuple(product((0.05, 0.1, 0.15), (0.5, 0.65, 0.8, 0.9), (0.7, 0.8, 0.9), (0.1, 0.2, 0.3)))
SHOWN = 8


def grid(shipped: Weights) -> Iterator[Weights]:
    """The shipped weights, and those of the grid."""
    yield shipped
    for told_share, untold_share, told, untold in GRID:
        yield replace(shipped, dense_told=told_share, dense_untold=untold_share, told=told, untold=untold)


def mean(system: Weighed, weights: Weights, data: RetrievalSet, asked: list[str]) -> float:
    """The mean nDCG@10 of these questions."""
    ranked = system(weights)
    return sum(ndcg(list(ranked(data.questions[id_])), data.judged[id_]) for id_ in asked) / len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    encoder = load_encoder(parser.parse_args().model)
    own = needs()
    chosen_on, other = halves(own.questions)
    system = weighed(own.passages, encoder)
    tried = [(mean(system, weights, own, chosen_on), weights) for weights in grid(Weights())]
    best = sorted(tried[1:], key=lambda row: -row[0])[:SHOWN]
    cmrc = next((data for data in public_sets() if data.name == "cmrc"), None)
    told = weighed(cmrc.passages, encoder) if cmrc else None
    print("told  untold shares, coverages   chosen on  other half  CMRC")
    for value, weights in [tried[0], *best]:
        loss = f"{mean(told, weights, cmrc, list(cmrc.questions)):.4f}" if told and cmrc else "-"
        shares = f"{weights.dense_told:.2f}  {weights.dense_untold:.2f}  {weights.told:.1f} {weights.untold:.1f}"
        print(f"{shares:28} {value:.4f}     {mean(system, weights, own, other):.4f}      {loss}")


if __name__ == "__main__":
    main()
