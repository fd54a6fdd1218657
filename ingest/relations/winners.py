"""Lists of winners: the honour that a heading, or a cell that holds a grade only, gives to a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts import EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.awards import AwardFinder
from ingest.mentions.fields import FieldFinder
from ingest.mentions.mention import Mention
from ingest.mentions.recognise import ReadSentence
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.page.tables import cells
from ingest.relations.bearing import Bearing
from ingest.relations.records import named_by_title
from ingest.relations.winning import signs, winners

CONFIDENCE = 0.85
LONGEST_HEADING, LONGEST_LINE = 45, 80
TITLE_LINES = 5
SHORTEST_HONOUR = 4
REST = 14
"""Besides the honour a heading holds at most so many characters ("一、……（共10名）")."""
SUBJECTS = {"achievement", "studio", "team", "person"}
"""Fields that a record under an honour can be about."""
SHOWN = {EntityType.PERSON, EntityType.ACHIEVEMENT}
LISTED = {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.TEAM, EntityType.STUDIO}


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list of winners and the honour that the list is for."""

    read: ReadSentence
    award: Mention


COLON = re.compile("(?:[（(][^（）()]{0,12}[）)])?：")
"""Behind an honour, before those who won it."""
ITEM = re.compile(r"\s*[（(]?\d{1,3}(?:[）)．.、]|\s)\s*[\u4e00-\u9fff“]")
"""Begins a numbered item of a list."""


class WinnerLists:
    """Reads lists that stand under the name of an honour."""

    def __init__(self, lexicon: Lexicon, awards: AwardFinder, fields: FieldFinder) -> None:
        table = lexicon.tables["winners"]
        grade = lexicon.either("awards", "graded")
        self._grade = re.compile(rf"{table['numbering']}(?P<grade>{grade})(?:{table['count']}|：)?")
        self._before = re.compile(rf"{table['numbering']}(?P<name>{grade})(?:{table['count']})?：(?=.{{5}})")
        self._cell = re.compile(rf"(?:^|[；\s|｜]|：)(?P<grade>{grade})(?=$|[；。\s|｜])")
        self._short = re.compile(rf"{table['short']}(?P<grade>{grade})")
        self._applying = re.compile(table["applying"])
        self._titles = [re.compile(pattern) for pattern in table["titles"]]
        count = f"(?:{table['count']}|：)?"
        self._heading_base = re.compile(
            rf"{table['numbering']}(?:关于(?:公布|表彰|命名|授予|通报|认定|发布))?(?P<base>[^，。；：、]{{4,40}}?{table['outcomes']}){count}"
        )
        self._heading_any = re.compile(rf"{table['numbering']}(?P<name>[^，。；：、（]{{4,40}}?){count}")
        self._listing = re.compile(table["listing"])
        self._numbered = re.compile(rf"{table['numbered']}(?P<name>[^，。；：、（(]{{4,30}}?)(?:{table['long_count']})")
        self._not_honour = re.compile(table["not_honour"])
        self._labelled = re.compile(table["labelled"])
        self._counted = re.compile(rf"(?P<name>{table['title']})(?:{table['long_count']})：?")
        self._told, self._any_grade = re.compile(table["told"]), re.compile(grade)
        self._telling, self._announces = re.compile(table["telling"]), re.compile(table["announces"])
        self._bearing = Bearing(lexicon)
        self._awards = awards
        self._fields = fields

    def noted(self, read: Sequence[ReadSentence]) -> list[ReadSentence]:
        """The sentences, with bare grades in headings and cells as honours of the document's competition."""
        base = next((b for s in read if (b := self._base(s)) and "、" not in b), "")
        known = {m.name: m for s in read for m in s.mentions if m.type is EntityType.AWARD}
        listing = any(self._listing.search(s.text) for s in read[:TITLE_LINES] if len(s.text) <= LONGEST_LINE)
        found = []
        for sentence in read:
            base = self._section(sentence, listing=listing) or base
            named = self._as_known(sentence, known) or self._as_honour(sentence, listing=listing)
            graded = base or listing or sentence.tagged.sentence.kind is Kind.RECORD
            found.append(named or (self._with_grades(sentence, base) if graded else sentence))
        return found

    def _as_honour(self, sentence: ReadSentence, *, listing: bool) -> ReadSentence | None:
        """A grade before a colon; in a list also a numbered heading with a count, or a title before a colon."""
        if any(m.type is EntityType.AWARD for m in sentence.mentions):
            return None
        text = sentence.text
        graded = self._before.match(text)
        match = graded or (listing and self._named_in_list(text)) or None
        if match is None or self._not_honour.search(match["name"]):
            return None
        if not graded and len(match["name"]) < SHORTEST_HONOUR:
            return None
        start = text.index(match["name"])
        return self._with(sentence, self._award(match["name"], start))

    def _named_in_list(self, text: str) -> re.Match[str] | None:
        """A title with a number before it or with a count, or before a colon."""
        counted = self._numbered.fullmatch(text.strip()) or self._counted.fullmatch(text.strip())
        return counted or self._labelled.match(text)

    def _with(self, sentence: ReadSentence, award: Mention) -> ReadSentence:
        kept = [m for m in sentence.mentions if not m.overlaps(award)]
        return replace(sentence, mentions=tuple(sorted((*kept, award), key=lambda m: m.start)))

    def _award(self, name: str, start: int) -> Mention:
        attrs = self._awards.describe(name)
        return Mention(start, start + len(name), EntityType.AWARD, name, "winners.honour", attrs)

    def lines(self, read: Sequence[ReadSentence]) -> Iterator[ListLine]:
        """The lines below headings that name an honour, up to the next heading or paragraph of prose."""
        award: Mention | None = None
        for above, sentence, below in zip([None, *read], read, [*read[1:], None], strict=False):
            if signs(sentence, below) or (
                above and named_by_title(above) and sentence.tagged.sentence.kind is Kind.RECORD
            ):
                continue  # who made the work above
            if labelled := self._before_colon(sentence):
                yield ListLine(sentence, labelled)
                award = None
            elif heading := self._heading(sentence):
                award = heading
            elif award and self._is_line(sentence):
                yield ListLine(sentence, award)
            elif award and (self._fields.is_labelled(sentence.tagged.sentence) or _goes_on(sentence)):
                continue
            elif award and not self._is_names(sentence):
                award = None

    def relations(self, read: Sequence[ReadSentence], directory: Directory) -> Iterator[Relation]:
        """Who receives the honours of the lists."""
        contests = directory.names(EntityType.EVENT)
        for sentence in read:
            for award, winner in self._in_sentence(sentence):
                ends, evidence = (directory.of(winner), directory.of(award)), sentence.tagged.sentence.evidence()
                attrs = {k: v for k, v in award.attrs.items() if k in {"year", "grade"}}
                yield Relation(RelationType.RECEIVED, *ends, evidence, attrs, "winners.told", CONFIDENCE)
        for line in self.lines(read):
            evidence = line.read.tagged.sentence.evidence()
            for winner in self._won_by(line):
                ends = directory.of(winner), directory.of(line.award)
                attrs = {k: v for k, v in line.award.attrs.items() if k in {"year", "grade"}}
                yield Relation(RelationType.RECEIVED, *ends, evidence, attrs, "winners.heading", CONFIDENCE)
                for event in contests:
                    if event in (line.award.refers_to or "") and winner.type in SHOWN:
                        shown = directory.of(winner), contests[event]
                        yield Relation(RelationType.PRESENTED_AT, *shown, evidence, {}, "winners.contest", CONFIDENCE)

    def _in_sentence(self, sentence: ReadSentence) -> Iterator[tuple[Mention, Mention]]:
        """Of "摘得二等奖的有：甲的“某某”，乙的“某某”" the prize with each work, else each person."""
        awards = [m for m in sentence.mentions if m.type is EntityType.AWARD]
        for award in awards:
            told = self._told.match(sentence.text, award.end)
            other = self._any_grade.search(sentence.text, award.end)
            end = other.start() if other else len(sentence.text)
            behind = [m for m in sentence.mentions if told and told.end() <= m.start and m.end <= end]
            works = [m for m in behind if m.type is EntityType.ACHIEVEMENT]
            yield from ((award, winner) for winner in works or (m for m in behind if m.type is EntityType.PERSON))

    def _won_by(self, line: ListLine) -> list[Mention]:
        """The winners of a line; of one that names its honour, what each item behind the colon begins with."""
        bearers = self._bearing.bearers(line.award.name)
        if line.award not in line.read.mentions:
            return [m for m in winners(line.read) if m.type in bearers] or winners(line.read, bearers)
        text = line.read.text
        fitting = [m for m in line.read.mentions if m.type in bearers and m.start > line.award.end]
        return [m for m in fitting if text[m.start - 1] in "：、；，和及“ \u3000"]

    def _base(self, sentence: ReadSentence) -> str | None:
        """What the document gives prizes for, by its title ("关于公布2023年某省职工创新成果评选结果的通知")."""
        if len(sentence.text) > LONGEST_LINE:
            return None
        for pattern in self._titles:
            match = pattern.search(sentence.text)
            if match and self._telling.search(match["base"]):
                return match["base"].strip("“”《》")
        return None

    def _section(self, sentence: ReadSentence, *, listing: bool) -> str | None:
        """What a heading within the document announces prizes for ("一、第八届职工技术创新成果（5项）")."""
        match = self._heading_base.fullmatch(sentence.text.strip())
        telling = match and (self._telling.search(match["base"]) or (listing and "优秀" in match["base"]))
        known = telling and len(sentence.text) <= LONGEST_HEADING
        return match["base"] if match and known else None

    def _as_known(self, sentence: ReadSentence, known: dict[str, Mention]) -> ReadSentence | None:
        """A heading that repeats an honour of the text ("二、先进创新工作室（2个）")."""
        match = self._heading_any.fullmatch(sentence.text.strip())
        award = known.get(match["name"]) if match else None
        if match is None or award is None or any(m.type is EntityType.AWARD for m in sentence.mentions):
            return None
        offset = len(sentence.text) - len(sentence.text.lstrip())
        named = replace(award, start=match.start("name") + offset, end=match.end("name") + offset)
        return replace(sentence, mentions=(named,))

    def _with_grades(self, sentence: ReadSentence, base: str) -> ReadSentence:
        text = sentence.text
        sentence = replace(sentence, mentions=tuple(self._in_full(m, base) for m in sentence.mentions))
        heading = self._grade.fullmatch(text.strip())
        if not heading and sentence.tagged.sentence.kind is not Kind.RECORD:
            return sentence
        found = [
            self._graded(base, m["grade"], *m.span("grade"))
            for m in ([self._grade.search(text)] if heading else self._cell.finditer(text))
            if m
        ]  # fmt: skip
        kept = [m for m in sentence.mentions if not any(m.overlaps(f) for f in found)]
        return replace(sentence, mentions=tuple(sorted((*kept, *found), key=lambda m: m.start)))

    def _in_full(self, m: Mention, base: str) -> Mention:
        """Of "等3项成果一等奖" the prize of the competition that the title names."""
        match = self._short.fullmatch(m.name) if m.type is EntityType.AWARD else None
        return self._graded(base, match["grade"], m.start, m.end) if match else m

    def _graded(self, base: str, grade: str, start: int, end: int) -> Mention:
        """The prize as printed, standing for the one of the competition."""
        attrs = self._awards.describe(base + grade)
        return Mention(start, end, EntityType.AWARD, grade, "winners.grade", attrs, base + grade if base else None)

    def _heading(self, sentence: ReadSentence) -> Mention | None:
        """The honour that a heading consists of, or that a sentence announces the winners of below it."""
        awards = [m for m in sentence.mentions if m.type is EntityType.AWARD]
        if len(awards) == 1 and len(sentence.text) <= LONGEST_LINE and self._announces.search(sentence.text):
            return awards[0]
        alone = sentence.tagged.sentence.text == sentence.tagged.sentence.paragraph.text
        if len(awards) != 1 or not alone or len(sentence.text) > LONGEST_HEADING or "。" in sentence.text:
            return None
        if (
            self._applying.search(sentence.text, awards[0].end)
            or sentence.tagged.sentence.kind is Kind.RECORD
            or any(m.type in LISTED for m in sentence.mentions)
        ):
            return None
        rest = len(sentence.text) - (awards[0].end - awards[0].start)
        return awards[0] if rest <= REST else None

    def _before_colon(self, sentence: ReadSentence) -> Mention | None:
        """The honour of a line that tells its winners behind a colon."""
        first = next(iter(sentence.mentions), None)
        colon = first is not None and COLON.match(sentence.text, first.end) is not None
        return first if colon and first and first.rule == "winners.honour" else None

    def _is_line(self, sentence: ReadSentence) -> bool:
        paragraph = sentence.tagged.sentence.paragraph.text
        opens_item = sentence.tagged.sentence.opens and sentence.tagged.sentence.paragraph.in_list
        whole = opens_item or sentence.tagged.sentence.text == paragraph
        short = len(sentence.text) <= LONGEST_LINE and "。" not in sentence.text.rstrip("。")
        if sentence.tagged.sentence.kind is Kind.RECORD:
            kinds = {f.kind for f in self._fields.fields(sentence.tagged.sentence)}
            return bool(kinds & SUBJECTS) and bool(winners(sentence))
        return whole and short and bool(winners(sentence))

    def _is_names(self, sentence: ReadSentence) -> bool:
        return bool(winners(sentence)) and len(sentence.text) <= LONGEST_LINE


def _goes_on(sentence: ReadSentence) -> bool:
    """Whether the list goes on behind it.

    It is part of an item, whose first sentence names who won ("3. 某装置。完成人：某某。"), or an item of which nothing
    was recognised, or it names the columns of the rows below.
    """
    said = sentence.tagged.sentence
    if ITEM.match(said.paragraph.text) and len(said.paragraph.text) <= LONGEST_LINE and "。" not in sentence.text:
        return True
    columns = said.kind is Kind.HEADING and max(len(cells(said.paragraph.text)), len(said.text.split()) - 1) > 1
    return said.paragraph.in_list or columns
