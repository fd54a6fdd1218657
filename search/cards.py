"""What of an entity or a passage is indexed: its card, made from the store alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.facts import EntityType, RelationType
from kg import EntityRecord, EvidenceRecord, PassageRecord, RelationRecord, Store
from search.facets import industries_of, years_of
from search.honours import LEVEL_SUFFIX, Honour, best_first
from search.links import (
    HOMES,
    LINK_LIMIT,
    Link,
    beside,
    developers_in,
    links_of,
    names,
    organizations_over,
    outwards,
    regions_over,
)
from search.profile import joined, sentences, surrounding
from search.terms import distinct

PASSAGE = "Passage"

# Documents whose words around an achievement are kept, and characters of these.
DOCUMENT_LIMIT, CONTEXT_LIMIT = 10, 1000
# Characters that are embedded: a mean of word vectors says less the longer the text is.
EMBEDDED_LIMIT = 400
# Sentences that name an entity and are read for its card: a well-known award is named by tens of thousands.
MENTION_LIMIT = 200
# Sentences about an achievement that are embedded with its name beside the whole.
PART_LIMIT = 24

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
FILED_IN_PASSAGES = (EntityType.PLACE, EntityType.ORGANIZATION)
"""Of the things that a passage names, those by whose names it can be filtered."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entity or passage as the indexes know it.

    Attributes:
        text: the sentences that name it, each once; a passage's own sentence.
        context: of an achievement, what stands around these.
        links: its relations; for the types that everything hangs on (`_READ`), only those that place it.
        around: names of where its developers work and stand, and of a studio's or team's people.
        homes: names of its employers or hosts.
        organizations: names of those that it, its developers and what these belong to are part of, and that developed
            it; of a passage, those that it names.
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
    organizations: tuple[str, ...] = ()
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
        return {
            "region": self.regions,
            "industry": self.industries,
            "year": tuple(map(str, self.years)),
            "organization": self.organizations,
        }

    @property
    def outline(self) -> tuple[object, ...]:
        """What the cards of its neighbours take from it: when this changes, they are out of date."""
        own = self.distinctions if self.type == EntityType.AWARD.value else ()
        return (self.name, self.regions, self.organizations, own, beside(self.links))

    def linked(self, relation: RelationType, outgoing: bool) -> tuple[Link, ...]:
        """Its relations of one type and direction."""
        return tuple(link for link in self.links if link.relation == relation and link.outgoing is outgoing)


class CardMaker:
    """Makes cards from a store; remembers what it has read, so one maker serves one batch and is then thrown away.

    What the cards of a batch need is read together: a query for each thing would take most of the time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._relations: dict[str, Sequence[RelationRecord]] = {}
        self._mentions: dict[str, tuple[EvidenceRecord, ...]] = {}
        self._named: dict[str, str] = {}
        self._documents: dict[str, list[PassageRecord]] = {}

    def entities(self, ids: Iterable[str]) -> dict[str, Card | None]:
        """The cards of entities; None for those that the store no longer has."""
        wanted = tuple(ids)
        records = self._store.entities_by_id(wanted)
        self._read_relations(records.values())
        named = (i for i, one in records.items() if one.type is not EntityType.PLACE)
        self._mentions = self._store.mentions_of(named, MENTION_LIMIT)
        self._read_documents(record.id for record in records.values() if record.type is EntityType.ACHIEVEMENT)
        return {i: self._entity(records[i]) if i in records else None for i in wanted}

    def passages(self, ids: Iterable[str]) -> dict[str, Card | None]:
        """The cards of passages; None for those that the store no longer has."""
        wanted = tuple(ids)
        records = self._store.passages_by_id(wanted)
        self._note_names(i for record in records.values() for i in record.entities)
        return {i: self._passage(records[i]) if i in records else None for i in wanted}

    def _passage(self, record: PassageRecord) -> Card:
        evidence = record.evidence
        return Card(
            id=record.id,
            type=PASSAGE,
            name=evidence.title,
            text=evidence.text,
            regions=self._names_in(record, EntityType.PLACE),
            organizations=self._names_in(record, EntityType.ORGANIZATION),
            industries=industries_of(evidence.text),
            years=years_of([evidence.text], [evidence.published]),
            entities=record.entities,
        )

    def neighbours(self, entity_id: str, kind: str) -> frozenset[str]:
        """Ids of all that stands in any relation to the entity."""
        complete = _READ.get(EntityType(kind)) is None and entity_id in self._relations
        relations = self._relations[entity_id] if complete else self._store.relations_of([entity_id]).get(entity_id, ())
        return frozenset(end.id for relation in relations for end in (relation.head, relation.tail)) - {entity_id}

    def _entity(self, record: EntityRecord) -> Card:
        relations = self._relations[record.id]
        links = links_of(record.id, relations)
        mentions = self._mentions.get(record.id, ())
        text = joined(evidence.text for evidence in mentions)
        around = self._around(links)
        waves = tuple(self._outwards(record, links))
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
            homes=names(links, HOMES),
            organizations=organizations_over(links, waves),
            regions=regions_over(record, waves),
            industries=industries_of("。".join((record.name, text, *around))),
            years=_entity_years(mentions, relations),
            honours=() if record.type is EntityType.AWARD else tuple(honour.name for honour in honours),
            distinctions=tuple(honour.term for honour in honours),
        )

    def _context(self, record: EntityRecord, mentions: Iterable[EvidenceRecord]) -> str:
        if record.type is not EntityType.ACHIEVEMENT:
            return ""
        documents = [self._documents.get(id_, ()) for id_ in _documents_of(mentions)]
        return joined(text for passages in documents for text in surrounding(record.id, passages))[:CONTEXT_LIMIT]

    def _read_documents(self, achievements: Iterable[str]) -> None:
        """Reads the documents that are kept around achievements."""
        wanted = {id_ for achievement in achievements for id_ in _documents_of(self._mentions.get(achievement, ()))}
        unread = wanted - self._documents.keys()
        found = self._store.passages_of(unread)
        self._documents |= {id_: found.get(id_, []) for id_ in unread}

    def _read_relations(self, ends: Iterable[EntityRecord]) -> None:
        """Reads the relations of things, of those who developed them, and of what these belong to; wave after wave."""
        wave = {end.id: end.type for end in ends}
        while unread := {id_: kind for id_, kind in wave.items() if id_ not in self._relations}:
            by_kind: dict[tuple[RelationType, ...] | None, list[str]] = defaultdict(list)
            for id_, kind in unread.items():
                by_kind[_READ.get(kind)].append(id_)
            for wanted, ids in by_kind.items():
                found = self._store.relations_of(ids, wanted) if wanted != () else {}
                self._relations |= {id_: _in_order(found.get(id_, ()), wanted) for id_ in ids}
            links = [link for id_ in unread for link in links_of(id_, self._relations[id_])]
            wave = {link.id: EntityType(link.type) for link in (*developers_in(links), *outwards(links))}

    def _links_of(self, link: Link) -> tuple[Link, ...]:
        return links_of(link.id, self._relations[link.id])

    def _around(self, links: Iterable[Link]) -> tuple[str, ...]:
        return distinct(name for developer in developers_in(links) for name in beside(self._links_of(developer)))

    def _outwards(self, record: EntityRecord, links: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
        """The links of the thing and its developers, then of what these belong to; wave after wave."""
        if record.type is EntityType.PLACE:
            return
        developers = developers_in(links)
        seen = {record.id, *(link.id for link in developers)}
        wave = [links, *map(self._links_of, developers)]
        while wave:
            yield from wave
            new = {link.id: link for found in wave for link in outwards(found) if link.id not in seen}
            seen.update(new)
            wave = [self._links_of(link) for link in new.values()]

    def _names_in(self, record: PassageRecord, kind: EntityType) -> tuple[str, ...]:
        """Names of the things of a type that a passage names."""
        return distinct(self._named.get(i, "") for i in record.entities if i.startswith(_prefix(kind)))

    def _note_names(self, entity_ids: Iterable[str]) -> None:
        """Reads the names of the entities that passages are filed by."""
        wanted = tuple(map(_prefix, FILED_IN_PASSAGES))
        unread = {i for i in entity_ids if i.startswith(wanted)} - self._named.keys()
        self._named.update({i: record.name for i, record in self._store.entities_by_id(unread).items()})


def _documents_of(mentions: Iterable[EvidenceRecord]) -> tuple[str, ...]:
    """Those that are kept around an achievement."""
    return distinct(mention.document for mention in mentions)[:DOCUMENT_LIMIT]


def _in_order(relations: Sequence[RelationRecord], types: tuple[RelationType, ...] | None) -> Sequence[RelationRecord]:
    """As the types are named; as they are where none are."""
    return relations if types is None else sorted(relations, key=lambda relation: types.index(relation.type))


def _prefix(kind: EntityType) -> str:
    """What ids of this type begin with."""
    return f"{kind.value.lower()}-"


def _honours(record: EntityRecord, relations: Iterable[RelationRecord]) -> list[Honour]:
    """The best awards that the thing received; an award is its own."""
    if record.type is EntityType.AWARD:
        return [Honour.of(record)]
    received = (r.tail for r in relations if r.type is R.RECEIVED and r.head.id == record.id)
    return best_first(map(Honour.of, received))[:LINK_LIMIT]


def _entity_years(mentions: Sequence[EvidenceRecord], relations: Sequence[RelationRecord]) -> tuple[int, ...]:
    stated = [f"{relation.attrs['year']}年" for relation in relations if "year" in relation.attrs]
    return years_of([m.text for m in mentions] + stated, [m.published for m in mentions])
