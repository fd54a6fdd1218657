from .endpoint import Chat, Completion, Dropped, ModelExtractor, ModelReport
from .explanation import ExplainedMention, ExplainedSentence, Explanation, explain
from .extraction import Extractor, Reader, extract
from .gold import to_gold
from .honours import honour_ladder
from .lexicon import province_of
from .tagging.words import cut, cut_for_search
from .traditional import character_map

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
