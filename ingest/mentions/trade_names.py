"""Names behind a trade whose last character the tagger joins with the surname ("架线|工纪明", "保温|工钟|建国")."""

import re
from collections.abc import Callable, Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token
from ingest.tagging.words import is_word

TRADE_ENDS = frozenset("工员师长匠手")
SHORTEST, LONGEST = 2, 3
HAN = re.compile("[\u4e00-\u9fff]")
TRADE_IN_UNIT = re.compile(
    "[\u4e00-\u9fff]{2}(?<![职员技民分施加化理手军罢])[工匠](?![程单业会作人艺序具地厂区种时资贸商信务])(?P<name>[\u4e00-\u9fff]{2,3})$"
)
"""Of a word that the tagger takes for a unit: its end tells who works there ("某某集团装调工李卫民")."""


class TradeNames:
    """Finds names that the tagger tears apart or hides in a longer word because a trade stands before them."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool]) -> None:
        self._is_name = is_name
        self._units = re.compile(lexicon.either("organizations", "suffixes", "trades", "departments") + "$")
        segments = (w for w in lexicon.words("organizations", "suffixes") if w.endswith("段") and len(w) > SHORTEST)
        self._segments = tuple(segments)

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The names of the sentence that stand so."""
        text = sentence.text
        for place, token in enumerate(sentence.tokens):
            word = text[token.start : token.end]
            if token.tag == "ORG":
                match = TRADE_IN_UNIT.search(word)
                if match and self._is_name(match["name"]) and not self._is_unit(match["name"]):
                    yield self._mention(text, token.start + match.start("name"), token.end)
            elif word[0] in TRADE_ENDS and token.start and HAN.match(text, token.start - 1) and not _is_word_here(word):
                end = self._end(sentence, token.start + 1, place)
                if end:
                    yield self._mention(text, token.start + 1, end)

    def is_segments(self, text: str, token: Token) -> bool:
        """Whether a name's first character is the last one of the unit before it ("工务|段滕飞")."""
        return text.endswith(self._segments, 0, token.start + 1) and self._is_name(text[token.start + 1 : token.end])

    def _end(self, sentence: TaggedSentence, start: int, place: int) -> int | None:
        """Where the name that begins at `start`, in the word at `place`, is over: with that word or the next one."""
        ends = [t.end for t in sentence.tokens[place : place + LONGEST] if SHORTEST <= t.end - start <= LONGEST]
        names = (end for end in reversed(ends) if self._is_name(sentence.text[start:end]))
        whole = sentence.tokens[place].end
        if whole in ends:
            return whole if self._is_name(sentence.text[start:whole]) else None
        behind = next((t for t in sentence.tokens[place + 1 : place + 2] if t.tag == "v"), None)
        if behind and not is_word(sentence.text[behind.start : behind.end]):
            return whole + 1 if self._is_name(sentence.text[start : whole + 1]) else None  # 田|浩拜
        return next(names, None)

    def _is_unit(self, name: str) -> bool:
        return is_word(name) or self._units.search(name) is not None

    @staticmethod
    def _mention(text: str, start: int, end: int) -> Mention:
        return Mention(start, end, EntityType.PERSON, text[start:end], "person.trade")


def _is_word_here(word: str) -> bool:
    """Whether it is a word, or begins with one (工程学系)."""
    return len(word) == 1 or is_word(word) or is_word(word[:2]) or word.startswith("工单")
