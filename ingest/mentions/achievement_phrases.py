"""Achievements named without quotation marks: what somebody developed or invented, and what has an effect."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Cued, Lexicon
from ingest.mentions.achievement_names import SHORTEST, AchievementNames
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.words import cut_by_dictionary

NO_MARK = r"[^，。；：、！？“”《》（）\s]"
LONGEST = 34
COMMON = frozenset({"n", "vn", "v", "a", "d", "c", "r"})
NAMED = frozenset({"PER", "ORG", "LOC", "TIME", "r", "w"})
QUOTED = re.compile(r"“[^“”](?P<rest>[^“”]*)”")


class AchievementPhraseFinder:
    """Finds technical outcomes as objects of verbs of making, and as subjects of verbs of effect."""

    def __init__(self, lexicon: Lexicon, names: AchievementNames) -> None:
        self._names = names
        methods = lexicon.either("achievements", "named_methods")
        verbs, tails = lexicon.either("achievements", "verbs"), lexicon.either("achievements", "verb_tails")
        making = rf"(?:{verbs}){{1,2}}(?:{tails})?"
        weak = lexicon.either("achievements", "weak_verbs")
        self._object = re.compile(rf"{making}(?P<name>{NO_MARK}{{2,{LONGEST}}})")
        self._weak_object = re.compile(rf"{weak}{{1,2}}(?:{tails})?(?P<name>{NO_MARK}{{2,{LONGEST}}})")
        self._used = re.compile(lexicon.tables["achievements"]["used"])
        self._made = re.compile(f"{verbs}(?:{tails})")
        self._leading = re.compile(lexicon.either("achievements", "leading_others"))
        self._acts = re.compile(lexicon.either("achievements", "acts"))
        self._opening = re.compile(rf"(?:^|[，。；：…])(?P<name>{NO_MARK}{{6,{LONGEST}}})")
        table = lexicon.tables["achievements"]
        self._whole = re.compile(rf"(?:^|[，。；：…])(?P<name>[\u4e00-\u9fff]{{6,18}}?)(?={table['won_or_tried']})")
        self._no_whole = re.compile(table["no_such_name"])
        invented = lexicon.either("achievements", "inventing")
        self._invented = re.compile(
            rf"{invented}(?:出了?|了|的)(?P<name>(?:“[^“”，。]{{2,8}}”)?{NO_MARK}{{4,20}})(?=[，。；]|$)"
        )
        self._by_person = Cued.of(rf"{lexicon.person_name()}(?:“[^“”]{{1,12}}”)?{NO_MARK}{{0,10}}?{methods}", methods)
        self._pointed = re.compile(rf"(?:这项|这种|这套|此项|其中)(?P<name>{NO_MARK}{{3,{LONGEST}}})")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The achievements that the sentence names without marks."""
        text = sentence.text
        yield from self._methods(sentence)
        yield from self._acting(sentence)
        yield from self._inventions(sentence)
        yield from self._cut_up(sentence)
        starts = sentence.starts()
        for match in (*self._object.finditer(text), *self._pointed.finditer(text)):
            start, end = self._names.trimmed(sentence, *self._names.phrase_span(sentence, *match.span("name")))
            if self._names.is_acceptable(text[start:end], quoted=False):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.made")
        for match in self._weak_object.finditer(text):
            start, end = self._names.trimmed(sentence, *self._names.phrase_span(sentence, *match.span("name")))
            if start in starts and self._names.is_telling(text[start:end]):
                yield Mention(start, end, EntityType.ACHIEVEMENT, text[start:end], "achievement.object")

    def _acting(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Works that a clause begins with and tells the effect of ("某某装置解决了……")."""
        for match in self._opening.finditer(sentence.text):
            start, end = self._names.phrase_span(sentence, *match.span("name"))
            if end == start:
                continue
            start = self._names.trimmed(sentence, start, end)[0]
            acts = self._acts.match(sentence.text, end) and self._names.is_telling(sentence.text[start:end])
            if acts or (self._used.match(sentence.text, end) and self._names.is_thing(sentence, start, end)):
                yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], "achievement.acting")

    def _cut_up(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Works that a clause begins with and that won or were tried out, though the tagger sees a verb within."""
        for match in self._whole.finditer(sentence.text):
            start, end = match.span("name")
            named = [t.tag in NAMED for t in sentence.tokens if start <= t.start and t.end <= end]
            if (
                start in sentence.starts()
                and not any(named)
                and not self._no_whole.search(match["name"])
                and self._names.head(match["name"]) is not None
                and self._names.is_acceptable(match["name"], quoted=False)
            ):
                yield Mention(start, end, EntityType.ACHIEVEMENT, match["name"], "achievement.acting")

    def _inventions(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """What somebody invented, whatever its last word is: a noun phrase up to the end of the clause."""
        for match in self._invented.finditer(sentence.text):
            start, end = self._names.trimmed(sentence, *match.span("name"))
            name = sentence.text[start:end]
            nominal = self._names.is_nominal(sentence, start, end)
            if nominal and len(name) > SHORTEST and self._names.is_acceptable(name, quoted=False):
                yield Mention(start, end, EntityType.ACHIEVEMENT, name, "achievement.invented")

    def _methods(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """Ways of working named after a person ("张三六步接头法"); inside a quoted title nobody's name begins."""
        inside = {at for quoted in QUOTED.finditer(sentence.text) for at in range(*quoted.span("rest"))}
        starts = sorted(sentence.starts() - inside) if self._by_person.cue.search(sentence.text) else ()
        for match in filter(None, (self._by_person.pattern.match(sentence.text, start) for start in starts)):
            if (
                not self._made.search(match.group())
                and not self._leading.search(match.group())
                and self._names.is_acceptable(match.group(), quoted=False)
                and not _is_word(sentence, match.start())
            ):
                yield Mention(*match.span(), EntityType.ACHIEVEMENT, match.group(), "achievement.method")


def _is_word(sentence: TaggedSentence, start: int) -> bool:
    """Whether a word of the dictionary begins there that names nobody: 成果 begins like a name, and is none."""
    first = next((t for t in sentence.tokens if t.start == start), None)
    if first is None or first.tag not in COMMON or first.end - start == 1:
        return False
    return len(cut_by_dictionary(sentence.text[start : first.end])) == 1
