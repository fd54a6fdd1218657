"""Achievements: quoted titles with a cue beside them, and what somebody is said to have developed."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.page.layout import Kind

ITEM = re.compile(r"[^、，]+")
NOUNS = {"n", "nz", "vn", "nw"}
NOMINAL = NOUNS | {"a", "an", "ad", "f", "m", "q", "s", "v", "w"}
PHRASE_BREAKS = {"p", "c", "d", "r", "w", "PER", "TIME"}
"""Tags of words that no name of an achievement goes on with."""
WITHIN = {"对", "与", "和", "用"}
"""Words that may stand in the middle of a name (快速对中装置)."""
PRIZED = ("获", "荣获", "一举", "喜获")
NO_MARK = r"[^，。；：、！？“”《》（）\s]"
LONGEST = 34
SHORTEST = 5
SHORTEST_METHOD = 4


class AchievementFinder:
    """Finds technical outcomes by quotation marks and cues, and as objects of verbs of making."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["achievements"]
        methods = lexicon.either("achievements", "named_methods")
        heads = lexicon.either("achievements", "heads")
        verbs, tails = lexicon.either("achievements", "verbs"), lexicon.either("achievements", "verb_tails")
        self._title = re.compile(r"[“《‘](?P<name>[^“”《》，。；]{4,50}(?:“[^“”]{1,12}”[^“”《》，。；]{1,30})?)[”》’]")
        self._after = re.compile(
            rf"[”》]?\s*(?:等)?(?:\d+余?多?[项个件])?{lexicon.either('achievements', 'quoted_after')}"
        )
        making = rf"(?:{verbs}){{1,2}}(?:{tails})?"
        quantifiers = table["quantifiers"]
        self._before = re.compile(
            rf"(?:{lexicon.either('achievements', 'quoted_before')}|{making})(?:的|了)?(?:{quantifiers})?$"
        )
        self._list_before = re.compile(r"[”》][、和及与]?$")
        weak = lexicon.either("achievements", "weak_verbs")
        self._object = re.compile(rf"{making}(?P<name>{NO_MARK}{{2,{LONGEST}}})")
        self._weak_object = re.compile(rf"{weak}{{1,2}}(?:{tails})?(?P<name>{NO_MARK}{{2,{LONGEST}}})")
        self._acts = re.compile(lexicon.either("achievements", "acts"))
        self._opening = re.compile(rf"(?:^|[，。；：…])(?P<name>{NO_MARK}{{6,{LONGEST}}})")
        invented = lexicon.either("achievements", "inventing")
        self._invented = re.compile(
            rf"{invented}(?:出了?|了|的)(?P<name>(?:“[^“”，。]{{2,8}}”)?{NO_MARK}{{4,20}})(?=[，。；]|$)"
        )
        self._not_method = tuple(table["not_method"])
        self._named_method = re.compile(rf"”[\u4e00-\u9fff]{{0,5}}?{methods}")
        self._model = re.compile(r"“[^“”，。]{2,12}”(?=[，。；、的]|$)")
        self._abstract = re.compile(lexicon.either("achievements", "abstract"))
        self._head_at = re.compile(heads)
        self._predicates = frozenset(table["predicates"])
        self._by_person = Cued.of(rf"{lexicon.person_name()}(?:“[^“”]{{1,12}}”)?{NO_MARK}{{0,10}}?{methods}", methods)
        self._phrase = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?{heads}(?=[，。；、]|项目|$)")
        listed = lexicon.either("achievements", "listed_as")
        self._listed = Cued.of(
            rf"(?:{verbs}|{weak})(?:{tails})?(?P<list>[^，。；：“”《》！？]{{12,120}}?)等(?:\d+余?多?[项个])?"
            rf"[\u4e00-\u9fff]{{0,6}}?{listed}",
            rf"等.*?{listed}",
        )
        self._paraded = re.compile(r"^(?P<list>[^。；：“”《》！？…]{12,120})…+(?:走进|来到|步入)")
        self._generic = frozenset(table["generic"])
        self._weak = frozenset(table["weak_heads"])
        self._heads = lexicon.words("achievements", "heads")
        self._pointed = re.compile(rf"(?:这一|这项|这种|这套|此项|其中)(?P<name>{NO_MARK}{{3,{LONGEST}}})")
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
            start, end = self._with_head(text, match)
            if cued and self._acceptable(text[start:end], quoted=True):
                accepted_end = max(end, match.end())
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.quoted")
        if sentence.sentence.kind is Kind.HEADING and self._is_title(sentence):
            yield Mention(0, len(text), EntityType.ACHIEVEMENT, text, "achievement.heading")
        for pattern in (self._listed, self._paraded):
            for match in pattern.finditer(text):
                yield from self._items(sentence, match)
        yield from self._methods(sentence)
        yield from self._acting(sentence)
        yield from self._inventions(sentence)
        for match in (*self._object.finditer(text), *self._pointed.finditer(text)):
            start, end = self._trimmed(sentence, *self._phrase_span(sentence, *match.span("name")))
            if self._acceptable(text[start:end], quoted=False):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.made")
        for match in self._weak_object.finditer(text):
            start, end = self._trimmed(sentence, *self._phrase_span(sentence, *match.span("name")))
            if self._is_telling(text[start:end]):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.object")

    def _acting(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Works that a clause begins with and tells the effect of ("某某装置解决了……")."""
        for match in self._opening.finditer(sentence.text):
            start, end = self._phrase_span(sentence, *match.span("name"))
            if end > start and self._acts.match(sentence.text, end) and self._is_telling(sentence.text[start:end]):
                yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.acting")

    def _inventions(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """What somebody invented, whatever its last word is: a noun phrase up to the end of the clause."""
        for match in self._invented.finditer(sentence.text):
            start, end = match.span("name")
            tags = [t.tag for t in sentence.tokens if start <= t.start and t.end <= end]
            name = sentence.text[start:end]
            nominal = tags and all(tag in NOMINAL for tag in tags) and tags[-1] in NOUNS
            if nominal and len(name) > SHORTEST and self._acceptable(name, quoted=False):
                yield Mention(start, end, EntityType.ACHIEVEMENT, name, "achievement.invented")

    def _is_telling(self, name: str) -> bool:
        """Whether a name says by itself that it is a technical outcome."""
        head = self._head(name)
        plain = head is not None and not self._is_weak(name) and not self._abstract.search(name)
        return plain and self._acceptable(name, quoted=False)

    def _methods(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Ways of working named after a person ("张三六步接头法")."""
        starts = sentence.starts()
        for match in self._by_person.finditer(sentence.text):
            if match.start() in starts and self._acceptable(match.group(), quoted=False):
                yield Mention(*match.span(), EntityType.ACHIEVEMENT, match.group(), "achievement.method")

    def _phrase_span(self, sentence: TaggedSentence, start: int, limit: int) -> tuple[int, int]:
        """From `start` to the last head noun of the noun phrase, with the model's name behind; empty without one."""
        text, end, sure = sentence.text, start, False
        ends = {m.end(): m.group() for m in self._head_at.finditer(text, start, limit)}
        if not ends:
            return start, start
        for token in sentence.tokens:
            if not start <= token.start < limit:
                continue
            word = text[token.start : token.end]
            over = token.tag in PHRASE_BREAKS or word in self._predicates or word == "的"
            joins = not sure and word in WITHIN
            if (over and end > start and not joins) or token.tag in {"w", "PER"}:
                break
            if token.end in ends:
                end, sure = token.end, ends[token.end] not in self._weak
        model = self._model.match(text, end) if end > start else None
        return start, model.end() if model else end

    def _has_cue(self, text: str, match: re.Match[str]) -> bool:
        """Whether words beside the title, or the title itself, say that it is an achievement."""
        if self._after.match(text, match.end() - 1) or self._before.search(text[: match.start()]):
            return True
        head = self._head(match["name"])
        method = match["name"].endswith("法") and not match["name"].endswith(self._not_method)
        if (method and len(match["name"]) >= SHORTEST_METHOD) or self._named_method.match(text, match.end() - 1):
            return True
        telling = head is not None and head not in self._weak and len(match["name"]) > SHORTEST
        return telling or (head is not None and text.startswith(PRIZED, match.end()))

    def _is_weak(self, name: str) -> bool:
        """Whether the name's last word is too general; a way of doing something of its own length is not."""
        method = name.endswith("法") and len(name) > SHORTEST and not name.endswith(self._not_method)
        return self._head(name) in self._weak and not method

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
        following = self._named_method.match(text, match.end() - 1) or self._phrase.match(text, match.end())
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
            return len(bare) >= (SHORTEST_METHOD if bare.endswith("法") else SHORTEST)
        weak = self._is_weak(bare)
        return len(bare) >= (SHORTEST + 3 if weak else SHORTEST) and "工作室" not in bare
