"""Reading: from a document's text to sentences, mentions, relations and measures."""

from ingest.endpoint import Chat, Completion, Dropped, ModelExtractor, ModelReport
from ingest.explain import ExplainedMention, ExplainedSentence, Explanation, explain
from ingest.extract import Extractor, Reader, extract
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
