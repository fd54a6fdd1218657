"""The passages that a system found near the top and nobody has judged yet, for judges who do not see which system.

    python -m benchmarks.retrieval.pool OUT.jsonl [--depth 5] [--systems bm25 dense] [--model FOLDER]

Each line: query_id, query, passage_id, passage. What the judges say goes into benchmarks/needs/pooled.tsv.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from benchmarks.retrieval.lineup import lineup
from benchmarks.retrieval.measures import AT
from benchmarks.retrieval.peers import absent
from benchmarks.retrieval.sets import RetrievalSet, needs
from benchmarks.retrieval.systems import System
from search.encoder import SHIPPED_MODEL, load_encoder
from search.fusion import Weights

DEPTH = 5
POOLED = ("bm25", "lexical", "dense", "hybrid", "txtai best")


def unjudged(data: RetrievalSet, systems: Mapping[str, System], depth: int) -> Iterator[dict[str, str]]:
    """What any of the systems has among its first `depth` and no judgement speaks of, by question, then by passage."""
    for id_, question in sorted(data.questions.items()):
        top = {passage for system in systems.values() for passage in islice(system(question), depth)}
        for passage in sorted(top - data.judged.get(id_, {}).keys()):
            yield {"query_id": id_, "query": question, "passage_id": passage, "passage": data.passages[passage]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--depth", type=int, default=DEPTH, choices=range(1, AT + 1), help="of each system's ranking")
    parser.add_argument("--systems", nargs="+", default=POOLED)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    arguments = parser.parse_args()
    data = needs()
    systems = lineup(data.passages, load_encoder(arguments.model), Weights())
    systems = {name: system for name, system in systems.items() if name in arguments.systems}
    if reason := absent():
        print(reason)
    pairs = list(unjudged(data, systems, arguments.depth))
    arguments.out.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs), "utf-8")
    print(f"{len(pairs)} pairs to judge, of {len({pair['query_id'] for pair in pairs})} questions")


if __name__ == "__main__":
    main()
