"""Works that a text tells the making or the name of: their names may begin with a clause ("夹铅芯的减振刀杆")."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.achievement_names import NOUNS, AchievementNames
from ingest.mentions.achievement_phrases import LONGEST
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token
from ingest.tagging.words import cut_by_dictionary

PLAIN, QUOTED = r"[^，。；：！？…“”（）《》、\s—]", r"“[^“”，。；、]{1,10}”"
REST = rf"(?:{QUOTED}|{PLAIN}){{2,60}}(?:、(?:{QUOTED}|{PLAIN}){{2,40}})?"
COUNTED = r"等?[\d一二两三四五六七八九十]+余?[项种个件台套]"
TITLED = re.compile(r"“[^“”]{5,}”[\u4e00-\u9fff]{0,3}")
"""A title, with no more than its class behind it ("“云巡检”小程序"), is found as such."""
WITH_CLAUSE = "achievement.told"
NOMINAL = NOUNS | {"a", "an", "ad", "vd", "d", "f", "s", "t", "v", "m", "q"}
AND = frozenset("与及兼")
"""Within a name, unless a work's name ends before it."""
ACTS = frozenset({"v", "vn", "vd", "d", "ad", "an"})
FEWEST_PARTS = 3
OF = "的"
SHORTEST, WHOLE = 5, 6
"""A name has so many characters; what stands behind 的 is one by itself if it has `WHOLE`."""
NAMED = {
    "made": "told",
    "called": "called",
    "shown": "shown",
    "pointed": "pointed",
    "subject": "subject",
    "replaced": "replaced",
    "settled": "settled",
    "bare": "bare",
}
SURE = {"achievement.told", "achievement.called"}
SUBJECT, LISTED, REPLACED = "achievement.subject", "achievement.listed", "achievement.replaced"
SETTLED, BARE = "achievement.settled", "achievement.bare"
RUN_IN = frozenset("经使让已获将把在由被从可能")
"""What the tagger takes for the last character of a long word that it does not know."""
ITEM = re.compile("[^、]+")
MOST = 12
"""So many items has a list at most."""
NESTED = frozenset({"PER", "ORG"})


class ToldFinder:
    """Finds what was made ("做了一根……", "研发的……"), what something is called, and what 这套 points to."""

    def __init__(self, lexicon: Lexicon, names: AchievementNames) -> None:
        self._names, self._places = names, lexicon.places.full_name
        table = lexicon.tables["achievements"]["told"]
        self._patterns = [
            (re.compile(rf"(?:{table[key]})(?P<name>{REST})"), f"achievement.{NAMED[key]}") for key in NAMED
        ]
        behind = {SUBJECT: table["then"], REPLACED: table["instead"], SETTLED: table["settles"]}
        self._behind = {rule: re.compile(pattern) for rule, pattern in behind.items()}
        self._renamed = re.compile(table["renamed"])
        self._inner = re.compile(table["inner"])
        self._likened = re.compile(table["likened"])
        self._several = re.compile(rf"(?:{table['several']})(?P<list>[^，。；：《》]{{10,100}}?)(?:{COUNTED}|等|，|$)")
        self._enumerated = re.compile(
            rf"(?:{table['enumerated']})(?P<list>[^。；：（）《》，]{{10,160}}?)(?:{COUNTED}|等|，|。|；|$)"
        )
        self._acted = re.compile(table["acted"])
        self._recast = re.compile(table["recast"])
        self._things = re.compile(rf"(?:{table['things']})$")
        self._no_things = re.compile(rf"(?:{table['no_things']})$")
        self._vague = re.compile(table["vague"])
        self._no_name = re.compile(table["no_name"])
        self._clause_first = re.compile(table["clause_first"])
        self._over, self._classes = frozenset(table["over"]), frozenset(table["classes"])

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The works that are told so."""
        text = sentence.text
        for pattern, rule in self._patterns:
            for match in pattern.finditer(text):
                if self._recast.search(text, 0, match.start("name")):
                    continue
                first = _word_start(sentence, match.start("name"))
                start, end = self._span(sentence, first, match.end("name"), whole=rule == WITH_CLAUSE)
                if rule in self._behind and not self._behind[rule].match(text, end):
                    continue
                if rule == WITH_CLAUSE and self.is_renamed(text, end):
                    continue
                if self._likened.match(text, end) or (rule == BARE and not self._is_compound(sentence, start, end)):
                    continue
                if end > start and self._is_name(text[start:end], sure=rule in SURE):
                    yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], rule)

        yield from self._listed(sentence)
        yield from self._items(sentence)

    def _is_compound(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether a stretch is one name of several words, some of which say what the thing does or how."""
        parts = sentence.within(start, end)
        acts = any(token.tag in ACTS for token in parts[:-1])
        named = len(parts) > FEWEST_PARTS or (acts and len(parts) == FEWEST_PARTS)
        return named and end - start > WHOLE and OF not in sentence.text[start:end]

    def is_renamed(self, text: str, end: int) -> bool:
        """Whether the text goes on with what the thing was then called, in quotation marks or as a work is named."""
        renamed = self._renamed.match(text, end)
        return renamed is not None and (renamed["plain"] is None or self.ends_as_work(renamed["plain"]))

    def _listed(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The works of a list that tells what was made ("其中甲、乙、丙三项"), if each item can be one."""
        for match in self._several.finditer(sentence.text):
            items = [m.span() for m in re.finditer("[^、]+", sentence.text[: match.end("list")])][-MOST:]
            spans = [(max(a, match.start("list")), b) for a, b in items if b > match.start("list")]
            ends = [self._span(sentence, *span, whole=True) for span in spans]
            whole = all(
                span[1] == end[1] and end[0] < end[1] and self._is_name(sentence.text[slice(*span)])
                for span, end in zip(spans, ends, strict=True)
            )
            if len(spans) > 1 and whole:
                for start, end in ends:
                    yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], LISTED)

    def _items(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The works behind a colon ("完成的课题有：甲、乙、丙"), which may also end in what is done by them."""
        for match in self._enumerated.finditer(sentence.text):
            spans = [m.span() for m in ITEM.finditer(sentence.text, *match.span("list"))]
            named = [self._is_item(sentence, *span) for span in spans]
            if len(spans) > 1 and all(named):
                for start, end in spans:
                    yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], LISTED)

    def _is_item(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        name = sentence.text[start:end]
        ends = self.ends_as_work(name) or self._acted.search(name)
        return bool(ends) and self._is_name(name) and not any(t.tag in NESTED for t in sentence.within(start, end))

    def _span(self, sentence: TaggedSentence, start: int, limit: int, *, whole: bool) -> tuple[int, int]:
        """Where the name stands: the noun behind 的, `whole` with the clause before, else the noun phrase at the start.

        A noun that is long enough is a name without its clause.
        """
        tokens = sentence.within(start, limit)
        if not tokens:
            return start, start
        text = sentence.text
        over = next((t.start for t in tokens if text[t.start : t.end] in self._over or t.tag in NESTED), limit)
        for of in (t for t in reversed(tokens) if text[t.start : t.end] == OF and start < t.start < over):
            end = self._noun(sentence, of.end, limit)
            if end > of.end:
                vague = self._vague.search(text, start, of.start) or of.start - start > LONGEST
                return (start if whole and not vague and end - of.end < WHOLE else of.end), end
        start, end = self._names.trimmed(sentence, start, self._noun(sentence, start, limit))
        clause = "、" in text[start:end] or (text.startswith("、", end) and OF in text[end:limit])
        return (start, start) if clause else (start, end)

    def _noun(self, sentence: TaggedSentence, start: int, limit: int) -> int:
        """Where the noun phrase that begins at `start` ends: behind its last word that can be the last of a work."""
        text, end, last, opened = sentence.text, start, start, False
        inner = {at for match in self._inner.finditer(text, start, limit) for at in range(*match.span())}
        for token in sentence.within(start, limit):
            word = text[token.start : token.end]
            opened ^= word in {"“", "”"}
            joins = token.start in inner or (word in AND and start < token.start and end < token.start)
            if not (opened or word == "”" or self._goes_on(token, word) or joins):
                break
            if (
                not opened
                and (token.tag in NOUNS or token.tag in {"v", "q"})
                and self.ends_as_work(text[start : token.end])
            ):
                end = token.end
            elif token.tag in NOUNS and word[-1] in RUN_IN and self.ends_as_work(text[start : token.end - 1]):
                return token.end - 1
            last = token.end if token.tag in NOUNS and word not in self._classes else last
        return end if end >= last else start

    def _goes_on(self, token: Token, word: str) -> bool:
        unknown = token.tag == "LOC" and word not in self._places
        inner = token.tag in NOMINAL or unknown or word in self._names.first_parts
        return inner and word not in self._names.predicates and word not in self._over

    def ends_as_work(self, name: str) -> bool:
        """Whether the last word can be that of a thing somebody made."""
        return self._things.search(name) is not None and self._no_things.search(name) is None

    def _is_name(self, name: str, *, sure: bool = False) -> bool:
        if not SHORTEST <= len(name) <= LONGEST or self._no_name.search(name) or TITLED.fullmatch(name):
            return False
        return not self._clause_first.match(name) if OF in name else self._names.is_acceptable(name, quoted=sure)


def _word_start(sentence: TaggedSentence, start: int) -> int:
    """Where the name begins: 支 of "开发了支座" is no measure word, 台 of "改了台炉底" is one, however it is tagged."""
    over = next((t for t in sentence.tokens if t.start < start < t.end), None)
    word = over is not None and len(cut_by_dictionary(sentence.text[over.start : over.end])) == 1
    return over.start if over and word else start
