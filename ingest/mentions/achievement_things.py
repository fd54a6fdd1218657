"""Works whose last word need not tell that they are any: what somebody made, what is whose and won or came into use."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.achievement_names import NOMINAL, AchievementNames
from ingest.mentions.achievement_phrases import LONGEST
from ingest.mentions.mention import Mention, TaggedSentence

NO_STOP = r"[^，。；：！？“”《》（）\s]"
COMPOUND = {"n", "nz", "nw", "vn", "v", "a", "an", "ad", "f", "s"}
LEAST_COMPOUND = 8
AND = {"、", "和", "与", "及", "以及"}
REACH = 24
"""Who made it is said at most so many characters behind the name."""


class ThingFinder:
    """Finds noun phrases behind verbs that have made something, and behind their owners."""

    def __init__(self, lexicon: Lexicon, names: AchievementNames) -> None:
        self._names = names
        table = lexicon.tables["achievements"]
        making = lexicon.either("achievements", "making_of")
        self._made = Cued.of(
            rf"{making}了?(?:{table['quantifiers']})?(?:新型|新式)?(?P<quoted>“[^“”，。]{{2,8}}”)?(?P<name>{NO_STOP}{{5,90}})",
            making,
        )
        self._done = re.compile(rf"{table['done']}(?P<name>{NO_STOP}{{6,60}})")
        self._called = re.compile(table["called"])
        self._likened = re.compile(table["told"]["likened"])
        self._modifier = re.compile(lexicon.either("achievements", "modifiers"))
        self._bought = re.compile(table["bought"])
        self._general = frozenset(table["general_verbs"]) | self._names.predicates
        self._devices = frozenset(table["devices"])
        self._acts = re.compile(lexicon.either("achievements", "acts"))
        self._used = re.compile(table["used"])
        self._origin = re.compile(table["origin"])
        self._units = tuple(table["owning_units"])

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The works that the sentence says are made, or are somebody's."""
        for match in self._made.finditer(sentence.text):
            for start, end in self._phrases(sentence, *match.span("name")):
                first = match["quoted"] and start == match.start("name")
                start = match.start("quoted") if first else start  # noqa: PLW2901
                if not self._likened.match(sentence.text, end):
                    yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.thing")
        for match in self._done.finditer(sentence.text):
            for start, end in self._phrases(sentence, *match.span("name")):
                named = sentence.text.endswith(("项目", "课题"), start, end)
                if named or self._called.match(sentence.text, end) or self._tells_effect(sentence.text, start, end):
                    yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.done")
        yield from self._owned(sentence)
        if self._modifier.search(sentence.text) and not self._bought.search(sentence.text):
            yield from self._compounds(sentence)

    def _tells_effect(self, text: str, start: int, end: int) -> bool:
        """Whether the text goes on with what the thing named there changed."""
        return self._names.head(text[start:end]) is not None and bool(self._acts.match(text, _behind_comma(text, end)))

    def _compounds(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Long compounds that say what a device does and how ("三通管快速封堵器"): nobody else has names for these."""
        text, start, end = sentence.text, -1, -1
        for token in (*sentence.tokens, None):
            word = text[token.start : token.end] if token else ""
            inner = token and (token.tag in COMPOUND or word in self._names.first_parts) and word not in self._general
            if inner and token:
                start, end = (token.start if start < 0 else start), token.end
                continue
            if end - start >= LEAST_COMPOUND and self._is_compound(text[start:end]):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.compound")
            start = end = -1

    def _is_compound(self, name: str) -> bool:
        head = self._names.head(name)
        device = head is not None and head in self._devices and self._modifier.search(name)
        return bool(device) and self._names.is_acceptable(name, quoted=False)

    def _owned(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """What somebody is said to have, and to have won or brought into use with ("某某的听漏支架获得银奖")."""
        text = sentence.text
        for owner, token in pairwise(sentence.tokens):
            if text[token.start : token.end] != "的":
                continue
            named = owner.tag == "PER" or text.endswith("师傅", 0, owner.end)
            of_unit = text.endswith(self._units, 0, owner.end)
            if named or of_unit or self._origin.search(text, token.end, token.end + LONGEST + REACH):
                for start, end in self._phrases(sentence, token.end, token.end + LONGEST):
                    owned = named or (of_unit and self._names.is_telling(text[start:end]))
                    used = owned and (self._acts.match(text, _behind_comma(text, end)) or self._used.match(text, end))
                    if used or self._origin.match(text, end):
                        yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.owned")

    def _phrases(self, sentence: TaggedSentence, start: int, limit: int) -> Iterator[tuple[int, int]]:
        """The noun phrases from `start` on that are long enough to be names, "甲、乙和丙" being three."""
        end = start
        for token in sentence.tokens:
            if not start <= token.start < limit:
                continue
            word = sentence.text[token.start : token.end]
            noun = token.tag in NOMINAL - {"w", "m"} | {"t"} or word in self._names.first_parts
            if not noun or word in self._names.predicates:
                if not self._names.is_thing(sentence, start, end):
                    return
                yield start, end
                start = token.end
                if word not in AND:
                    return
            end = token.end
        if end > start and self._names.is_thing(sentence, start, end):
            yield start, end


def _behind_comma(text: str, at: int) -> int:
    return at + text.startswith("，", at)
