"""Measures: which figure hangs on which subject, and what it counts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.coreference import ResolvedSentence
from ingest.entities import Directory
from ingest.facts import EntityKey, EntityType, Measure, MeasureType
from ingest.layout import Kind
from ingest.lexicon import Lexicon, alternation
from ingest.mentions.fields import FieldFinder
from ingest.mentions.mention import Mention
from ingest.quantities import Quantity, QuantityReader

MONEY_ONLY = {MeasureType.ECONOMIC_BENEFIT, MeasureType.INVESTMENT}
EFFECTS = {MeasureType.ECONOMIC_BENEFIT, MeasureType.OTHER}
"""What a work brings about; counts of patents, people or prizes are its makers'."""
AT_CLAUSE_START = re.compile(r"(?:^|[，。；：])[“《]?$")
SHARE = re.compile(r"其中|比?(?:上年|去年|同期)|同比|新增|增加|增至|达到|累计|另有|实施|[、，](?:国家|省部?|自治区|市州?|县区?|区|企业|集团|厂)级?$")
LEFT, RIGHT = 16, 14
"""A figure's noun is looked for so many characters to its left, in its own clause, and to its right."""
LEAD_IN = 9
"""A clause's subject has at most so many characters before it ("近两年来，全省各级…")."""
CONFIDENCE = 0.7
SUBJECTS = {
    EntityType.PERSON,
    EntityType.STUDIO,
    EntityType.TEAM,
    EntityType.ORGANIZATION,
    EntityType.PLACE,
    EntityType.EVENT,
}


class Measurer:
    """Finds the figures of a document."""

    def __init__(self, lexicon: Lexicon, fields: FieldFinder) -> None:
        self._fields = fields
        table = lexicon.tables["measures"]
        self._quantities = QuantityReader(lexicon)
        self._nouns = [(MeasureType(name), re.compile(alternation(words))) for name, words in table["nouns"].items()]
        self._units = {MeasureType(name): frozenset(units) for name, units in table["units"].items()}
        self._unit_means = {unit: MeasureType(name) for unit, name in table["unit_means"].items()}
        self._winning = re.compile(rf"[^，。；]{{0,6}}{alternation(table['winning']['verbs'])}")
        self._scope = re.compile(alternation(table["scope"]["nouns"]))
        self._period = re.compile("|".join(f"(?:{period})" for period in table["periods"]))
        self._speaks = re.compile(table["speaking"]["behind"])
        self._hosts = re.compile(table["hosting"]["behind"])
        self._granted = re.compile(table["granting"]["clause"])
        self._property = re.compile(table["property"]["behind"])
        self._durations = frozenset(table["property"]["durations"])
        self._planned = re.compile("|".join(table["planned"]))

    def measures(self, sentences: Iterable[ResolvedSentence], directory: Directory) -> list[Measure]:
        """The figures in reading order; one that is printed twice in the same words counts once."""
        found: dict[tuple[EntityKey, MeasureType, float, str], Measure] = {}
        for sentence in sentences:
            for measure in self._of(sentence, directory):
                found.setdefault((measure.subject, measure.type, measure.value, measure.evidence.text), measure)
        return list(found.values())

    def _of_row(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Measure]:
        """The cells of a table's row that hold figures, each counted in the unit that its column names."""
        subject = sentence.topic
        for figure in self._fields.figures(sentence.read.tagged.sentence) if subject else ():
            text = f"{figure.label}：{figure.number}{figure.unit}"
            for quantity in self._quantities.find(text):
                if subject and quantity.start >= len(figure.label):
                    kind = self._type(text, quantity, "，")
                    evidence = sentence.read.tagged.sentence.evidence()
                    yield Measure(
                        directory.of(subject), kind, quantity.value, quantity.unit, evidence, quantity.approx,
                        rule="measure.column", confidence=CONFIDENCE,
                    )  # fmt: skip

    def _of(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Measure]:
        if sentence.read.tagged.sentence.paragraph.columns:
            yield from self._of_row(sentence, directory)
            return
        text = sentence.read.text
        if not (quantities := list(self._quantities.find(text))):
            return
        evidence = sentence.read.tagged.sentence.evidence()
        plain = _without_names(text, sentence.mentions)
        bare = _without_names(text, [m for m in sentence.mentions if m.type in SUBJECTS])
        periods = list(self._period.finditer(text))
        before: tuple[Quantity, MeasureType] | None = None
        for quantity in quantities:
            within = any(p.start() <= quantity.start < p.end() for p in periods) or _inside_name(
                quantity, sentence.mentions
            )
            if within or self._scope.match(text, quantity.end):
                continue
            period = next(
                (p.group() for p in reversed(periods) if p.end() <= quantity.start and _is_period(text, p)), None
            )
            planned = bool(self._planned.search(plain[: quantity.start]))
            in_record = sentence.read.tagged.sentence.kind is Kind.RECORD
            kind = self._type(bare, quantity, "，。；" if in_record else "，。；：")
            if kind is MeasureType.OTHER and before and self._is_share(text, before[0], quantity):
                kind = before[1]
            if self._is_property(text, quantity) and kind is MeasureType.OTHER:
                continue
            before = quantity, kind
            subject = self._subject(quantity, kind, sentence)
            if subject is None:
                continue
            yield Measure(
                directory.of(subject), kind, quantity.value, quantity.unit, evidence,
                quantity.approx, planned, period, "measure", CONFIDENCE,
            )  # fmt: skip

    def _type(self, text: str, quantity: Quantity, marks: str) -> MeasureType:
        """By the noun right behind the figure, else by the nearest before it, back to one of `marks`."""
        money = quantity.unit == "元"
        if quantity.unit in self._unit_means:
            return self._unit_means[quantity.unit]
        if quantity.unit in {"名", "人"} and self._winning.match(text, quantity.end):
            return MeasureType.AWARDS
        if not money and self._is_granted(text, quantity):
            return MeasureType.AWARDS
        clause = max(text.rfind(mark, 0, quantity.start) for mark in marks)
        left = text[max(clause + 1, quantity.start - LEFT) : quantity.start]
        right = re.split(r"[，。；、：]", text[quantity.end : quantity.end + RIGHT])[0]
        nearest = self._nearest(right, quantity.unit, from_left=True) or self._nearest(
            left, quantity.unit, from_left=False
        )
        if nearest:
            return nearest
        return MeasureType.INVESTMENT if money else MeasureType.OTHER

    def _is_granted(self, text: str, quantity: Quantity) -> bool:
        """Of "授予“某装置”等2项成果一等奖" the figure counts prizes."""
        clause = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：") + 1
        end = next((i for i in range(quantity.end, len(text)) if text[i] in "，。；"), len(text))
        return self._granted.match(text[clause:end]) is not None

    def _is_property(self, text: str, quantity: Quantity) -> bool:
        """A size ("42米高的岸桥") or how long something took is no figure of the subject's work."""
        return quantity.unit in self._durations or self._property.match(text, quantity.end) is not None

    def _is_share(self, text: str, whole: Quantity, part: Quantity) -> bool:
        """Whether the figure splits up the one before it ("…2300个，其中国家级12个、省级286个")."""
        between = text[whole.end : part.start]
        return whole.unit == part.unit and "。" not in between and bool(SHARE.search(between))

    def _nearest(self, text: str, unit: str, *, from_left: bool) -> MeasureType | None:
        best: tuple[int, int, MeasureType] | None = None
        for order, (kind, noun) in enumerate(self._nouns):
            if (unit == "元") if kind not in MONEY_ONLY else (unit != "元"):
                continue
            if unit not in self._units.get(kind, {unit}):
                continue
            for match in noun.finditer(text):
                distance = match.start() if from_left else len(text) - match.end()
                if best is None or (distance, order) < best[:2]:
                    best = (distance, order, kind)
        return best[2] if best else None

    def _subject(self, quantity: Quantity, kind: MeasureType, sentence: ResolvedSentence) -> Mention | None:
        """The nearest agent or work before the figure that begins a clause; else the topic; else the region.

        A field of a record speaks of what the record is about, unless it names another subject itself.
        """
        text = sentence.read.text
        first = text.rfind("；", 0, quantity.start) if sentence.read.tagged.sentence.kind is Kind.RECORD else -1
        named = [m for m in sentence.mentions if first < m.start < m.end <= quantity.start]
        before = [m for m in named if m.type in SUBJECTS]
        opening = [m for i, m in enumerate(before) if _opens_clause(text, before[: i + 1])]
        agents = [m for m in opening if m.type is not EntityType.PLACE and not _one_of_many(text, m, quantity)]
        agents = [m for m in agents if not self._speaks.match(text, m.end)]
        agent = agents[-1] if agents else sentence.topic
        of_work = kind in EFFECTS and (agent is None or agent.type is EntityType.PERSON)
        works = [
            m
            for m in named
            if m.type is EntityType.ACHIEVEMENT and (of_work or AT_CLAUSE_START.search(text[: m.start]))
        ]
        if works and (not agents or agents[-1].end < works[-1].start):
            return works[-1]
        if opening and opening[0].type is EntityType.EVENT and all(self._hosts.match(text, m.end) for m in agents[1:]):
            return opening[0]
        if agents or opening:
            return _narrowed(text, (agents or opening)[-1], sentence)
        about = sentence.focus
        return sentence.topic or about.person or about.owner or sentence.region or (before[0] if before else None)


def _narrowed(text: str, subject: Mention, sentence: ResolvedSentence) -> Mention:
    """Of "某研究院高级技师、某地工匠张三" the person, if the sentence is about him."""
    topic = sentence.topic
    if topic is None or topic not in sentence.mentions or topic.start < subject.end:
        return subject
    return subject if "，" in text[subject.end : topic.start] else topic


def _one_of_many(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Of "张三、李四等7人" the figure is not 李四's."""
    return mention.type is EntityType.PERSON and text[mention.end : quantity.start].startswith("等")


def _is_period(text: str, match: re.Match[str]) -> bool:
    """A bare year counts only at a clause's beginning ("成立于2012年，先后…" gives no period)."""
    bare = re.fullmatch(r"\d{4}年度?", match.group())
    return not bare or match.start() == 0 or text[match.start() - 1] in "，。；："


def _opens_clause(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether only light words, or its own unit, stand between the clause's beginning and the last of the mentions."""
    mention, outer = mentions[-1], mentions[-2] if len(mentions) > 1 else None
    if outer and text[outer.end : mention.start] in {"", "的"}:
        return _opens_clause(text, mentions[:-1])
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，。；：")
    if outer and outer.start > clause:
        return False
    before = text[clause + 1 : mention.start]
    return len(before) <= LEAD_IN and not re.search(r"[与和同跟向对为给由被在于据从到至]|徒弟|师傅", before)


def _without_names(text: str, mentions: Iterable[Mention]) -> str:
    """The text with spaces for names: "圆梦计划" plans nothing."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _inside_name(quantity: Quantity, mentions: Iterable[Mention]) -> bool:
    return any(m.start <= quantity.start < m.end for m in mentions)
