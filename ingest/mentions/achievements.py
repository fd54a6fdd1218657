"""Achievements: quoted titles with a cue beside them, and what somebody is said to have developed."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.layout import Kind
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence

ITEM = re.compile(r"[^、，]+")
PRIZED = ("获", "荣获", "一举", "喜获")
LONGEST = 34
SHORTEST = 5


class AchievementFinder:
    """Finds technical outcomes by quotation marks and cues, and as objects of verbs of making."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["achievements"]
        heads = lexicon.either("achievements", "heads")
        verbs, tails = lexicon.either("achievements", "verbs"), lexicon.either("achievements", "verb_tails")
        self._title = re.compile(r"[“《‘](?P<name>[^“”《》，。；]{4,50}(?:“[^“”]{1,12}”[^“”《》，。；]{1,30})?)[”》’]")
        self._after = re.compile(
            rf"[”》]?\s*(?:等)?(?:\d+余?多?[项个件])?{lexicon.either('achievements', 'quoted_after')}"
        )
        self._before = re.compile(
            rf"(?:{lexicon.either('achievements', 'quoted_before')})(?:的|了)?(?:\d+[台套项个])?$"
        )
        self._list_before = re.compile(r"[”》][、和及与]?$")
        self._object = re.compile(
            rf"(?:{verbs})(?:{tails})?(?P<name>[^，。；：、！？“”《》\s]{{2,{LONGEST}}}?(?:{heads}))(?=[，。；、！？]|的|不仅|并|在|已|获|，|等|投|为|使|被|项目|$|取|可|能|成)"
        )
        self._phrase = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?{heads}(?=[，。；、]|项目|$)")
        listed = lexicon.either("achievements", "listed_as")
        self._listed = re.compile(
            rf"(?:{verbs})(?:{tails})?(?P<list>[^，。；：“”《》！？]{{12,120}}?)等(?:\d+余?多?[项个])?"
            rf"[\u4e00-\u9fff]{{0,6}}?{listed}"
        )
        self._paraded = re.compile(r"^(?P<list>[^。；：“”《》！？…]{12,120})…+(?:走进|来到|步入)")
        self._generic = frozenset(table["generic"])
        self._weak = frozenset(table["weak_heads"])
        self._heads = lexicon.words("achievements", "heads")
        self._pointed = re.compile(
            rf"(?:这一|这项|这种|这套|此项|其中)(?P<name>[^，。；：、！？“”《》\s]{{3,{LONGEST}}}?(?:{heads}))(?=已|在|获|被|能|可|项目|，|经)"
        )
        self._bad_first = tuple(table["bad_first"])
        self._quantifier = re.compile(rf"^{table['quantifiers']}")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The achievements named in the sentence."""
        text = sentence.text
        accepted_end = -1
        titles = list(self._title.finditer(text))
        for match in titles:
            follows = match.start() - accepted_end <= 1 and self._list_before.search(text[: match.start()])
            cued = follows or self._has_cue(text, match) or self._list_leads(text, match, titles)
            if cued and self._acceptable(match["name"], quoted=True):
                accepted_end = match.end()
                start, end = self._with_head(text, match)
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.quoted")
        if sentence.sentence.kind is Kind.HEADING and self._is_title(sentence):
            yield Mention(0, len(text), EntityType.ACHIEVEMENT, text, "achievement.heading")
        for pattern in (self._listed, self._paraded):
            for match in pattern.finditer(text):
                yield from self._items(sentence, match)
        for match in (*self._object.finditer(text), *self._pointed.finditer(text)):
            start, end = self._trimmed(sentence, *match.span("name"))
            if self._acceptable(text[start:end], quoted=False):
                yield Mention(
                    start, end, EntityType.ACHIEVEMENT, re.sub(r"\s+", "", text[start:end]), "achievement.made"
                )

    def _has_cue(self, text: str, match: re.Match[str]) -> bool:
        """Whether words beside the title, or the title itself, say that it is an achievement."""
        if self._after.match(text, match.end() - 1) or self._before.search(text[: match.start()]):
            return True
        head = self._head(match["name"])
        telling = head is not None and head not in self._weak and len(match["name"]) > SHORTEST
        return telling or (head is not None and text.startswith(PRIZED, match.end()))

    def _head(self, name: str) -> str | None:
        """The longest head noun that the name ends in."""
        return next((head for head in self._heads if name.endswith(head)), None)

    def _items(self, sentence: TaggedSentence, match: re.Match[str]) -> Iterator[Mention]:
        """The items of an enumeration without quotation marks, if it has several and each can be a name."""
        items = [m.span() for m in ITEM.finditer(sentence.text, *match.span("list"))]
        spans = [self._trimmed(sentence, *span) for span in items]
        names = [sentence.text[start:end] for start, end in spans]
        if len(names) > 1 and all(len(name) > SHORTEST and self._acceptable(name, quoted=True) for name in names):
            for start, end in spans:
                yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.listed")

    def _is_title(self, sentence: TaggedSentence) -> bool:
        """Whether a heading is nothing but the name of an achievement."""
        text, first = sentence.text, sentence.tokens[0]
        plain = not re.search(r"[，。：；！？“”《》\s]", text) and first.tag not in {"v", "d", "p", "c", "r"}
        head = self._head(text)
        named = head is not None and head not in self._weak
        return plain and named and SHORTEST < len(text) <= LONGEST and self._acceptable(text, quoted=False)

    def _with_head(self, text: str, match: re.Match[str]) -> tuple[int, int]:
        """The title, with the noun phrase after it that it qualifies (“甲—乙”不溶阳极新工艺)."""
        following = self._phrase.match(text, match.end())
        if following and self._head(match["name"]) is None:
            return match.start(), following.end()
        return match.span("name")

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

    def _trimmed(self, sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
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

    def _acceptable(self, name: str, *, quoted: bool) -> bool:
        bare = re.sub(r"\s+", "", name)
        if (
            bare in self._generic
            or bare.startswith(self._bad_first)
            or bare.endswith(("活动", "行动", "称号", "办法", "方案"))
        ):
            return False
        if quoted:
            return len(bare) >= SHORTEST
        weak = self._head(bare) in self._weak
        return len(bare) >= (SHORTEST + 3 if weak else SHORTEST) and "工作室" not in bare
