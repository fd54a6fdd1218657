"""Achievements: quoted titles with a cue beside them, headings, enumerations, and what somebody has made."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.achievement_names import SHORTEST, SHORTEST_METHOD, AchievementNames
from ingest.mentions.achievement_phrases import LONGEST, AchievementPhraseFinder
from ingest.mentions.achievement_quoted import QuotedThingFinder
from ingest.mentions.achievement_things import ThingFinder
from ingest.mentions.achievement_told import ToldFinder
from ingest.mentions.mention import HEADED, ITEM_MARK, Mention, TaggedSentence
from ingest.page.layout import Kind

ITEM = re.compile(r"[^、，]+")
ITEM_OF = "[\u4e00-\u9fffA-Za-z0-9“”]{5,34}（[^（）]{2,30}）"
"""An item, and whose it is ("某某装置（某厂）")."""
CREDITED = re.compile("([\u4e00-\u9fffA-Za-z0-9“”]+)（[^（）]+）")
WITH_KIND = "achievement.with_kind"
"""A title together with what it is ("“三沉三滤”奶豆腐制作技艺")."""
PRIZED = ("获", "荣获", "一举", "喜获")
AROUND = 24
"""So many characters around a quoted noun phrase are looked through for what was done with it."""
MARK = re.compile(r"[，。：；！？“”《》\s]")
INNER_QUOTES = re.compile("“([^“”，。；！？]{2,12})”(?=.{2})")
"""A nickname within a name (“后视镜”提醒器)."""
WORDED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*[\u4e00-\u9fff]")


class AchievementFinder:
    """Finds technical outcomes by quotation marks and cues, as items of enumerations, and as what is made."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = AchievementNames(lexicon)
        self._phrases = AchievementPhraseFinder(lexicon, self._names)
        self._things = ThingFinder(lexicon, self._names)
        self._told = ToldFinder(lexicon, self._names)
        self._quoted = QuotedThingFinder(lexicon, self._names)
        methods = lexicon.either("achievements", "named_methods")
        heads = lexicon.either("achievements", "heads")
        verbs, tails = lexicon.either("achievements", "verbs"), lexicon.either("achievements", "verb_tails")
        self._title = re.compile(r"[“《‘](?P<name>[^“”《》，。；]{4,50}(?:“[^“”]{1,12}”[^“”《》，。；]{1,30})?)[”》’]")
        self._after = re.compile(
            rf"[”》]?\s*(?:等)?(?:\d+余?多?[项个件])?{lexicon.either('achievements', 'quoted_after')}"
        )
        self._presented = re.compile(lexicon.tables["achievements"]["presented"])
        making = rf"(?:{verbs}){{1,2}}(?:{tails})?"
        quantifiers = lexicon.tables["achievements"]["quantifiers"]
        self._before = re.compile(
            rf"(?:{lexicon.either('achievements', 'quoted_before')}|{making})(?:的|了)?(?:{quantifiers})?$"
        )
        self._list_before = re.compile(r"[”》][、和及与]?$")
        weak = lexicon.either("achievements", "weak_verbs")
        self._not_method = tuple(lexicon.tables["achievements"]["not_method"])
        self._named_method = re.compile(rf"”[\u4e00-\u9fff]{{0,5}}?{methods}")
        self._phrase = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?{heads}(?=[，。；、]|项目|$)")
        listed = lexicon.either("achievements", "listed_as")
        self._listed = Cued.of(
            rf"(?:{verbs}|{weak})(?:{tails})?(?P<list>[^，。；：“”《》！？]{{12,120}}?)等(?:\d+余?多?[项个])?"
            rf"[\u4e00-\u9fff]{{0,6}}?{listed}",
            rf"等.*?{listed}",
        )
        self._making = re.compile(rf"{lexicon.either('achievements', 'verbs', 'weak_verbs')}(?:{tails})")
        self._abstract = re.compile(lexicon.either("achievements", "abstract"))
        self._deed = re.compile(lexicon.tables["achievements"]["deeds"])
        self._artwork = re.compile(lexicon.tables["achievements"]["artwork"])
        told = lexicon.tables["achievements"]["told"]
        self._won_behind, self._pointed = re.compile(told["won_behind"]), re.compile(f"{told['pointed']}$")
        self._titled_by = re.compile(lexicon.tables["achievements"]["sections"]["titled_by"])
        self._slogan = re.compile(lexicon.tables["achievements"]["slogan_after"])
        self._credited = re.compile(rf"(?:{ITEM_OF}、?){{2,}}{lexicon.tables['achievements']['credited_as']}")
        self._credited_after = frozenset(lexicon.tables["achievements"]["credited_after"])
        self._paraded = re.compile(r"^(?P<list>[^。；：“”《》！？…]{12,120})…+(?:走进|来到|步入)")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The achievements named in the sentence."""
        text = sentence.text
        accepted_end = -1
        titles = list(self._title.finditer(text))
        for match in titles:
            follows = match.start() - accepted_end <= 1 and self._list_before.search(text[: match.start()])
            start, end = self._with_head(text, match)
            cued = follows or self._has_cue(sentence, match) or self._list_leads(text, match, titles)
            kind = self._says_kind(sentence, match.end(), end)
            if (cued or kind) and self._names.is_acceptable(text[start:end], quoted=True):
                accepted_end = max(end, match.end())
                rule = WITH_KIND if kind else "achievement.quoted"
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], rule)
        if title := self._title_of(sentence):
            yield Mention(*title, EntityType.ACHIEVEMENT, text[slice(*title)], HEADED)
        for match in self._artwork.finditer(text):
            yield Mention(*match.span("name"), EntityType.ACHIEVEMENT, match["name"], "achievement.artwork")
        for pattern in (self._listed, self._paraded):
            for match in pattern.finditer(text):
                yield from self._items(sentence, match)
        for match in self._credited.finditer(text):
            yield from self._of_units(sentence, match)
        yield from self._things.find(sentence)
        yield from self._phrases.find(sentence)
        yield from self._told.find(sentence)
        yield from self._quoted.find(sentence)

    def is_renamed(self, text: str, end: int) -> bool:
        """Whether what ends there is told by its kind only, and its name follows ("一种换油方法，取名“……”")."""
        return self._told.is_renamed(text, end)

    def _has_cue(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether words beside the title, or the title itself, say that it is an achievement."""
        text = sentence.text
        if self._presented.match(text, match.end() - 1) or self._after.match(text, match.end() - 1):
            return True
        if self._before.search(text[: match.start()]):
            return True
        head = self._names.head(match["name"])
        method = match["name"].endswith("法") and not match["name"].endswith(self._not_method)
        if (method and len(match["name"]) >= SHORTEST_METHOD) or self._named_method.match(text, match.end() - 1):
            return True
        telling = head is not None and head not in self._names.weak and len(match["name"]) > SHORTEST
        prized = head is not None and text.startswith(PRIZED, match.end())
        return telling or prized or self._is_thing_made(sentence, match)

    def _is_thing_made(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether a quoted noun phrase stands in a clause that speaks of making, using or rewarding a work."""
        text, name = sentence.text, match["name"]
        worded = text[match.start()] == "“" and len(name) >= SHORTEST and WORDED.fullmatch(name) is not None
        if not worded or name.endswith(self._names.not_things) or self._slogan.match(text, match.end()):
            return False
        around = text[max(0, match.start() - AROUND) : match.start()] + text[match.end() : match.end() + AROUND]
        told = self._deed.search(around) or self._won_behind.match(text, match.end())
        pointed = self._pointed.search(text, 0, match.start()) and not self._abstract.search(name)
        return bool(pointed) or (bool(told) and self._names.is_nominal(sentence, *match.span("name")))

    def _items(self, sentence: TaggedSentence, match: re.Match[str]) -> Iterator[Mention]:
        """The items of an enumeration without quotation marks, if it has several and each can be a name."""
        spans = [self._names.trimmed(sentence, *span) for span in self._parts(sentence, *match.span("list"))]
        names = [sentence.text[start:end] for start, end in spans]
        if len(names) > 1 and all(
            len(name) > SHORTEST and self._names.is_acceptable(name, quoted=True) for name in names
        ):
            for start, end in spans:
                yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.listed")

    def _of_units(self, sentence: TaggedSentence, match: re.Match[str]) -> Iterator[Mention]:
        """The items of an enumeration, each with its unit in brackets behind; the first without the verb before it."""
        text = sentence.text
        for item in CREDITED.finditer(text, *match.span()):
            start, end = item.span(1)
            verbs = (
                t.end
                for t in sentence.within(start, end)
                if t.tag == "v" and text[t.start : t.end] in self._credited_after
            )
            start = max([start, *verbs]) if item.start() == match.start() else start
            if self._names.is_acceptable(text[start:end], quoted=True):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.listed")

    def _parts(self, sentence: TaggedSentence, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The items of an enumeration, the last ones joined by 和; the first without the verbs before its name."""
        made = list(self._making.finditer(sentence.text, start, min(end, start + LONGEST)))
        start = made[-1].end() if made and "、" not in sentence.text[start : made[-1].end()] else start
        joints = [t for t in sentence.tokens if t.tag == "c" and start + SHORTEST < t.start < end - SHORTEST]
        for item in ITEM.finditer(sentence.text, start, end):
            at = item.start()
            for joint in (t for t in joints if item.start() + SHORTEST < t.start < item.end() - SHORTEST - 1):
                yield at, joint.start
                at = joint.end
            yield at, item.end()

    def _title_of(self, sentence: TaggedSentence) -> tuple[int, int] | None:
        """Where a heading, or a numbered item that is a sentence by itself, names an achievement and nothing else."""
        said = sentence.sentence
        number = ITEM_MARK.match(sentence.text)
        numbered = number is not None or (said.paragraph.in_list and said.opens)
        if not numbered and said.kind is not Kind.HEADING:
            return None
        start, end = number.end() if number else 0, len(sentence.text.rstrip("。"))
        if numbered and (by := self._titled_by.match(sentence.text, start, end)):
            start = by.end()
        name = sentence.text[start:end]
        first = next((t.tag for t in sentence.tokens if t.start == start), "v")
        plain = not MARK.search(INNER_QUOTES.sub(r"\1", name)) and first not in {"v", "d", "p", "c", "r"}
        nominal = numbered and self._names.is_nominal(sentence, start, end)
        named = self._names.head(name) is not None and (not self._names.is_weak(name) or nominal)
        named = named or (nominal and self._told.ends_as_work(name))
        counted = number is not None and number.group().startswith("第")
        unsure = numbered and not counted and said.kind is not Kind.HEADING
        long_enough = SHORTEST + (2 if unsure else 0) < len(name) <= LONGEST
        known = plain and named and long_enough and self._names.is_acceptable(name, quoted=False)
        return (start, end) if known else None

    def _with_head(self, text: str, match: re.Match[str]) -> tuple[int, int]:
        """The title, with the noun phrase after it that it qualifies (“甲—乙”不溶阳极新工艺)."""
        following = self._named_method.match(text, match.end() - 1) or self._phrase.match(text, match.end())
        if following and self._names.head(match["name"]) is None:
            return match.start(), following.end()
        return match.span("name")

    def _says_kind(self, sentence: TaggedSentence, start: int, end: int) -> bool:
        """Whether a stretch behind a title is a noun phrase that says what sort of work it is."""
        return (
            end > start
            and self._names.is_telling(sentence.text[start:end])
            and self._names.is_nominal(sentence, start, end)
        )

    def _list_leads(self, text: str, match: re.Match[str], titles: list[re.Match[str]]) -> bool:
        """Whether the title begins a run of titles whose last one has a cue after it (“甲”“乙”“丙”等成果)."""
        end = match.end()
        for other in titles:
            if (
                other.start() - end in (0, 1)
                and other.start() >= end
                and text[end : other.start()] in {"", "、", "和", "及"}
            ):
                end = other.end()
        return end > match.end() and bool(self._after.match(text, end - 1))
