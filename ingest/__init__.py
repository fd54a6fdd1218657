"""Reading: from a document's text to sentences, mentions, relations and measures.

What is named here is loaded when it is first asked for: whoever only answers questions needs the types in
`ingest.facts` and the words, not the rules for reading.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.endpoint import Chat, Completion, Dropped, ModelExtractor, ModelReport
    from ingest.explanation import ExplainedMention, ExplainedSentence, Explanation, explain
    from ingest.extraction import Extractor, Reader, extract
    from ingest.gold import to_gold
    from ingest.honours import honour_ladder
    from ingest.lexicon import province_of
    from ingest.tagging.words import cut, cut_for_search
    from ingest.traditional import character_map

__all__ = [
    "Chat",
    "Completion",
    "Dropped",
    "ExplainedMention",
    "ExplainedSentence",
    "Explanation",
    "Extractor",
    "ModelExtractor",
    "ModelReport",
    "Reader",
    "character_map",
    "cut",
    "cut_for_search",
    "explain",
    "extract",
    "honour_ladder",
    "province_of",
    "to_gold",
]

_PLACES = {
    "endpoint": ("Chat", "Completion", "Dropped", "ModelExtractor", "ModelReport"),
    "explanation": ("ExplainedMention", "ExplainedSentence", "Explanation", "explain"),
    "extraction": ("Extractor", "Reader", "extract"),
    "gold": ("to_gold",),
    "honours": ("honour_ladder",),
    "lexicon": ("province_of",),
    "tagging.words": ("cut", "cut_for_search"),
    "traditional": ("character_map",),
}


def __getattr__(name: str) -> object:
    """Loads what is asked for by name (PEP 562)."""
    place = next((place for place, names in _PLACES.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{place}"), name)
