"""Relations: the rules of the data file, what stands before a person's name, and what names themselves tell."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ingest.coreference import ResolvedSentence, subject
from ingest.entities import Directory
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.organizations import OrganizationFinder
from ingest.mentions.places import PlaceFinder
from ingest.pattern import ANY, SYMBOL, Encoded, Rule, rules
from ingest.records import RecordReader

JOINT = re.compile(
    r"(?:各?\d+[项个次])?、(?:[一二三四]+等奖各?\d+项、)*|、|和|与|及|以及|，(?=[\ue005])|(?:各?\d+[项个次]|称号|荣誉称号|等)?[、，和及]"
)
SHORTEST_COUNTY = 2
BY_NAME, BY_INFERENCE = 0.9, 0.7
NEGATED = re.compile(r"(?:没有|未能|尚未|并未|从未|不是|未)$")
HOPED = re.compile(r"(?:希望|力争|争取|计划|拟|将要|有望|预计|或将|想)[^，。；]{0,12}$")


class Relator:
    """Finds the relations of a document."""

    def __init__(
        self, lexicon: Lexicon, places: PlaceFinder, organizations: OrganizationFinder, records: RecordReader
    ) -> None:
        self._records = records
        self._rules = rules(lexicon)
        self._places = places
        self._organizations = organizations
        role = lexicon.either("roles", "workers", "officials")
        self._bare_ranks = frozenset(lexicon.tables["anaphors"]["bare_rank"]["words"])
        self._role = re.compile(role)
        self._leader = re.compile(lexicon.either("roles", "leaders"))
        held = rf"(?:[^，。；、的{ANY}]{{0,8}}?{role})(?:[、兼][^，。；、的{ANY}]{{0,6}}?{role})*"
        bearer = "".join(SYMBOL[kind] for kind in _BEARERS)
        plain = rf"[{bearer}](?:的|获得者|得主|称号获得者)?(?:青年|女|年轻)?"
        person = SYMBOL[EntityType.PERSON]
        self._apposition = re.compile(
            rf"(?P<units>(?:{plain}(?:{held}(?:[、，和兼]|一名)?|[、和兼]|一名|的|荣誉获得者)?)+)(?P<person>{person})"
        )
        self._unit = re.compile(rf"(?P<bearer>[{bearer}])(?:的|获得者|得主|称号获得者)?(?P<role>{held})?")

    def relations(self, sentences: Sequence[ResolvedSentence], directory: Directory) -> list[Relation]:
        """The relations of the document, the surest of equal ones first kept, in reading order."""
        found: dict[tuple[RelationType, EntityKey, EntityKey], Relation] = {}
        stated = (relation for sentence in sentences for relation in self._of(sentence, directory))
        for relation in chain(self._records.relations([s.read for s in sentences], directory), stated):
            key = (relation.type, relation.head, relation.tail)
            if relation.head != relation.tail and (key not in found or relation.confidence > found[key].confidence):
                found[key] = relation
        inferences = (
            _at_the_event_of_the_award(directory),
            _hosted_by_parent,
            _leader_of_hosted,
            self._member_of_parent,
        )
        for infer in inferences:
            for relation in infer(list(found.values())):
                found.setdefault((relation.type, relation.head, relation.tail), relation)
        return list(found.values())

    def _of(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Relation]:
        evidence = sentence.read.tagged.sentence.evidence()
        for encoded in self._segments(sentence):
            for rule in self._rules:
                for match in rule.matches(encoded):
                    if not _denied(encoded.text, match):
                        yield from self._by_rule(rule, match, encoded, directory, evidence)
                        yield from self._at_event(rule, match, encoded, sentence.event, directory, evidence)
            yield from self._by_apposition(encoded, sentence.read.inner, directory, evidence)
        for mention in (*sentence.read.mentions, *sentence.read.inner):
            yield from self._by_name(mention, sentence.read.inner, directory, evidence)

    def _segments(self, sentence: ResolvedSentence) -> Iterator[Encoded]:
        """What stands between semicolons, each part with the sentence's subject where it has none of its own."""
        text, start = sentence.read.text, 0
        for end in (*(m.start() for m in re.finditer("；", text)), len(text)):
            shifted = [
                replace(m, start=m.start - start, end=m.end - start)
                for m in sentence.mentions
                if start <= m.start < end
            ]
            part = text[start:end]
            own = subject(part, shifted, self._role)
            carried = sentence.carried if not start else None if own else sentence.topic
            yield Encoded.of(part, shifted, carried)
            start = end + 1

    def _by_rule(
        self, rule: Rule, match: re.Match[str], encoded: Encoded, directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        attrs = {"role": role} if (role := match.groupdict().get("role")) else {}
        heads = encoded.coordinated(_head(rule, match, encoded), JOINT)
        tails = encoded.coordinated(match.start("tail"), JOINT)
        if encoded.text[match.start("head")] == encoded.text[match.start("tail")]:
            heads = [encoded.mention(match.start("head"))]
            tails = [
                m
                for m in tails
                if m not in heads and (m.start > heads[0].start) == (match.start("tail") > match.start("head"))
            ]
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

    def _by_apposition(
        self, encoded: Encoded, inner: Sequence[Mention], directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """What stands before a person's name: "全国劳动模范、某集团焊接工人某某"."""
        for match in self._apposition.finditer(encoded.text):
            persons = encoded.coordinated(match.start("person"), re.compile("[、和与]"))
            persons = persons[persons.index(encoded.mention(match.start("person"))) :]
            for unit in self._unit.finditer(encoded.text, *match.span("units")):
                attrs = {"role": unit["role"]} if unit["role"] else {}
                for kind, tail in self._meanings(encoded.mention(unit.start("bearer")), unit["role"], inner):
                    for person in persons:
                        ends = directory.of(person), directory.of(tail)
                        yield Relation(kind, *ends, evidence, attrs, "apposition", BY_NAME)

    def _meanings(
        self, bearer: Mention, role: str | None, inner: Sequence[Mention]
    ) -> Iterator[tuple[RelationType, Mention]]:
        """What a unit, studio or honour before a person's name says of the person."""
        if bearer.type is EntityType.AWARD:
            yield RelationType.RECEIVED, bearer
            yield from ((RelationType.WORKS_AT, unit) for unit in inner if _gives(unit, bearer))
        elif bearer.type is EntityType.ORGANIZATION:
            yield RelationType.WORKS_AT, bearer
        elif role:
            yield RelationType.LEADS if self._leader.search(role) else RelationType.MEMBER_OF, bearer

    def _by_name(
        self, mention: Mention, inner: Sequence[Mention], directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """What a name itself tells: whose studio, which parent, where, at which competition."""
        whole = directory.of(mention)
        if leader := mention.attrs.get("leader"):
            person = directory.key(EntityType.PERSON, leader)
            yield Relation(RelationType.LEADS, person, whole, evidence, {}, "name.leader", BY_NAME)
        parts = self._organizations.parent_and_child(mention.name) if mention.type is EntityType.ORGANIZATION else None
        if parts:
            parent = directory.key(EntityType.ORGANIZATION, parts[0])
            yield Relation(RelationType.PART_OF, whole, parent, evidence, {}, "name.part", BY_NAME)
        if mention.type is EntityType.ORGANIZATION and not parts:
            for county, key in directory.names(EntityType.PLACE).items():
                if len(county) > SHORTEST_COUNTY and mention.name.startswith(county[:-1]) and county[-1] in "区县市":
                    yield Relation(RelationType.LOCATED_IN, whole, key, evidence, {}, "name.county", BY_INFERENCE)
        if mention.type in {EntityType.ORGANIZATION, EntityType.EVENT} and not parts:
            for place in self._places.leading(mention.name.lstrip("第0123456789一二三四五六七八九十年度届“")):
                yield Relation(
                    RelationType.LOCATED_IN,
                    whole,
                    directory.key(EntityType.PLACE, place),
                    evidence,
                    {},
                    "name.place",
                    BY_NAME,
                )

    def _member_of_parent(self, found: Sequence[Relation]) -> Iterator[Relation]:
        """Who works at a department works at the organization whose name the department bears."""
        parents = {r.head: r.tail for r in found if r.type is RelationType.PART_OF and r.rule == "name.part"}
        for r in found:
            if r.type is RelationType.WORKS_AT and r.tail in parents and self._organizations.is_department(r.tail.name):
                yield replace(_derived(r.type, r.head, parents[r.tail], r, "inferred.parent"), attrs=r.attrs)


_BEARERS = (EntityType.ORGANIZATION, EntityType.STUDIO, EntityType.TEAM, EntityType.AWARD)


def _gives(unit: Mention, award: Mention) -> bool:
    """Whether the award's name begins with the unit that gives it to its own people ("某公司劳模")."""
    return unit.type is EntityType.ORGANIZATION and award.name.startswith(unit.name) and award.name.endswith("劳模")


def _head(rule: Rule, match: re.Match[str], encoded: Encoded) -> int:
    """The position of the rule's head; of "某某是某工作室带头人，获得…" the person: the studio is only said of him."""
    at = match.start("head")
    predicate = encoded.text[:at].endswith(("是", "任", "为"))
    said_of = predicate and rule.type in {RelationType.RECEIVED, RelationType.DEVELOPED}
    person = encoded.text.rfind(SYMBOL[EntityType.PERSON], 0, at) if said_of else -1
    return person if person >= 0 else at


def _told(tail: Mention) -> dict[str, str]:
    return {key: value for key, value in tail.attrs.items() if key in {"year", "grade"}}


def _denied(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the rule's verb denies it or only hopes for it."""
    first, last = sorted((match.start("head"), match.start("tail")))
    between = text[first + 1 : last]
    return (
        any(NEGATED.search(between[:i]) for i in range(1, len(between)))
        or bool(re.search(r"没有|未能|尚未|并未|从未", between))
        or any(HOPED.search(between[:i]) for i in range(1, len(between) + 1))
    )


Inference = Callable[[Sequence[Relation]], Iterator[Relation]]


def _leader_of_hosted(found: Sequence[Relation]) -> Iterator[Relation]:
    """A studio's or team's leader of whom no employer is told works where it stands."""
    hosts = {r.head: r for r in found if r.type is RelationType.HOSTED_BY}
    employed = {r.head for r in found if r.type is RelationType.WORKS_AT}
    for r in found:
        host = hosts.get(r.tail)
        if r.type is RelationType.LEADS and host and r.head not in employed:
            yield _derived(RelationType.WORKS_AT, r.head, host.tail, host, "inferred.leader_of_hosted")


def _hosted_by_parent(found: Sequence[Relation]) -> Iterator[Relation]:
    """A studio that a unit's union runs stands in the unit."""
    parents = {r.head: r.tail for r in found if r.type is RelationType.PART_OF and r.head.name.endswith("工会")}
    for r in found:
        if r.type is RelationType.HOSTED_BY and r.tail in parents:
            yield _derived(r.type, r.head, parents[r.tail], r, "inferred.union_of")


def _at_the_event_of_the_award(directory: Directory) -> Inference:
    """What was awarded at a competition that the award's name holds was shown there."""

    def infer(found: Sequence[Relation]) -> Iterator[Relation]:
        for r in found:
            event = directory.event_of(r.tail) if r.type is RelationType.RECEIVED else None
            if event and r.head.type in {EntityType.ACHIEVEMENT, EntityType.PERSON}:
                yield _derived(RelationType.PRESENTED_AT, r.head, event, r, "inferred.award_event")

    return infer


def _derived(kind: RelationType, head: EntityKey, tail: EntityKey, source: Relation, rule: str) -> Relation:
    return Relation(kind, head, tail, source.evidence, {}, rule, min(BY_INFERENCE, source.confidence))
