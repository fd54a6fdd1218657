"""Units that use a work, told in a row where only the place in the sentence shows that they are units.

"推广到铜坑水利枢纽和公司第二制盐场", "周边的白沙岛修船厂、大有门业也用上了": each name begins where the row or its next
member does, and ends as a unit's name does.
"""

import re
from collections.abc import Iterator

from ingest.lexicon import Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.tagging.words import cut_by_dictionary, is_word

PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
BREAKS = frozenset({"p", "u", "r", "d", "c", "w", "t", "TIME"})
"""No word within such a name has one of these tags."""
NUMBERED = re.compile("第[一二三四五六七八九十]+")
SHORTEST = 2
FIRM = "业"


class UserRowFinder:
    """Finds the spans of such names; whether they can be names of units is for others to say."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["organizations"]
        users = table["users"]
        ends = lexicon.either("organizations", "suffixes", "trades")
        self._behind = re.compile(rf"(?:{users['behind']})(?P<row>[^，。；：“”（）\s]+)")
        row = r"(?P<row>[^，。；：“”（）\s]+?)"
        self._ahead = re.compile(rf"(?:^|(?<=[，。；：]))(?:{users['when']})?{row}(?:{users['acts']})")
        self._taken = re.compile(rf"(?:被|让){row}(?:{users['takes']})")
        self._joint = re.compile(users["joints"])
        self._name = re.compile(rf"(?P<stem>(?:(?!的)[\u4e00-\u9fffA-Za-z\d]){{1,10}}?){ends}(?={users['stops']}|$)")
        self._owner = re.compile(lexicon.either("organizations", "own_parts_owners"))
        self._no_first = re.compile(users["no_first"])
        self._places = lexicon.places.full_name

    def find(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """The spans of the users named in the sentence."""
        for pattern in (self._behind, self._ahead, self._taken):
            for match in pattern.finditer(sentence.text):
                yield from self._of_row(sentence, *match.span("row"))

    def _of_row(self, sentence: TaggedSentence, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The units of a row, up to its first member that is neither a unit nor a place."""
        while start < end:
            joint = self._joint.search(sentence.text, start, end)
            stop = joint.start() if joint else end
            unit = self._of_member(sentence, start, stop)
            if unit:
                yield unit
            elif sentence.text[start:stop] not in self._places:
                return
            start = joint.end() if joint else end

    def _of_member(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int] | None:
        """The unit that a member of a row names, perhaps with its place ahead ("湖北宜都的某某食品公司")."""
        text = sentence.text
        begins = (start, *(m.end() for m in re.finditer("的", text[start:end])))
        for begin in (start, *(start + at for at in begins[1:])):
            owner = self._owner.match(text, begin, end)
            first = owner.end() if owner else begin
            name = self._name.match(text, first, end)
            firm = name is not None and name.group().endswith(FIRM)
            if name and self._is_proper(sentence, *name.span("stem"), firm=firm):
                return first, name.end()
        return None

    def _is_proper(self, sentence: TaggedSentence, start: int, end: int, *, firm: bool) -> bool:
        """Whether a unit's name can begin so: with a number, or with what is no run of common words.

        A firm ("万福米业") is called by any word.
        """
        stem = sentence.text[start:end]
        if NUMBERED.match(stem):
            return True
        words = sentence.within(start, end)
        if len(stem) < SHORTEST or self._no_first.match(stem) or any(t.tag in BREAKS for t in words):
            return False
        return (
            firm
            or any(t.tag in PROPER for t in words)
            or not (is_word(stem) or all(len(word) > 1 for word in cut_by_dictionary(stem)))
        )
