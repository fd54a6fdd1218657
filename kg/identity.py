"""Who is who in the database: keeps handles and entities in agreement with what the documents say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ingest.facts import EntityKey, EntityType, Extraction
from kg.blocks import Blocks
from kg.changes import Changes
from kg.chunks import among, chunks, rows_among
from kg.clues import Handle, handles_of, keys_of
from kg.doubts import write_doubts
from kg.edges import Edges
from kg.naming import Naming
from kg.partition import Decision, Group, Grouping
from kg.people import ALONE, ALONE_STUDIO
from kg.schema import EntityRow, FormerIdRow, HandleRow, MentionRow
from kg.tally import Mention, count

_COUNTED = ("handle_id", "name", "aliases", "marks", "attrs")
_MENTION = [MentionRow.__table__.c[name] for name in _COUNTED]
_HANDLES, _ENTITIES = HandleRow.__table__.c, EntityRow.__table__.c
_HOME = select(_HANDLES.id, _HANDLES.entity_id).where(among(_HANDLES.id))
_TAKEN = select(_ENTITIES.id).where(among(_ENTITIES.id))
_PLACE = (
    update(HandleRow)
    .where(HandleRow.id == bindparam("handle"))
    .values(entity_id=bindparam("entity"), reason=bindparam("why"), confidence=bindparam("sure"))
)


class Identity:
    """The handles and entities of a library, within one transaction."""

    def __init__(self, connection: Connection, changes: Changes, edges: Edges) -> None:
        self._connection = connection
        self._changes = changes
        self._edges = edges
        self._blocks = Blocks(connection)
        self._naming = Naming(connection, changes)

    def enter(self, extraction: Extraction) -> dict[EntityKey, str]:
        """Take in a document's entities; returns the handle of each. Their facts are not written here."""
        handles = handles_of(extraction)
        new = self._make({handle.id: handle for handle in handles.values()})
        mentions: list[dict[str, Any]] = [
            {
                "document_id": extraction.document_id,
                "type": entity.key.type,
                "name": entity.key.name,
                "bearer": entity.key.bearer,
                "handle_id": handles[entity.key].id,
                "aliases": list(entity.aliases),
                "marks": sorted(handles[entity.key].marks),
                "attrs": dict(entity.attrs),
                "spans": [list(span) for span in entity.mentions],
                "formerly": [[f.name, f.evidence.text, f.evidence.spans] for f in entity.formerly],
            }
            for entity in extraction.entities
        ]
        if mentions:
            self._connection.execute(insert(MentionRow), mentions)
        changed = count(self._connection, [Mention(*(one[name] for name in _COUNTED)) for one in mentions], +1)
        attached = self._blocks.attached(self._blocks.load(new))
        self._place([(id_, entity, decision) for id_, (entity, decision) in attached.items()])
        self._explain(attached.values())
        self._settle(self._blocks.load((new | changed) - attached.keys()))
        self._naming.refresh(self.entities_of(handle.id for handle in handles.values()))
        return {key: handle.id for key, handle in handles.items()}

    def leave(self, document_id: str) -> None:
        """Take a document's entities away, whose facts are gone already."""
        of_document = MentionRow.document_id == document_id
        mentions = [Mention(*row) for row in self._connection.execute(select(*_MENTION).where(of_document))]
        before = self._blocks.load(mention.handle_id for mention in mentions)
        self._connection.execute(delete(MentionRow).where(of_document))
        changed = count(self._connection, mentions, -1)
        gone: set[str] = set()
        for some in chunks(handle.id for handle in before):
            unused = (HandleRow.id.in_(some), HandleRow.uses == 0)
            gone.update(self._connection.scalars(select(HandleRow.id).where(*unused)))
            self._connection.execute(delete(HandleRow).where(*unused))
        self._settle([handle for handle in before if handle.id in gone | changed], gone)
        entities = {handle.entity for handle in before if handle.entity is not None}
        self._drop_empty(entities)
        self._naming.refresh(entities)

    def reconsider(self, handle_ids: Iterable[str]) -> None:
        """Decide anew about these handles and whatever they could be one with."""
        handles = self._blocks.load(handle_ids)
        self._settle(handles)
        self._naming.refresh(self.entities_of(handle.id for handle in handles))

    def entities_of(self, handle_ids: Iterable[str]) -> set[str]:
        """The entities of handles."""
        return set(self.entity_by_handle(handle_ids).values())

    def entity_by_handle(self, handle_ids: Iterable[str]) -> dict[str, str]:
        """The entity of each handle."""
        return {id_: entity for id_, entity in rows_among(self._connection, _HOME, handle_ids) if entity is not None}

    def _make(self, wanted: dict[str, Handle]) -> set[str]:
        """Write the handles that are new; returns their ids."""
        known = {row.id for row in rows_among(self._connection, _HOME, wanted)}
        blank = {"entity_id": None, "uses": 0, "reason": "", "confidence": 1.0}
        rows: list[dict[str, object]] = [
            {"id": id_, "type": handle.type, "key": handle.key, "document_id": handle.document, **blank}
            for id_, handle in wanted.items()
            if id_ not in known
        ]
        if rows:
            self._connection.execute(insert(HandleRow), rows)
        return wanted.keys() - known

    def _settle(self, seeds: Iterable[Handle], gone: Collection[str] = ()) -> None:
        """Group anew whatever the seeds could be one with: things first, for persons are told by their employers."""
        seeds = tuple(seeds)
        compared = [seed for seed in seeds if seed.is_compared]
        things = self._blocks.things(seed for seed in seeds if not seed.is_compared)
        renamed = {seed.key for seed in seeds if seed.id in gone and seed.type is EntityType.ORGANIZATION}
        renamed |= {handle.key for handle in self._regroup(things) if handle.type is EntityType.ORGANIZATION}
        self._regroup(self._blocks.people([*compared, *self._blocks.employed_by(renamed)]))

    def _regroup(self, groupings: Iterable[Grouping]) -> list[Handle]:
        """Give every group its entity; facts follow the handles that moved. Returns what came to be one with others."""
        groupings = tuple(groupings)
        groups = [group for grouping in groupings for group in grouping.groups]
        before = {handle.id: handle.entity for group in groups for handle in group.handles}
        write_doubts(self._connection, before, [doubt for grouping in groupings for doubt in grouping.doubts])
        entities = self._entities_for(groups)
        moved: set[str] = set()
        placed: list[tuple[str, str, Decision]] = []
        joined: list[Handle] = []
        for group, entity in zip(groups, entities, strict=True):
            for handle in group.handles:
                decision = group.decisions[handle.id]
                if (handle.entity, handle.reason) != (entity, decision.reason):
                    placed.append((handle.id, entity, decision))
                if handle.entity not in {None, entity}:
                    moved.add(handle.id)
                if handle.entity != entity and (handle.entity or len(group.handles) > 1):
                    joined.append(handle)
        self._place(placed)
        if moved:
            left = {before[id_] for id_ in moved} - {None}
            self._changes.surroundings((id_ for id_ in left if id_ is not None), moved)
            self._edges.move(moved)
            touched = {entity for entity in (*left, *entities) if entity is not None}
            self._remember(before, self.entity_by_handle(before))
            self._drop_empty(touched)
            self._naming.refresh(touched)
        return joined

    def _place(self, places: list[tuple[str, str, Decision]]) -> None:
        rows = [
            {"handle": id_, "entity": entity, "why": decision.reason, "sure": decision.confidence}
            for id_, entity, decision in places
        ]
        if rows:
            self._connection.execute(_PLACE, rows)

    def _explain(self, joined: Iterable[tuple[str, Decision]]) -> None:
        """Who stood alone until a newcomer was found to be the same has the newcomer's reason."""
        for entity, decision in joined:
            alone = (HandleRow.entity_id == entity, HandleRow.reason.in_([ALONE.reason, ALONE_STUDIO.reason]))
            values = {"reason": decision.reason, "confidence": decision.confidence}
            self._connection.execute(update(HandleRow).where(*alone).values(values))

    def _entities_for(self, groups: Sequence[Group]) -> list[str]:
        """The id of each group: the one that most of its documents have used so far, else a new one."""
        shares: dict[str, Counter[int]] = defaultdict(Counter)
        for index, group in enumerate(groups):
            for handle in group.handles:
                if handle.entity is not None:
                    shares[handle.entity][index] += handle.uses
        claims: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for entity, parts in shares.items():
            index, uses = min(parts.items(), key=lambda part: (-part[1], part[0]))
            claims[index].append((-uses, entity))
        found = {index: min(claim)[1] for index, claim in claims.items()}
        new = {index: group for index, group in enumerate(groups) if index not in found}
        found |= dict(zip(new, self._new_entities(list(new.values())), strict=True))
        return [found[index] for index in range(len(groups))]

    def _new_entities(self, groups: Sequence[Group]) -> list[str]:
        """Write an entity for each group."""
        founders = [
            min(group.handles, key=lambda handle: (handle.document or "", handle.key, handle.id)) for group in groups
        ]
        ids = self._free_ids(founders)
        rows = [
            {"id": id_, "type": handle.type, "name": handle.key, "key": handle.key, "aliases": [], "attrs": {}}
            for id_, handle in zip(ids, founders, strict=True)
        ]
        if rows:
            self._connection.execute(insert(EntityRow), rows)
        for some in chunks(ids):
            self._connection.execute(delete(FormerIdRow).where(FormerIdRow.id.in_(some)))
        return ids

    def _free_ids(self, founders: Sequence[Handle]) -> list[str]:
        """Ids that tell of each entity's first handle, so that a rebuilt library has the same; numbered where taken."""
        ids = [_entity_id(handle, 0) for handle in founders]
        taken = {row.id for row in rows_among(self._connection, _TAKEN, ids)}
        for index, handle in enumerate(founders):
            attempt = 0
            while ids[index] in taken:
                attempt += 1
                ids[index] = _entity_id(handle, attempt)
                if self._connection.scalar(select(EntityRow.id).where(EntityRow.id == ids[index])) is not None:
                    taken.add(ids[index])
            taken.add(ids[index])
        return ids

    def _remember(self, before: dict[str, str | None], now: dict[str, str]) -> None:
        """Note which entity an id that no handle has any more was found to be."""
        kept = set(now.values())
        for former in sorted({entity for entity in before.values() if entity is not None} - kept):
            entity = min(now[id_] for id_, entity in before.items() if entity == former)
            self._connection.execute(
                update(FormerIdRow).where(FormerIdRow.entity_id == former).values(entity_id=entity)
            )
            self._connection.execute(insert(FormerIdRow), [{"id": former, "entity_id": entity}])

    def _drop_empty(self, entity_ids: Iterable[str]) -> None:
        """Delete entities that have no handle left."""
        for some in chunks(entity_ids):
            self._changes.entities(some)
            alive = set(self._connection.scalars(select(HandleRow.entity_id).where(HandleRow.entity_id.in_(some))))
            empty = [id_ for id_ in some if id_ not in alive]
            self._connection.execute(delete(FormerIdRow).where(FormerIdRow.entity_id.in_(empty)))
            self._connection.execute(delete(EntityRow).where(EntityRow.id.in_(empty)))


def _entity_id(handle: Handle, attempt: int) -> str:
    # several handles of one name in one document are told apart by their own ids
    where = handle.id if keys_of(handle.marks, "bearer") else handle.document or ""
    seed = "\0".join((handle.type, handle.key, where, str(attempt)))
    return f"{handle.type.lower()}-{sha256(seed.encode()).hexdigest()[:12]}"
