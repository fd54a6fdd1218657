"""Relations: records, the rules of the data files, what stands before and in names, and what follows from these."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ingest.discourse.coreference import ResolvedSentence
from ingest.discourse.subjects import SubjectFinder
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import HEADED, Mention
from ingest.names.entities import Directory
from ingest.relations.apposition import AppositionReader
from ingest.relations.attachment import Attacher
from ingest.relations.bearing import Bearing
from ingest.relations.contradictions import Contradictions, Stated, is_reversed
from ingest.relations.denial import is_anothers, is_denied, is_total
from ingest.relations.employment import EmploymentReader
from ingest.relations.granting import GrantReader
from ingest.relations.heads import Heads
from ingest.relations.helping import HelpReader
from ingest.relations.inference import BY_INFERENCE, inferred
from ingest.relations.kinship import Denied, KinshipReader
from ingest.relations.links import LinkFinder
from ingest.relations.making import MakingReader
from ingest.relations.membership import MembershipReader
from ingest.relations.naming import NameReader
from ingest.relations.pairs import PairLists
from ingest.relations.parts import PartReader
from ingest.relations.pattern import Encoded, Rule, Rules
from ingest.relations.record_links import RecordLinker
from ingest.relations.records import RecordReader
from ingest.relations.rows import JOINT, JOINTS, PAIRED, ROWS, both_sides, own_row
from ingest.relations.winners import WinnerLists

IT = re.compile(r"(?:[^，。；]{0,10}，)?(?:它|其(?!中|他|它))")
GOES_ON = {RelationType.APPLIED_AT, RelationType.RECEIVED, RelationType.PRESENTED_AT, RelationType.DEVELOPED}
WON_FIRST = re.compile(
    r"(?:(?:\d{4}|[今去前次同当])年[^，。；]{0,4}，?)?(?:曾|又|还|先后|一举|随后|后来)?(?:获|荣获|被评|入选|摘|捧|夺)"
)
OF_WORK_BEFORE = {"developed.authors", "developed.is_done_by", "developed.labelled_unit"} | {
    "presented_at.there",
    "presented_at.exhibited",
}
BREAK = re.compile("；(?!(?:主要|第一)?(?:完成|研发|发明|主创|参与|研制)人)")
"""Between statements; the fields of one entry ("完成单位：甲；完成人：乙") are one."""
FIELD = re.compile("[^，。；：]{0,6}(?:事迹|业绩|成绩|贡献|简历)：[^。]*。.")
FIELD_BREAK = re.compile(BREAK.pattern + "|。(?=.)")
"""A field of a form may hold several sentences, each of which may lack its subject."""
SIGNED = "mentors.signed"
SAME_MASTER = "mentors.same_person"
"""A rule of one who is the next one's master, and whose own master it tells."""
UNORDERED = {SIGNED, "mentors.pair", "mentors.pair_in_row", "mentors.ceremony"}
"""Rules that take the first named for the master, if nothing tells which of the two is."""
WITH_APPRENTICE = {"mentors.with_apprentice", "mentors.leading", "mentors.has"}
"""Rules of "甲和徒弟乙", whose master is the subject of a longer clause where 甲 is only taken along."""


class Relator:
    """Finds the relations of a document."""

    def __init__(self, lexicon: Lexicon, names: NameReader, records: RecordReader, winners: WinnerLists) -> None:
        self._records = RecordLinker(lexicon, records)
        self._winners = winners
        self._pairs = PairLists(lexicon)
        self._rules = Rules(lexicon)
        self._bearing = Bearing(lexicon)
        self._kinship = KinshipReader(lexicon)
        self._granting = GrantReader(lexicon)
        self._by_context = (
            MakingReader(lexicon),
            Attacher(lexicon, self._bearing),
            self._kinship,
            MembershipReader(lexicon),
            HelpReader(lexicon, names.organizations),
            EmploymentReader(lexicon, names.organizations),
            PartReader(lexicon, names.organizations),
        )
        self._appositions = AppositionReader(lexicon)
        self.links = LinkFinder(lexicon)
        self._names = names
        self._bare_ranks = frozenset(lexicon.tables["anaphors"]["bare_rank"]["words"])
        self._subjects = SubjectFinder(lexicon)
        self._of_many = tuple(lexicon.tables["studios"]["visiting_teams"])
        self._no_help = re.compile(lexicon.tables["helping"]["not"])
        kinship = lexicon.tables["kinship"]
        self._taken_along, self._elder, self._younger, self._remote, self._master_of_another = (
            re.compile(kinship[key]) for key in ("taken_along", "elder", "younger", "remote", "master_of_another")
        )
        self._taken_row, self._row_goes_on, self._relative = (
            re.compile(kinship[key]) for key in ("taken_row", "row_goes_on", "relative")
        )
        self._junior, self._senior = re.compile(kinship["junior"]), re.compile(kinship["senior"])
        self._heads = Heads(lexicon)
        self._contradictions = Contradictions(lexicon)

    def relations(self, sentences: Sequence[ResolvedSentence], directory: Directory) -> list[Relation]:
        """The relations of the document, the surest of equal ones first kept, in reading order."""
        told_untrue = self._kinship.denied(sentences, directory)
        stated = self._stated(sentences, directory, told_untrue)
        found = {(relation.type, relation.head, relation.tail): relation for relation in stated}
        denied = {(master, apprentice) for master, apprentice, _ in told_untrue}
        for relation in self.links.relations(sentences, stated, directory):
            if self._possible(relation) and (relation.head, relation.tail) not in denied:
                found.setdefault((relation.type, relation.head, relation.tail), relation)
        for relation in inferred(list(found.values()), directory, self._names, self._of_many):
            found.setdefault((relation.type, relation.head, relation.tail), relation)
        kept = (r for r in found.values() if not self._contradictions.against(r, found))
        return self._granting.told(kept, sentences, directory)

    def stated(self, sentences: Sequence[ResolvedSentence], directory: Directory) -> list[Relation]:
        """What the rules find."""
        return self._stated(sentences, directory, self._kinship.denied(sentences, directory))

    def _stated(
        self, sentences: Sequence[ResolvedSentence], directory: Directory, denied: Collection[Denied]
    ) -> list[Relation]:
        found: Stated = {}
        stated = [relation for sentence in sentences for relation in self._of(sentence, directory)]
        leaders = {relation.head for relation in stated if relation.type is RelationType.LEADS}
        read = [sentence.read for sentence in sentences]
        lists = (self._records, self._winners, self._pairs)
        listed = chain.from_iterable(reader.relations(read, directory) for reader in lists)
        for relation in chain(listed, (_turned(relation, leaders) for relation in stated)):
            key = (relation.type, relation.head, relation.tail)
            if self._possible(relation) and (key not in found or relation.confidence > found[key].confidence):
                found[key] = relation
        found = {key: r for key, r in found.items() if (r.head, r.tail, r.evidence.text) not in denied}
        found = {key: relation for key, relation in found.items() if not is_reversed(relation, found)}
        for reader in self._by_context:
            for relation in list(reader.relations(sentences, list(found.values()), directory)):
                told = (relation.head, relation.tail, relation.evidence.text)
                if self._possible(relation) and told not in denied:
                    found.setdefault((relation.type, relation.head, relation.tail), relation)
        return list(found.values())

    def _possible(self, relation: Relation) -> bool:
        """Whether its ends differ and, of an honour, the head is something that can bear it."""
        honour = relation.type is RelationType.RECEIVED
        fits = not honour or relation.head.type in self._bearing.bearers(relation.tail.name)
        return fits and relation.head != relation.tail

    def _of(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Relation]:
        evidence = sentence.read.tagged.sentence.evidence()
        for encoded, of_work in self._segments(sentence):
            for rule in self._rules.fitting(encoded):
                if of_work and not _goes_on_with(rule, sentence):
                    continue
                for match in rule.matches(encoded):
                    text = encoded.text
                    if not self._is_void(rule, text, match):
                        yield from self._by_rule(rule, match, encoded, directory, evidence)
                        event = sentence.event or sentence.focus.contest
                        yield from self._at_event(rule, match, encoded, event, directory, evidence)
            if not of_work:
                yield from self._appositions.relations(encoded, sentence.read.inner, directory, evidence)
        for mention in (*sentence.read.mentions, *sentence.read.inner):
            yield from self._names.relations(mention, directory, evidence)

    def _is_void(self, rule: Rule, text: str, match: re.Match[str]) -> bool:
        """Whether the rule's words stand there, but do not say this of these."""
        if rule.type is RelationType.HELPS and self._no_help.search(text):
            return True
        if rule.type is RelationType.MENTORS and self._is_of_others(rule, text, match):
            return True
        if rule.name in WITH_APPRENTICE and self._taken_along.search(text, 1, match.start("head")):
            return True
        return is_denied(text, match) or is_anothers(rule, text, match) or is_total(rule, text, match)

    def _is_of_others(self, rule: Rule, text: str, match: re.Match[str]) -> bool:
        """Whether one of the two is a master's master or an apprentice's apprentice, or the second's other master.

        Or the master is himself one of a row of apprentices ("甲带出了乙、丙等六名徒弟").

        Or two rows stand there, each of whose persons belongs to one of the other.
        """
        if self._pairs.is_one_by_one(text):
            return True
        head, tail = match.start("head"), match.start("tail")
        ahead = (pattern.search(text[:at]) for at in (head, tail) for pattern in (self._elder, self._younger))
        distant = any(ahead) or any(self._remote.match(text, at + 1) for at in (head, tail))
        of_another = rule.name != SAME_MASTER and tail < head and self._master_of_another.search(text[:tail])
        taken = self._row_goes_on.match(text, head + 1) and self._taken_row.search(text[:head])
        return distant or bool(of_another or taken or self._relative.match(text, head + 1))

    def _segments(self, sentence: ResolvedSentence) -> Iterator[tuple[Encoded, bool]]:
        """What stands between semicolons, each part with the sentence's subject where it has none of its own.

        And the whole with the work that the sentence before spoke of in front, if it names none itself; in a form about
        one work, with that one where nobody else is spoken of.
        """
        text, start = sentence.read.text, 0
        breaks = FIELD_BREAK if FIELD.match(text) else BREAK
        for end in (*(m.start() for m in breaks.finditer(text)), len(text)):
            inside = [m for m in sentence.mentions if start <= m.start < end]
            carried = sentence.carried
            if start:
                inside = [replace(m, start=m.start - start, end=m.end - start) for m in inside]
                carried = None if self._subjects.of(text[start:end], inside) else sentence.topic
            yield Encoded.of(text[start:end], inside, carried), False
            start = end + 1
        if work := sentence.work or _of_form(sentence):
            yield Encoded.of(text, sentence.mentions, work), True

    def _by_rule(
        self, rule: Rule, match: re.Match[str], encoded: Encoded, directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        attrs = {"role": role} if (role := match.groupdict().get("role")) else {}
        joint = JOINTS.get(rule.type, JOINT)
        heads = encoded.coordinated(self._heads.of(rule, match, encoded), joint)
        tails = encoded.coordinated(match.start("tail"), ROWS.get(rule.type, JOINT))
        if encoded.text[match.start("head")] == encoded.text[match.start("tail")]:
            heads, tails = both_sides(encoded, match, heads, tails)
        pair = PAIRED.match(encoded.text, match.start("head"), match.start("tail"))
        if rule.type is RelationType.MENTORS and pair:
            tails = own_row(encoded, pair, encoded.mention(match.start("tail")), tails)
        if rule.name in UNORDERED and self._pupil_first(encoded.text, match):
            heads, tails = tails, heads
        for head in heads:
            for tail in tails:
                yield Relation(
                    rule.type,
                    directory.of(head),
                    directory.of(tail),
                    evidence,
                    {**attrs, **_told(tail)},
                    rule.name,
                    rule.confidence,
                )

    def _pupil_first(self, text: str, match: re.Match[str]) -> bool:
        """Whether of two who signed what stands before their names tells that the second is the master."""
        first, second = text[: match.start("head")], text[: match.start("tail")]
        told = self._junior.search(first) or self._senior.search(second)
        return bool(told) and not self._senior.search(first) and not self._junior.search(second)

    def _at_event(
        self,
        rule: Rule,
        match: re.Match[str],
        encoded: Encoded,
        event: Mention | None,
        directory: Directory,
        evidence: Evidence,
    ) -> Iterator[Relation]:
        """Who came first, without a word of where, did so at the competition that the paragraph speaks of."""
        if rule.type is not RelationType.RECEIVED or event is None:
            return
        head, prize = encoded.mention(match.start("head")), encoded.mention(match.start("tail"))
        if prize.name in self._bare_ranks and head.type in {EntityType.PERSON, EntityType.ACHIEVEMENT}:
            ends = directory.of(head), directory.of(event)
            yield Relation(RelationType.PRESENTED_AT, *ends, evidence, {}, "paragraph.event", BY_INFERENCE)


def _of_form(sentence: ResolvedSentence) -> Mention | None:
    """The work that a form is about, in a sentence of it that has no subject: it won and was shown."""
    focus = sentence.focus
    work = focus.owner if focus.of_form and focus.owner and focus.owner.type is EntityType.ACHIEVEMENT else None
    named = any(m.type in {EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM} for m in sentence.mentions)
    return work if not named and sentence.topic is None else None


def _turned(relation: Relation, leaders: set[EntityKey]) -> Relation:
    """Who signs with a studio's leader is the apprentice, whichever of the two is named first."""
    if relation.rule == SIGNED and relation.tail in leaders and relation.head not in leaders:
        return replace(relation, head=relation.tail, tail=relation.head)
    return relation


def _goes_on_with(rule: Rule, sentence: ResolvedSentence) -> bool:
    """Whether the rule can speak of the work before: where it is used, and what it won, if the sentence begins so.

    Of a work that stood alone as an item of a list, also who made it.
    """
    if rule.name in OF_WORK_BEFORE or IT.match(sentence.read.text):
        return rule.type in GOES_ON
    titled = sentence.work is not None and sentence.work.rule == HEADED
    if rule.type is RelationType.RECEIVED:
        return WON_FIRST.match(sentence.read.text) is not None or titled
    return rule.type is RelationType.APPLIED_AT or (rule.type is RelationType.DEVELOPED and titled)


def _told(tail: Mention) -> dict[str, str]:
    return {key: value for key, value in tail.attrs.items() if key in {"year", "grade"}}
