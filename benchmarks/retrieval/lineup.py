"""All systems that are compared, over one set of passages."""

from collections.abc import Mapping

from benchmarks.retrieval.peers import txtai
from benchmarks.retrieval.systems import System, bm25, own
from search.encoder import Encoder
from search.fusion import Weights


def lineup(passages: Mapping[str, str], encoder: Encoder, weights: Weights) -> dict[str, System]:
    """By name, in the order of the table."""
    return {"bm25": bm25(passages), **txtai(passages, encoder), **own(passages, encoder, weights)}
