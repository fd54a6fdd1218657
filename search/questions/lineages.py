"""Pairs of master and apprentice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.facts import RelationType
from kg import EntityRecord, RelationRecord, Store
from search.questions.reply import Answer

_QUOTED = re.compile("“[^“”]{2,}”")
# An award that more documents name is one that people win alone.
_MOST_DOCUMENTS = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A master and an apprentice; `both` where both of them were looked for, not one alone."""

    relation: RelationRecord
    both: bool

    @property
    def people(self) -> tuple[EntityRecord, EntityRecord]:
        """Master, apprentice."""
        return self.relation.head, self.relation.tail

    @property
    def ids(self) -> set[str]:
        """Of both."""
        return {person.id for person in self.people}

    @property
    def answer(self) -> Answer:
        """The pair as 师傅—徒弟."""
        master, apprentice = self.people
        note = "前为师傅，后为徒弟"
        return Answer(f"{master.name}—{apprentice.name}", None, "Pair", note=note, evidence=self.relation.evidence)


def pairs(store: Store, people: Iterable[EntityRecord]) -> list[Pair]:
    """The pairs that these people are in; first those of which both are among them, then the surest."""
    sought = {person.id for person in people}
    found: dict[str, Pair] = {}
    for person in sorted(sought):
        for relation in store.relations(person, RelationType.MENTORS):
            found[relation.id] = Pair(relation, {relation.head.id, relation.tail.id} <= sought)
    return sorted(found.values(), key=_rank)


def honoured_pairs(store: Store, award: EntityRecord, winners: Iterable[EntityRecord]) -> list[Pair]:
    """The pairs that won an award as pairs.

    Both have won it, or a sentence names both and the award; of a winner without such a pair any pair counts, because
    a document may give the award to the master alone.
    """
    won = {winner.id: winner for winner in winners}
    named = _named_together(store, award)
    both = [
        Pair(pair.relation, both=True)
        for pair in pairs(store, (*won.values(), *store.entities_by_id(id_ for ids in named for id_ in ids).values()))
        if pair.ids <= won.keys() or any(pair.ids <= ids for ids in named)
    ]
    paired = {id_ for pair in both for id_ in pair.ids}
    return both + [pair for pair in pairs(store, (w for w in won.values() if w.id not in paired)) if not pair.both]


def both_honoured(store: Store, found: Iterable[Pair]) -> list[Pair]:
    """The pairs of which both, or works of both, have won something; those that won the same, where there are such."""
    honoured = [pair for pair in found if all(_is_honoured(store, person) for person in pair.people)]
    return [pair for pair in honoured if _won_together(store, pair)] or honoured


def shared_masters(groups: Iterable[Iterable[str]], store: Store) -> tuple[Answer, ...]:
    """Who taught somebody of every group of people (their ids): what those are to each other who share a master."""
    taught = [
        {r.head.id: r for id_ in ids for r in store.relations(id_, RelationType.MENTORS) if r.tail.id == id_}
        for ids in groups
    ]
    common = [id_ for id_ in taught[0] if len(taught) > 1 and all(id_ in masters for masters in taught)]
    return tuple(_shared([masters[id_] for masters in taught]) for id_ in common)


def _shared(told: Sequence[RelationRecord]) -> Answer:
    master = told[0].head
    note = f"{'、'.join(relation.tail.name for relation in told)}同为{master.name}的徒弟"
    said = tuple(dict.fromkeys(one for relation in told for one in relation.evidence))
    return Answer(master.name, master.id, master.type.value, note=note, evidence=said)


def _won_together(store: Store, pair: Pair) -> bool:
    """Whether both have won the same honour, or made a work together that won one."""
    master, apprentice = pair.people
    shared = [_tails(store, one, RelationType.RECEIVED) for one in (master, apprentice)]
    works = [_tails(store, one, RelationType.DEVELOPED) for one in (master, apprentice)]
    together = works[0].keys() & works[1].keys()
    return bool(shared[0].keys() & shared[1].keys()) or any(store.relations(w, RelationType.RECEIVED) for w in together)


def _tails(store: Store, head: EntityRecord, type_: RelationType) -> dict[str, EntityRecord]:
    return {r.tail.id: r.tail for r in store.relations(head.id, type_) if r.head.id == head.id}


def _is_honoured(store: Store, person: EntityRecord) -> bool:
    works = [relation.tail for relation in store.relations(person.id, RelationType.DEVELOPED)]
    return any(store.relations(one.id, RelationType.RECEIVED) for one in (person, *works))


def _named_together(store: Store, award: EntityRecord) -> list[set[str]]:
    """The things that each sentence names which names the award, or what its name has in quotes (“名师高徒”)."""
    documents = dict.fromkeys(said.document for said in store.mentions(award.id))
    passages = (passage for document in list(documents)[:_MOST_DOCUMENTS] for passage in store.passages(document))
    quoted = _QUOTED.findall(award.name)
    return [
        set(passage.entities)
        for passage in passages
        if award.id in passage.entities or any(part in passage.evidence.text for part in quoted)
    ]


def _rank(pair: Pair) -> tuple[bool, float, int, str]:
    relation = pair.relation
    return not pair.both, -relation.confidence, -len(relation.evidence), relation.head.name + relation.tail.name
