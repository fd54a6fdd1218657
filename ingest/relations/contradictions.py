"""Relations that do not hold together: which of two readings goes."""

from ingest.facts import EntityKey, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.relations.helping import WEAK

Stated = dict[tuple[RelationType, EntityKey, EntityKey], Relation]
"""The relations of a document, each once."""
TEACHES_TOO = "mentors.teaches_too"
"""The rule for an apprentice who has taken one himself."""


def is_reversed(relation: Relation, found: Stated) -> bool:
    """Whether of two that were each taken for the other's master this is the less sure half."""
    other = found.get((relation.type, relation.tail, relation.head))
    mentors = relation.type is RelationType.MENTORS
    return mentors and other is not None and other.confidence > relation.confidence


def is_visit(relation: Relation, found: Stated) -> bool:
    """Whether an enterprise that somebody only helps was taken for his employer, or the other way round."""
    ends = relation.head, relation.tail
    if relation.type is RelationType.WORKS_AT:
        return relation.rule in WEAK and (RelationType.HELPS, *ends) in found
    employed = found.get((RelationType.WORKS_AT, *ends)) if relation.type is RelationType.HELPS else None
    return employed is not None and employed.rule not in WEAK


def is_leader(relation: Relation, found: Stated) -> bool:
    """Whether somebody is taken for a member of the group that he leads."""
    return relation.type is RelationType.MEMBER_OF and (RelationType.LEADS, relation.head, relation.tail) in found


def is_leaders_master(relation: Relation, found: Stated) -> bool:
    """Whether the master of a group's leader is taken for a member of it, though no words say so."""
    if relation.type is not RelationType.MEMBER_OF or relation.rule != "linked":
        return False
    leaders = (r.head for r in found.values() if r.type is RelationType.LEADS and r.tail == relation.tail)
    return any((RelationType.MENTORS, relation.head, leader) in found for leader in leaders)


def is_reversed_guess(relation: Relation, found: Stated) -> bool:
    """Whether no words say who of the two is the master, and words say that it is the other."""
    return relation.rule == "linked" and is_reversed(relation, found)


def is_grand_master(relation: Relation, found: Stated) -> bool:
    """Whether the sentence says that an apprentice of this master teaches the one whom it seems to give him."""
    if relation.type is not RelationType.MENTORS or relation.rule == TEACHES_TOO:
        return False
    of_others = (
        r.head
        for r in found.values()
        if r.rule == TEACHES_TOO and (r.tail, r.evidence) == (relation.tail, relation.evidence)
    )
    return any((RelationType.MENTORS, relation.head, teacher) in found for teacher in of_others)


def closes_circle(relation: Relation, found: Stated) -> bool:
    """Whether no words say who the master is, and he would be taught by his own apprentice's line."""
    if relation.type is not RelationType.MENTORS or relation.rule != "linked":
        return False
    line, reached = [relation.tail], {relation.tail}
    while line:
        master = line.pop()
        taught = {r.tail for r in found.values() if r.type is relation.type and r.head == master and r.rule != "linked"}
        line += taught - reached
        reached |= taught
    return relation.head in reached


def is_anothers_master(relation: Relation, found: Stated) -> bool:
    """Whether no words say who the master is, and the sentence only tells of the apprentice that he teaches another."""
    if relation.type is not RelationType.MENTORS or relation.rule != "linked":
        return False
    told = (r for r in found.values() if r.type is RelationType.MENTORS and r.rule != "linked")
    return any(r.head == relation.tail and r.evidence.text in relation.evidence.text for r in told)


class Contradictions:
    """Judges relations by what else their document tells."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._promoters = tuple(lexicon.tables["organizations"]["promoters"])

    def against(self, relation: Relation, found: Stated) -> bool:
        """Whether what else the document tells speaks against the relation."""
        guesses = is_reversed_guess, closes_circle, is_anothers_master
        others = (is_visit, is_leader, is_leaders_master, is_grand_master, *guesses)
        return self._is_promoter(relation) or any(speaks(relation, found) for speaks in others)

    def _is_promoter(self, relation: Relation) -> bool:
        """Whether a union, which has works used elsewhere, is taken for their user, though no words say so."""
        guessed = relation.type is RelationType.APPLIED_AT and relation.rule == "linked"
        return guessed and relation.tail.name.endswith(self._promoters)
