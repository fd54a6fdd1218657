"""A thing in the words of schema.org, for machines that read the page: JSON-LD, which no browser runs or fetches."""

from collections.abc import Iterable, Mapping

from api.addresses import entity_path
from ingest.facts import EntityType
from kg import EntityRecord, RelationRecord

LISTED = 20
"""Things under one property."""

TYPES = {
    EntityType.PERSON: "Person",
    EntityType.ORGANIZATION: "Organization",
    EntityType.STUDIO: "Organization",
    EntityType.TEAM: "Organization",
    EntityType.ACHIEVEMENT: "CreativeWork",
    EntityType.AWARD: "Thing",
    EntityType.PLACE: "Place",
    EntityType.EVENT: "Event",
    EntityType.POLICY: "CreativeWork",
}
"""schema.org has no class of awards, only the property."""

PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "Person": {"works_at:forward": "worksFor", "leads:forward": "memberOf", "member_of:forward": "memberOf"},
    "Organization": {
        "leads:backward": "member",
        "member_of:backward": "member",
        "hosted_by:forward": "parentOrganization",
        "part_of:forward": "parentOrganization",
        "part_of:backward": "subOrganization",
        "hosted_by:backward": "department",
        "located_in:forward": "location",
    },
    "CreativeWork": {"developed:backward": "creator", "issued:backward": "publisher"},
    "Event": {"issued:backward": "organizer", "located_in:forward": "location"},
}
"""The properties of each class, by relation and the end at which the thing stands."""


def linked_data(entity: EntityRecord, relations: Iterable[RelationRecord], description: str) -> dict[str, object]:
    """The thing with its names, and with what stands next to it under schema.org's own properties."""
    kind = TYPES[entity.type]
    node = _node(entity)
    found: dict[str, list[dict[str, object]]] = {}
    awards = []
    for relation in relations:
        forward = relation.head.id == entity.id
        if forward and relation.type.value == "received":
            awards.append(relation.tail.name)
        name = PROPERTIES.get(kind, {}).get(f"{relation.type.value}:{'forward' if forward else 'backward'}")
        if name:
            found.setdefault(name, []).append(_node(relation.tail if forward else relation.head))
    optional = {"alternateName": list(entity.aliases), "description": description, "award": awards[:LISTED]}
    return (
        {"@context": "https://schema.org"}
        | node
        | {name: value for name, value in optional.items() if value}
        | {name: nodes[:LISTED] for name, nodes in found.items()}
    )


def _node(entity: EntityRecord) -> dict[str, object]:
    address = entity_path(entity.id, entity.name)
    return {"@type": TYPES[entity.type], "@id": f"urn:jiangpu:{entity.id}", "name": entity.name, "url": address}
