"""Which noun phrases name an achievement: what the rules found, quoted titles, and phrases that end like a work's name.

A log-linear model (lexicons/outcome_weights.toml, fitted on annotated texts by benchmarks/fitting) decides for each
place where a name may end whether one does, and where it begins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.cues import CueSet
from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.achievement_names import NOMINAL, NOUNS, AchievementNames
from ingest.mentions.achievements import AchievementFinder
from ingest.mentions.mention import Mention, TaggedSentence
from ingest.tagging.tagger import Token

TITLE = re.compile(r"[“《‘【](?P<name>[^“”《》‘’【】，。；！？]{3,40})[”》’】]")
SHORTEST, LONGEST = 4, 34
TITLE_RULE, PHRASE_RULE = "achievement.title", "achievement.phrase"
UNCLAIMED = {TITLE_RULE, PHRASE_RULE}
"""What no rule has found;"""
TRUST = 3.0
"""where one has found a name, there is one unless much speaks against it."""
QUOTED = re.compile("“(?P<name>[^“”]+)”")
LATIN = re.compile("[A-Za-z0-9]")
OTHER = ("other",)
MOST_STARTS = 7
"""A name may begin at one of so many words before its last one."""
BEFORE, AROUND = 10, 24
LENGTHS = (5, 7, 10, 15)
NO_NAME = (NOMINAL | {"t"}) - {"w", "m", "q"}
INSIDE = frozenset({"m", "d"})
LONGEST_INSIDE = 2
"""Within a phrase, not at its start, stands also a number or an adverb of so many characters (三级, 预)."""


class Span(NamedTuple):
    """`text[start:end]` may name an achievement."""

    start: int
    end: int
    features: tuple[str, ...]
    rule: str


class OutcomeFinder:
    """Finds achievements."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rules = AchievementFinder(lexicon)
        self._names = AchievementNames(lexicon)
        table = lexicon.tables["outcomes"]
        self._ahead = CueSet(table["ahead"], reach=BEFORE)
        self._behind = CueSet(table["behind"])
        self._around = CueSet(table["around"])
        self._made = re.compile(table["made"])
        self._sure = frozenset(table["sure"])
        told = lexicon.tables["achievements"]["told"]
        self._things, self._no_things = (re.compile(rf"(?:{told[key]})$") for key in ("things", "no_things"))
        self._no_part = {*table["verb_ends"], *told["over"]}
        self._last = self._names.last | set(told["things"])
        self._weights: Mapping[str, float] = lexicon.tables["outcome_weights"]

    def use(self, weights: Mapping[str, float]) -> None:
        """Puts other weights in place of the shipped ones."""
        self._weights = weights

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The achievements that the sentence names."""
        for spans in self.decisions(sentence):
            sure = next((span for span in spans if span.rule in self._sure), None)
            best = sure or max(spans, key=self._weight)
            trust = TRUST if any(span.rule not in UNCLAIMED for span in spans) else 0.0
            if sure or self._weight(best) + trust > 0:
                made = self._made.match(sentence.text, best.start, best.end)
                quoted = QUOTED.fullmatch(sentence.text, best.start, best.end)
                start, end = quoted.span("name") if quoted else (made.end() if made else best.start, best.end)
                kind_only = not sure and self._rules.is_renamed(sentence.text, end)
                if kind_only or self._names.is_talk(sentence.text[start:end]):
                    continue
                yield Mention(start, end, EntityType.ACHIEVEMENT, sentence.text[start:end], best.rule)

    def _weight(self, span: Span) -> float:
        return sum(self._weights.get(feature, 0.0) for feature in span.features)

    def decisions(self, sentence: TaggedSentence, *, by_rules: bool = True) -> list[list[Span]]:
        """For each place where a name may end, the stretches that may be it; at most one of them is.

        Without the rules, what is left are titles and phrases: the decisions on ways to tell that no rule knows.
        """
        found: dict[int, dict[int, str]] = defaultdict(dict)
        quoted = []
        for title in TITLE.finditer(sentence.text):
            found[title.end("name")][title.start("name")] = TITLE_RULE
            quoted.append(title.span())
        for start, end in self._phrases(sentence):
            if not any(first < end and start < last for first, last in quoted):
                found[end][start] = PHRASE_RULE
        for mention in self._rules.find(sentence) if by_rules else ():
            found[mention.end][mention.start] = mention.rule
        return [self._spans(sentence, end, starts) for end, starts in sorted(found.items())]

    def _spans(self, sentence: TaggedSentence, end: int, starts: dict[int, str]) -> list[Span]:
        """The stretches that end there, each with its features; those that they share are found once."""
        text, first = sentence.text, min(starts)
        around = text[max(0, first - AROUND) : first] + "。" + text[end : end + AROUND]
        near = self._around.inside(around)
        return [
            Span(start, end, tuple(dict.fromkeys(self._features(sentence, start, end, rule, near))), rule)
            for start, rule in starts.items()
        ]

    def _phrases(self, sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
        """Stretches of nouns that end in the last word of a work's name."""
        text, last, parts = sentence.text, self._last, self._names.first_parts
        run: list[Token] = []
        ends: list[int] = []
        for token in (*sentence.tokens, None):
            # 快 of 叶轮快拆工装 is an adverb by itself
            word = text[token.start : token.end] if token else ""
            inside = bool(run) and token is not None and token.tag in INSIDE and len(word) <= LONGEST_INSIDE
            known = token is not None and (token.tag in NO_NAME or word in parts or inside)
            if token and known and word not in self._no_part:
                run.append(token)
                if text[token.end - 1] in last:
                    ends.append(len(run))
            elif run:
                yield from self._of_run(text, run, ends) if ends else ()
                run, ends = [], []

    def _of_run(self, text: str, run: Sequence[Token], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The stretches of a run of words up to the last of the `ends` where a work's name may end."""
        for size in reversed(ends):
            end = run[size - 1].end
            if not self._may_end(text[run[0].start : end]):
                continue
            for first in run[max(0, size - 1 - MOST_STARTS) : size]:
                if first.tag not in INSIDE and SHORTEST <= end - first.start <= LONGEST:
                    yield first.start, end
            return

    def _may_end(self, phrase: str) -> bool:
        """Whether the last word can be that of a work, or of a thing that somebody makes."""
        thing = self._things.search(phrase) is not None and self._no_things.search(phrase) is None
        return thing or self._names.head(phrase) is not None

    def _features(
        self, sentence: TaggedSentence, start: int, end: int, rule: str, near: Sequence[str]
    ) -> Iterator[str]:
        """What speaks for a stretch; none of them where no stretch names anything."""
        text, name = sentence.text, sentence.text[start:end]
        quoted = (
            "q"
            if text[start - 1 : start] and text[start - 1] in "“《‘【" and text[end : end + 1] in {"”", "》", "’", "】"}
            else "u"
        )
        yield quoted
        yield f"rule={rule}/{quoted}"
        yield from (f"{quoted}/{feature}" for feature in self._of_name(sentence, start, end, name))
        left, right = (start - 1, end + 1) if quoted == "q" else (start, end)
        ahead, behind = self._ahead.ahead(text, left), self._behind.behind(text, right)
        size = _size(name)
        for cue in ahead or OTHER:
            yield f"{quoted}/ahead={cue}"
            yield f"{quoted}/ahead={cue}/{size}"
        for cue in behind or OTHER:
            yield f"{quoted}/behind={cue}"
        yield from (f"{quoted}/{one}>{other}" for one in ahead for other in behind)
        yield from (f"{quoted}/around={cue}" for cue in near)
        yield f"{quoted}/on={sentence.sentence.kind}/{start == 0}"
        if sentence.sentence.paragraph.in_list:
            yield f"{quoted}/listed/{start < SHORTEST}"

    def _of_name(self, sentence: TaggedSentence, start: int, end: int, name: str) -> Iterator[str]:
        """What the stretch itself looks like."""
        head = self._names.head(name) or "-"
        weak = self._names.is_weak(name)
        yield f"head={head}"
        yield f"weak={weak}"
        yield f"last={name[-1]}"
        yield f"long={_size(name)}/{weak}"
        yield f"acceptable={self._names.is_acceptable(name, quoted=False)}"
        yield f"thing={not name.endswith(self._names.not_things)}"
        yield f"telling={self._names.is_telling(name)}"
        tokens = sentence.within(start, end)
        if tokens:
            yield f"first={tokens[0].tag}"
            yield f"first={name[: tokens[0].end - tokens[0].start]}"
            yield f"words={min(len(tokens), 6)}"
            yield f"noun={tokens[-1].tag in NOUNS}"
            yield f"verbs={sum(t.tag == 'v' for t in tokens[:-1])}"
        before = sentence.before(start)
        yield f"before={before.tag if before else '-'}"
        if before is not None and before.tag in NO_NAME:
            yield "cut off"
        if LATIN.search(name):
            yield "model"


def _size(name: str) -> int:
    """How long a name is, in steps."""
    return sum(len(name) >= length for length in LENGTHS)
