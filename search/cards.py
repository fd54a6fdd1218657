"""What of an entity or a passage is indexed: its card, made from the store alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import province_of
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, PassageRecord, RelationRecord, Store
from search.facets import industries_of, years_of
from search.honours import LEVEL_SUFFIX, Honour, best_first
from search.profile import joined, sentences, surrounding
from search.terms import distinct

PASSAGE = "Passage"

# Documents whose words around an achievement are kept, and characters of these.
DOCUMENT_LIMIT, CONTEXT_LIMIT = 10, 1000
# Characters that are embedded: a mean of word vectors says less the longer the text is.
EMBEDDED_LIMIT = 400
# Sentences about an achievement that are embedded with its name beside the whole.
PART_LIMIT = 24
# Relations of one type and direction kept on one card.
LINK_LIMIT = 50

R = RelationType
# Relations that are read for each type, all where none are named. The others (everyone who works at an enterprise,
# everyone who holds an award) would make the card of a well-known thing grow without end.
_READ: dict[EntityType, tuple[RelationType, ...] | None] = {
    EntityType.ORGANIZATION: (R.LOCATED_IN, R.PART_OF),
    EntityType.EVENT: (R.LOCATED_IN, R.ISSUED),
    EntityType.POLICY: (R.ISSUED,),
    EntityType.AWARD: (),
    EntityType.PLACE: (),
}
_HOMES = frozenset({R.WORKS_AT.value, R.HOSTED_BY.value})
_BELONGS = frozenset({R.LEADS.value, R.MEMBER_OF.value})
_LIES_IN = frozenset({R.LOCATED_IN.value})
_STANDS_IN = _HOMES | {R.PART_OF.value}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as its one end sees it.

    Attributes:
        outgoing: the card's own entity is the head.
        id, type, name: of the other end.
        role: the role or office that the relation names, else empty.
    """

    relation: str
    outgoing: bool
    id: str
    type: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An entity or passage as the indexes know it.

    Attributes:
        text: the sentences that name it, each once; a passage's own sentence.
        context: of an achievement, what stands around these.
        links: its relations; for the types that everything hangs on (`_READ`), only those that place it.
        around: names of where its developers work and stand, and of a studio's or team's people.
        homes: names of its employers or hosts.
        regions, industries, years: for filters and facets.
        honours: names of the awards it received, the highest first.
        distinctions: the same as `Honour.term`; of an award, itself.
        entities: of a passage, the ids of what it names.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    text: str = ""
    context: str = ""
    links: tuple[Link, ...] = ()
    around: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    honours: tuple[str, ...] = ()
    distinctions: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()

    @property
    def embedded(self) -> str:
        """The text that is turned into a vector."""
        if self.type == PASSAGE:
            return self.text[:EMBEDDED_LIMIT]
        return "。".join(distinct((self.name, *self.aliases, self.text, self.context)))[:EMBEDDED_LIMIT]

    @property
    def parts(self) -> tuple[str, ...]:
        """Of an achievement, its name with each sentence about it: what a long text's mean drowns is found by these."""
        if self.type != EntityType.ACHIEVEMENT.value:
            return ()
        return tuple(f"{self.name}。{told}" for told in sentences(f"{self.context}\n{self.text}")[:PART_LIMIT])

    @property
    def shown(self) -> str:
        """All of it that is searched by words."""
        return "\n".join(
            (self.name, *self.aliases, self.text, self.context, *(link.name for link in self.links), *self.around)
        )

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """Its values of what is counted."""
        found = [Honour.read(term) for term in self.distinctions]
        return self._plain_facets | {
            "honour": self.honours,
            "honour_level": distinct(honour.level + LEVEL_SUFFIX for honour in found if honour.level),
            "honour_kind": distinct(honour.kind for honour in found),
        }

    @property
    def filed(self) -> dict[str, tuple[str, ...]]:
        """Its values of what is filtered by; level and kind of an honour stay with it."""
        return self._plain_facets | {"honour": self.distinctions or self.honours}

    @property
    def _plain_facets(self) -> dict[str, tuple[str, ...]]:
        return {"region": self.regions, "industry": self.industries, "year": tuple(map(str, self.years))}

    @property
    def outline(self) -> tuple[object, ...]:
        """What the cards of its neighbours take from it: when this changes, they are out of date."""
        own = self.distinctions if self.type == EntityType.AWARD.value else ()
        return (self.name, self.regions, own, _beside(self.links))

    def linked(self, relation: RelationType, outgoing: bool) -> tuple[Link, ...]:
        """Its relations of one type and direction."""
        return tuple(link for link in self.links if link.relation == relation and link.outgoing is outgoing)


class CardMaker:
    """Makes cards from a store; remembers what it has read, so one maker serves one batch and is then thrown away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._relations: dict[str, tuple[RelationRecord, ...]] = {}
        self._places: dict[str, str] = {}
        self._documents: dict[str, tuple[PassageRecord, ...]] = {}

    def entities(self, ids: Iterable[str]) -> dict[str, Card | None]:
        """The cards of entities; None for those that the store no longer has."""
        wanted = tuple(ids)
        records = self._store.entities_by_id(wanted)
        return {i: self._entity(records[i]) if i in records else None for i in wanted}

    def passages(self, ids: Iterable[str]) -> dict[str, Card | None]:
        """The cards of passages; None for those that the store no longer has."""
        wanted = tuple(ids)
        records = self._store.passages_by_id(wanted)
        self._note_places(i for record in records.values() for i in record.entities)
        return {i: self._passage(records[i]) if i in records else None for i in wanted}

    def _passage(self, record: PassageRecord) -> Card:
        evidence = record.evidence
        return Card(
            id=record.id,
            type=PASSAGE,
            name=evidence.title,
            text=evidence.text,
            regions=distinct(self._places.get(i, "") for i in record.entities),
            industries=industries_of(evidence.text),
            years=years_of([evidence.text], [evidence.published]),
            entities=record.entities,
        )

    def neighbours(self, entity_id: str, kind: str) -> frozenset[str]:
        """Ids of all that stands in any relation to the entity."""
        complete = _READ.get(EntityType(kind)) is None
        relations = self._read(entity_id, EntityType(kind)) if complete else self._store.relations(entity_id)
        return frozenset(end.id for relation in relations for end in (relation.head, relation.tail)) - {entity_id}

    def _entity(self, record: EntityRecord) -> Card:
        relations = self._read(record.id, record.type)
        links = _links(record.id, relations)
        mentions = () if record.type is EntityType.PLACE else self._store.mentions(record.id)
        text = joined(evidence.text for evidence in mentions)
        around = self._around(links)
        honours = _honours(record, relations)
        return Card(
            id=record.id,
            type=record.type.value,
            name=record.name,
            aliases=record.aliases,
            text=text,
            context=self._context(record, mentions),
            links=links,
            around=around,
            homes=_names(links, _HOMES),
            regions=self._regions(record, links),
            industries=industries_of("。".join((record.name, text, *around))),
            years=_entity_years(mentions, relations),
            honours=() if record.type is EntityType.AWARD else tuple(honour.name for honour in honours),
            distinctions=tuple(honour.term for honour in honours),
        )

    def _context(self, record: EntityRecord, mentions: Iterable[EvidenceRecord]) -> str:
        if record.type is not EntityType.ACHIEVEMENT:
            return ""
        documents = distinct(mention.document for mention in mentions)[:DOCUMENT_LIMIT]
        return joined(text for d in documents for text in surrounding(record.id, self._passages(d)))[:CONTEXT_LIMIT]

    def _passages(self, document: str) -> tuple[PassageRecord, ...]:
        if document not in self._documents:
            self._documents[document] = self._store.passages(document)
        return self._documents[document]

    def _read(self, entity_id: str, kind: EntityType) -> tuple[RelationRecord, ...]:
        if entity_id not in self._relations:
            wanted = _READ.get(kind)
            self._relations[entity_id] = (
                self._store.relations(entity_id)
                if wanted is None
                else tuple(found for name in wanted for found in self._store.relations(entity_id, name))
            )
        return self._relations[entity_id]

    def _links_of(self, link: Link) -> tuple[Link, ...]:
        return _links(link.id, self._read(link.id, EntityType(link.type)))

    def _around(self, links: Iterable[Link]) -> tuple[str, ...]:
        developers = [link for link in links if link.relation == R.DEVELOPED and not link.outgoing]
        return distinct(name for developer in developers for name in _beside(self._links_of(developer)))

    def _regions(self, record: EntityRecord, links: tuple[Link, ...]) -> tuple[str, ...]:
        """Where the thing, its developers, and what these belong to are said to be; wave after wave outwards."""
        if record.type is EntityType.PLACE:
            return (record.name,)
        developers = [link for link in links if link.relation == R.DEVELOPED and not link.outgoing]
        seen = {record.id, *(link.id for link in developers)}
        regions: list[str] = []
        wave = [links, *(self._links_of(link) for link in developers)]
        while wave:
            regions += [name for found in wave for name in _names(found, _LIES_IN)]
            outwards = [link for found in wave for link in found if link.outgoing and link.relation in _STANDS_IN]
            new = {link.id: link for link in outwards if link.id not in seen}
            seen.update(new)
            wave = [self._links_of(link) for link in new.values()]
        return distinct([*regions, *filter(None, map(province_of, regions))])

    def _note_places(self, entity_ids: Iterable[str]) -> None:
        """Reads the names of the places among the entities."""
        unread = {i for i in entity_ids if i.startswith("place-")} - self._places.keys()
        self._places.update({i: record.name for i, record in self._store.entities_by_id(unread).items()})


def _links(entity_id: str, relations: Sequence[RelationRecord]) -> tuple[Link, ...]:
    kept: dict[tuple[str, bool], list[Link]] = defaultdict(list)
    for link in (_link(entity_id, relation) for relation in relations):
        alike = kept[link.relation, link.outgoing]
        if len(alike) < LINK_LIMIT:
            alike.append(link)
    return tuple(link for alike in kept.values() for link in alike)


def _link(entity_id: str, relation: RelationRecord) -> Link:
    outgoing = relation.head.id == entity_id
    other = relation.tail if outgoing else relation.head
    return Link(relation.type.value, outgoing, other.id, other.type.value, other.name, relation.attrs.get("role", ""))


def _names(links: Iterable[Link], relations: frozenset[str]) -> tuple[str, ...]:
    return distinct(link.name for link in links if link.outgoing and link.relation in relations)


def _honours(record: EntityRecord, relations: Iterable[RelationRecord]) -> list[Honour]:
    """The best awards that the thing received; an award is its own."""
    if record.type is EntityType.AWARD:
        return [Honour.of(record)]
    received = (r.tail for r in relations if r.type is R.RECEIVED and r.head.id == record.id)
    return best_first(map(Honour.of, received))[:LINK_LIMIT]


def _beside(links: Sequence[Link]) -> tuple[str, ...]:
    people = (link.name for link in links if not link.outgoing and link.relation in _BELONGS)
    return distinct((*_names(links, _HOMES), *people))


def _entity_years(mentions: tuple[EvidenceRecord, ...], relations: tuple[RelationRecord, ...]) -> tuple[int, ...]:
    stated = [f"{relation.attrs['year']}年" for relation in relations if "year" in relation.attrs]
    return years_of([m.text for m in mentions] + stated, [m.published for m in mentions])
