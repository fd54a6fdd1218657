"""JSON-LD: schema.org for things, the W3C Organization Ontology for who belongs where, PROV-O for the sentences.

The context stands in the file itself, so that nobody has to fetch anything. Relations are written twice: as a plain
property of their head (for readers who want a graph), and as a statement with its sentences and confidence (for
readers who want proof).
"""

import json
from collections import defaultdict
from typing import Any
from urllib.parse import quote

from ingest.facts import EntityType, RelationType
from kg.export.whole import Whole
from kg.records import DocumentRecord, EntityRecord, EvidenceRecord, MeasureRecord, RelationRecord

_BASE = "urn:jiangpu:"
_TYPES = {
    EntityType.PERSON: "schema:Person",
    EntityType.ORGANIZATION: ["schema:Organization", "org:Organization"],
    EntityType.STUDIO: ["schema:Organization", "org:OrganizationalUnit", "jp:Studio"],
    EntityType.TEAM: ["schema:Organization", "org:OrganizationalUnit", "jp:Team"],
    EntityType.ACHIEVEMENT: ["schema:CreativeWork", "jp:Achievement"],
    EntityType.AWARD: "jp:Award",
    EntityType.PLACE: "schema:Place",
    EntityType.EVENT: "schema:Event",
    EntityType.POLICY: ["schema:CreativeWork", "jp:Policy"],
}
# The standard property that means the same; our own (jp:) where none does.
_PROPERTIES = {
    RelationType.WORKS_AT: "schema:worksFor",
    RelationType.LEADS: "org:headOf",
    RelationType.MEMBER_OF: "org:memberOf",
    RelationType.HOSTED_BY: "org:unitOf",
    RelationType.PART_OF: "org:subOrganizationOf",
    RelationType.MENTORS: "jp:mentors",
    RelationType.DEVELOPED: "jp:developed",
    RelationType.APPLIED_AT: "jp:appliedAt",
    RelationType.HELPS: "jp:helps",
    RelationType.RECEIVED: "jp:received",
    RelationType.PRESENTED_AT: "jp:presentedAt",
    RelationType.ISSUED: "jp:issued",
    RelationType.LOCATED_IN: "schema:location",
}
_CONTEXT = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "jp": f"{_BASE}vocabulary:",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "publisher": "schema:publisher",
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "confidence": {"@id": "jp:confidence", "@type": "xsd:double"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "quote": "prov:value",
    "place": "jp:place",
    "spans": {"@id": "jp:spans", "@type": "@json"},
    "attrs": {"@id": "jp:attributes", "@type": "@json"},
}


def to_jsonld(whole: Whole) -> bytes:
    """The library as one JSON-LD document."""
    heads: dict[str, list[RelationRecord]] = defaultdict(list)
    for relation in whole.relations:
        heads[relation.head.id].append(relation)
    graph = [
        *(_document(document) for document in whole.documents),
        *(_entity(entity, heads[entity.id]) for entity in whole.entities),
        *(_statement(relation) for relation in whole.relations),
        *(_measure(measure) for measure in whole.measures),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _iri(kind: str, id_: str) -> str:
    return f"{_BASE}{kind}:{quote(id_, safe='')}"


def _document(document: DocumentRecord) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri("document", document.id), "@type": ["schema:CreativeWork", "prov:Entity"]}
    node["name"] = document.title or document.name
    if document.source:
        node["publisher"] = document.source
    if document.published:
        node["datePublished"] = document.published.isoformat()
    return node


def _entity(entity: EntityRecord, relations: list[RelationRecord]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri("entity", entity.id), "@type": _TYPES[entity.type], "name": entity.name}
    if entity.aliases:
        node["alternateName"] = list(entity.aliases)
    if entity.attrs:
        node["attrs"] = entity.attrs
    for relation in relations:
        node.setdefault(_PROPERTIES[relation.type], []).append({"@id": _iri("entity", relation.tail.id)})
    return node


def _statement(relation: RelationRecord) -> dict[str, Any]:
    return {
        "@id": _iri("relation", relation.id),
        "@type": ["rdf:Statement", "prov:Entity"],
        "subject": _iri("entity", relation.head.id),
        "predicate": _PROPERTIES[relation.type],
        "object": _iri("entity", relation.tail.id),
        "attrs": relation.attrs,
        "confidence": relation.confidence,
        "wasDerivedFrom": [_sentence(evidence) for evidence in relation.evidence],
    }


def _measure(measure: MeasureRecord) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _iri("measure", measure.id),
        "@type": ["schema:Observation", "prov:Entity"],
        "schema:observationAbout": {"@id": _iri("entity", measure.subject.id)},
        "schema:measuredProperty": {"@id": f"jp:{measure.type}"},
        "schema:value": measure.value,
        "schema:unitText": measure.unit,
        "jp:approx": measure.approx,
        "jp:planned": measure.planned,
        "confidence": measure.confidence,
        "wasDerivedFrom": [_sentence(measure.evidence)],
    }
    if measure.period:
        node["schema:observationPeriod"] = measure.period
    return node


def _sentence(evidence: EvidenceRecord) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": ["prov:Entity", "schema:Quotation"],
        "quote": evidence.text,
        "spans": [list(span) for span in evidence.spans],
        "hadPrimarySource": _iri("document", evidence.document),
    }
    if evidence.place:
        node["place"] = evidence.place
    return node
