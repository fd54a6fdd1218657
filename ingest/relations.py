"""Relations: the rules of the data file, what stands before a person's name, and what names themselves tell."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.coreference import ResolvedSentence
from ingest.entities import Directory
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.mentions.organizations import OrganizationFinder
from ingest.mentions.places import PlaceFinder
from ingest.pattern import ANY, SYMBOL, Encoded, Rule, rules

JOINT = re.compile(r"、|和|与|及|以及|，(?=[\ue005])|(?:各?\d+[项个次]|称号|荣誉称号|等)?[、，和及]")
BY_NAME, BY_INFERENCE = 0.9, 0.7
NEGATED = re.compile(r"(?:没有|未能|尚未|并未|从未|不是|未)$")
HOPED = re.compile(r"(?:希望|力争|争取|计划|拟|将要|有望|预计|或将|想)[^，。；]{0,12}$")


class Relator:
    """Finds the relations of a document."""

    def __init__(self, lexicon: Lexicon, places: PlaceFinder, organizations: OrganizationFinder) -> None:
        self._rules = rules(lexicon)
        self._places = places
        self._organizations = organizations
        role = lexicon.either("roles", "workers", "officials")
        self._leader = re.compile(lexicon.either("roles", "leaders"))
        held = rf"(?:[^，。；、的{ANY}]{{0,8}}?{role})(?:[、兼][^，。；、的{ANY}]{{0,6}}?{role})*"
        bearer = "".join(SYMBOL[kind] for kind in _BEARERS)
        unit = rf"[{bearer}](?:的|获得者|得主|称号获得者)?(?:青年|女|年轻)?(?:{held})?"
        person = SYMBOL[EntityType.PERSON]
        self._apposition = re.compile(rf"(?P<units>(?:{unit}(?:[、，和兼]|一名|的|荣誉获得者)?)+)(?P<person>{person})")
        self._unit = re.compile(rf"(?P<bearer>[{bearer}])(?:的|获得者|得主|称号获得者)?(?P<role>{held})?")

    def relations(self, sentences: Iterable[ResolvedSentence], directory: Directory) -> list[Relation]:
        """The relations of the document, the surest of equal ones first kept, in reading order."""
        found: dict[tuple[RelationType, EntityKey, EntityKey], Relation] = {}
        for sentence in sentences:
            for relation in self._of(sentence, directory):
                key = (relation.type, relation.head, relation.tail)
                if relation.head != relation.tail and (key not in found or relation.confidence > found[key].confidence):
                    found[key] = relation
        for relation in _inferred(list(found.values())):
            found.setdefault((relation.type, relation.head, relation.tail), relation)
        return list(found.values())

    def _of(self, sentence: ResolvedSentence, directory: Directory) -> Iterator[Relation]:
        evidence = sentence.read.tagged.sentence.evidence()
        encoded = Encoded.of(sentence.read.text, sentence.mentions, sentence.carried)
        for rule in self._rules:
            for match in rule.matches(encoded):
                if not _denied(encoded.text, match):
                    yield from self._by_rule(rule, match, encoded, directory, evidence)
        yield from self._by_apposition(encoded, directory, evidence)
        for mention in (*sentence.read.mentions, *sentence.read.inner):
            yield from self._by_name(mention, sentence.read.inner, directory, evidence)

    def _by_rule(
        self, rule: Rule, match: re.Match[str], encoded: Encoded, directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        attrs = {"role": role} if (role := match.groupdict().get("role")) else {}
        for head in encoded.coordinated(match.start("head"), JOINT):
            for tail in encoded.coordinated(match.start("tail"), JOINT):
                yield Relation(
                    rule.type, directory.of(head), directory.of(tail), evidence, {**attrs, **_told(tail)}, rule.name, rule.confidence
                )

    def _by_apposition(self, encoded: Encoded, directory: Directory, evidence: Evidence) -> Iterator[Relation]:
        """What stands before a person's name: "全国劳动模范、某集团焊接工人某某"."""
        for match in self._apposition.finditer(encoded.text):
            persons = encoded.coordinated(match.start("person"), re.compile("[、和与]"))
            persons = persons[persons.index(encoded.mention(match.start("person"))) :]
            for unit in self._unit.finditer(encoded.text, *match.span("units")):
                bearer = encoded.mention(unit.start("bearer"))
                kind = self._meaning(bearer, unit["role"])
                attrs = {"role": unit["role"]} if unit["role"] else {}
                for person in persons if kind else []:
                    yield Relation(kind, directory.of(person), directory.of(bearer), evidence, attrs, "apposition", BY_NAME)

    def _meaning(self, bearer: Mention, role: str | None) -> RelationType | None:
        if bearer.type is EntityType.AWARD:
            return RelationType.RECEIVED
        if bearer.type is EntityType.ORGANIZATION:
            return RelationType.WORKS_AT
        if bearer.type in {EntityType.STUDIO, EntityType.TEAM} and role:
            return RelationType.LEADS if self._leader.search(role) else RelationType.MEMBER_OF
        return None

    def _by_name(
        self, mention: Mention, inner: Sequence[Mention], directory: Directory, evidence: Evidence
    ) -> Iterator[Relation]:
        """What a name itself tells: whose studio, which parent, where, at which competition."""
        whole = directory.of(mention)
        if leader := mention.attrs.get("leader"):
            person = directory.key(EntityType.PERSON, leader)
            yield Relation(RelationType.LEADS, person, whole, evidence, {}, "name.leader", BY_NAME)
        if mention.type is EntityType.ORGANIZATION and (parts := self._organizations.parent_and_child(mention.name)):
            parent = directory.key(EntityType.ORGANIZATION, parts[0])
            yield Relation(RelationType.PART_OF, whole, parent, evidence, {}, "name.part", BY_NAME)
        if mention.type in {EntityType.ORGANIZATION, EntityType.EVENT}:
            for place in self._places.leading(mention.name.lstrip("第0123456789一二三四五六七八九十年度届“")):
                yield Relation(
                    RelationType.LOCATED_IN, whole, directory.key(EntityType.PLACE, place), evidence, {}, "name.place", BY_NAME
                )


_BEARERS = (EntityType.ORGANIZATION, EntityType.STUDIO, EntityType.TEAM, EntityType.AWARD)


def _told(tail: Mention) -> dict[str, str]:
    return {key: value for key, value in tail.attrs.items() if key in {"year", "grade"}}


def _denied(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before the rule's verb denies it or only hopes for it."""
    first, last = sorted((match.start("head"), match.start("tail")))
    between = text[first + 1 : last]
    return any(NEGATED.search(between[:i]) for i in range(1, len(between))) or bool(re.search(r"没有|未能|尚未|并未|从未", between)) or any(
        HOPED.search(between[:i]) for i in range(1, len(between) + 1)
    )


def _inferred(found: Sequence[Relation]) -> Iterator[Relation]:
    """A studio's leader works where the studio stands; who made an awarded work shows it where the work was shown."""
    hosts = {r.head: r for r in found if r.type is RelationType.HOSTED_BY}
    employed = {r.head for r in found if r.type is RelationType.WORKS_AT}
    for relation in found:
        host = hosts.get(relation.tail)
        if relation.type is RelationType.LEADS and host and relation.head not in employed:
            yield Relation(
                RelationType.WORKS_AT, relation.head, host.tail, host.evidence, {}, "inferred.leader_of_hosted", BY_INFERENCE
            )
