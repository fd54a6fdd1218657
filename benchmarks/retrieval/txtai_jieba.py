"""txtai's BM25 over Chinese words; none of its own tokenizers has a dictionary. It is named in txtai's settings."""

from collections.abc import Callable

from txtai.scoring.bm25 import BM25

from ingest import cut_for_search
from search.terms import function_words, words


class JiebaBM25(BM25):
    """Counts the words that jieba cuts for search.

    Two settings of its own: `stopwords` leaves our function words out, `characters` counts single characters as well.
    """

    def loadtokenizer(self) -> Callable[[str], list[str]]:
        left_out = function_words() if self.config.get("stopwords") else frozenset()
        characters = bool(self.config.get("characters"))

        def tokens(text: str) -> list[str]:
            cut = [word for word in words(text, cut_for_search) if word not in left_out]
            return [*cut, *(c for word in cut if len(word) > 1 for c in word)] if characters else cut

        return tokens
