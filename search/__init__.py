"""Search over a library: by words, by meaning and over the graph; experts; and answers to plain questions."""

from search.ask import ask
from search.encoder import Encoder, load_encoder
from search.questions import Answer, Reply
from search.results import Expert, Filters, Hit, SearchResult
from search.searcher import Searcher

__all__ = [
    "Answer",
    "Encoder",
    "Expert",
    "Filters",
    "Hit",
    "Reply",
    "SearchResult",
    "Searcher",
    "ask",
    "load_encoder",
]
