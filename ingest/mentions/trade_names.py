"""Names behind a trade whose last character the tagger joins with the surname ("架线|工纪明", "保温|工钟|建国")."""

import re
from collections.abc import Callable, Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.words import is_word

SHORTEST, LONGEST = 2, 3
HAN = re.compile("[\u4e00-\u9fff]")


class TradeNames:
    """Finds names that the tagger tears apart or hides in a longer word because a trade stands before them."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool]) -> None:
        table = lexicon.tables["name_parts"]["trades"]
        self._is_name, self._ends = is_name, frozenset(table["ends"])
        self._in_unit, self._no_trade = re.compile(table["in_unit"]), tuple(table["no_trade"])
        self._units = re.compile(lexicon.either("organizations", "suffixes", "trades", "departments") + "$")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The names of the sentence that stand so."""
        text = sentence.text
        for place, token in enumerate(sentence.tokens):
            word = text[token.start : token.end]
            if token.tag == "ORG":
                match = self._in_unit.search(word)
                if match and self._is_name(match["name"]) and not self._is_unit(match["name"]):
                    yield self._mention(text, token.start + match.start("name"), token.end)
            elif word[0] in self._ends and token.start and HAN.match(text, token.start - 1) and not self._is_word(word):
                end = self._end(sentence, token.start + 1, place)
                if end:
                    yield self._mention(text, token.start + 1, end)

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

    def _is_word(self, word: str) -> bool:
        """Whether it is a word, or begins with one (工程学系)."""
        return len(word) == 1 or is_word(word) or is_word(word[:2]) or word.startswith(self._no_trade)
