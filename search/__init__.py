"""Search over a library: by words, by meaning and over the graph; experts; and answers to plain questions."""

from search.ask import ask
from search.calibration import Calibration
from search.encoder import Encoder, load_encoder
from search.folder import IndexFolder
from search.overview import UNTOLD, Bar, Dimension, Item, Overview, Selection, Topic, tally, values_of
from search.prompts import PromptChoice
from search.questions import Answer, Reply
from search.recent import Recent
from search.reranker import CrossEncoderReranker, Reranker
from search.results import Expert, ExpertFilters, ExpertPath, Filters, Hit, PathNode, SearchResult, Team
from search.searcher import Searcher
from search.vectors import vector_home

__all__ = [
    "UNTOLD",
    "Answer",
    "Bar",
    "Calibration",
    "CrossEncoderReranker",
    "Dimension",
    "Encoder",
    "Expert",
    "ExpertFilters",
    "ExpertPath",
    "Filters",
    "Hit",
    "IndexFolder",
    "Item",
    "Overview",
    "PathNode",
    "PromptChoice",
    "Recent",
    "Reply",
    "Reranker",
    "SearchResult",
    "Searcher",
    "Selection",
    "Team",
    "Topic",
    "ask",
    "load_encoder",
    "tally",
    "values_of",
    "vector_home",
]
