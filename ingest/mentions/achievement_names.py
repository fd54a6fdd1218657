"""What can be the name of an achievement, and where in a sentence it ends."""

import re
from functools import lru_cache

from ingest.lexicon import Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.tagging.words import cut_by_dictionary

PHRASE_BREAKS = {"p", "c", "d", "r", "w", "PER", "TIME"}
"""Tags of words that no name of an achievement goes on with."""
WITHIN = {"对", "与", "和", "用"}
"""Words that may stand in the middle of a name (快速对中装置)."""
CLAUSE_GOES_ON = {
    "叫",
    "叫作",
    "叫做",
    "名叫",
    "大名",
    "取名",
    "不是",
    "就是",
    "已",
    "已经",
    "被",
    "使",
    "让",
    "获",
    "荣获",
    "是",
}
"""Words that no name has before its last word: the clause begun with something else."""
NOUNS = {"n", "nz", "vn", "nw"}
NOMINAL = NOUNS | {"a", "an", "ad", "f", "m", "q", "s", "v", "vd", "w"}
LEAST_OF_WEAK = 4
"""Before a last word that says little (系统, 车) a name has at least so many characters, one more before a single."""
REMEMBERED = 1 << 12
"""A name is judged by several finders, and by each in several ways."""
DATED = re.compile(r"\d{4}年|\d{1,2}月")
"""What begins so is told of a year ("2022年该技术")."""
SHORTEST = 5
SHORTEST_METHOD = 4


class AchievementNames:
    """Judges names of achievements by their last words.

    Attributes:
        weak: last words that are too general to tell a technical outcome.
        not_things: last words of persons, groups and campaigns.
        first_parts: words within a name that are no nouns by themselves (免, 全).
        predicates: words that a name ends before.
        last: the last characters of works' names.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["achievements"]
        heads = lexicon.either("achievements", "heads")
        self._not_method = tuple(table["not_method"])
        self._model = re.compile(r"“[^“”，。]{2,12}”(?=[，。；、的]|$)")
        self._abstract = re.compile(lexicon.either("achievements", "abstract"))
        self._head_at = re.compile(heads)
        self.predicates = frozenset(table["predicates"])
        self._generic = frozenset(table["generic"])
        self.weak = frozenset(table["weak_heads"])
        self.not_things = tuple(table["not_things"])
        self.first_parts = frozenset(table["first_parts"])
        self._heads = frozenset(table["heads"])
        self._longest = max(map(len, self._heads))
        self._head_of = lru_cache(REMEMBERED)(self._longest_head)
        self.last = frozenset(head[-1] for head in self._heads)
        self._good_first = re.compile(table["good_first"])
        self._no_work = re.compile(table["no_work"])
        self._bad_first, self._bad_last = tuple(table["bad_first"]), tuple(table["bad_last"])
        self._plans = re.compile(table["plans"])
        self._quantifier = re.compile(rf"^{table['quantifiers']}")

    def head(self, name: str) -> str | None:
        """The longest head noun that the name ends in."""
        return self._head_of(name)

    def _longest_head(self, name: str) -> str | None:
        for size in range(min(self._longest, len(name)), 0, -1):
            if name[-size:] in self._heads:
                return name[-size:]
        return None

    def is_weak(self, name: str) -> bool:
        """Whether the name's last word is too general; a way of doing something of its own length is not."""
        method = name.endswith("法") and len(name) > SHORTEST and not name.endswith(self._not_method)
        return self.head(name) in self.weak and not method

    def is_talk(self, name: str) -> bool:
        """Whether it is what somebody says, a motto or a headline, however it is marked."""
        return self._no_work.search(name) is not None

    def is_telling(self, name: str) -> bool:
        """Whether a name says by itself that it is a technical outcome."""
        head = self.head(name)
        plain = head is not None and not self.is_weak(name) and not self._abstract.search(name)
        return plain and self.is_acceptable(name, quoted=False)

    def is_acceptable(self, name: str, *, quoted: bool) -> bool:
        """Whether it can be a name at all; between quotation marks, shorter and vaguer ones can."""
        bare = "".join(name.split())
        plan = quoted and self._plans.search(bare)
        if bare in self._generic or self._begins_badly(bare) or (bare.endswith(self._bad_last) and not plan):
            return False
        if DATED.match(bare) and not quoted:
            return False
        if quoted:
            return len(bare) >= (SHORTEST_METHOD if bare.endswith("法") else SHORTEST)
        head = self.head(bare) or ""
        if self.is_weak(bare) and len(bare) - len(head) < LEAST_OF_WEAK + (len(head) == 1):
            return False
        return len(bare) >= SHORTEST and "工作室" not in bare

    def _begins_badly(self, name: str) -> bool:
        """Whether it begins with a word that no name begins with; 对 is such a word, but 对称 is none."""
        if not name.startswith(self._bad_first) or self._good_first.match(name):
            return False
        first = cut_by_dictionary(name)[0]
        return len(first) == 1 or name.startswith(tuple(word for word in self._bad_first if len(word) >= len(first)))

    def is_nominal(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether the words of a stretch can make up a noun phrase, the last of them a noun."""
        tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end]
        nominal = all(t.tag in NOMINAL or sentence.text[t.start : t.end] in self.first_parts for t in tokens)
        return nominal and bool(tokens) and (tokens[-1].tag in NOUNS or self.head(sentence.text[start:end]) is not None)

    def is_thing(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether a noun phrase that somebody made, used or won with can be the name of a work."""
        name = sentence.text[start:end]
        last = next((t.tag for t in sentence.tokens if t.end == end), "")
        long_enough = len(name) > SHORTEST or (len(name) == SHORTEST and not self.is_weak(name))
        worded = long_enough and (last in NOUNS or self.head(name) is not None)
        plain = not name.endswith(self.not_things) and not self._abstract.search(name.removesuffix("平台"))
        return worded and plain and self.is_acceptable(name, quoted=False)

    def trimmed(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
        """Without quantifiers in front and without whose it is ("某公司的…装置")."""
        text = sentence.text
        if match := self._quantifier.match(text[start:end]):
            start += match.end()
        owner = text.rfind("的", start, end)
        if owner > start and any(
            t.start >= start and t.end <= owner and t.tag in {"PER", "ORG"} for t in sentence.tokens
        ):
            start = owner + 1
        return start, end

    def phrase_span(self, sentence: TaggedSentence, start: int, limit: int) -> tuple[int, int]:
        """From `start` to the last head noun of the noun phrase, with the model's name behind; empty without one."""
        text, end, sure = sentence.text, start, False
        ends = {m.end(): m.group() for m in self._head_at.finditer(text, start, limit)}
        if not ends:
            return start, start
        for token in sentence.tokens:
            if not start <= token.start < limit:
                continue
            word = text[token.start : token.end]
            if word in CLAUSE_GOES_ON and end == start < token.start:
                break
            over = token.tag in PHRASE_BREAKS or word in self.predicates or word == "的"
            joins = not sure and word in WITHIN
            if (over and end > start and not joins) or token.tag in {"w", "PER"}:
                break
            if token.end in ends:
                end, sure = token.end, ends[token.end] not in self.weak
        model = self._model.match(text, end) if end > start else None
        return start, model.end() if model else end
