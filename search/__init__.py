"""Search over a library: by words, by meaning and over the graph; experts; and answers to plain questions."""

from search.ask import ask
from search.encoder import Encoder, load_encoder
from search.questions import Answer, Reply
from search.results import Expert, ExpertFilters, ExpertPath, Filters, Hit, PathNode, SearchResult, Team
from search.searcher import Searcher

__all__ = [
    "Answer",
    "Encoder",
    "Expert",
    "ExpertFilters",
    "ExpertPath",
    "Filters",
    "Hit",
    "PathNode",
    "Reply",
    "SearchResult",
    "Searcher",
    "Team",
    "ask",
    "load_encoder",
]
