"""The knowledge graph: what all documents say together, who is who, and the sentence behind every fact."""

from kg.export import export
from kg.graph import GraphView
from kg.lineage import Lineage, LineageNode
from kg.names import name_key
from kg.neighbourhood import Neighbourhood, Scope
from kg.records import (
    Change,
    DocumentRecord,
    DoubtRecord,
    EntityIdentity,
    EntityRecord,
    EvidenceRecord,
    IdentityDecision,
    MeasureRecord,
    NamedHandle,
    NameRecord,
    Page,
    PassageRecord,
    RelationRecord,
    RulingRecord,
)
from kg.standing import Standing
from kg.statistics import Statistic, statistics
from kg.store import Store
from kg.timeline import Dated, timeline
from kg.transfer import TransferProgress, transfer

__all__ = [
    "Change",
    "Dated",
    "DocumentRecord",
    "DoubtRecord",
    "EntityIdentity",
    "EntityRecord",
    "EvidenceRecord",
    "GraphView",
    "IdentityDecision",
    "Lineage",
    "LineageNode",
    "MeasureRecord",
    "NameRecord",
    "NamedHandle",
    "Neighbourhood",
    "Page",
    "PassageRecord",
    "RelationRecord",
    "RulingRecord",
    "Scope",
    "Standing",
    "Statistic",
    "Store",
    "TransferProgress",
    "export",
    "name_key",
    "statistics",
    "timeline",
    "transfer",
]
