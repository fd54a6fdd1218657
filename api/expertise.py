"""How experts and teams are written in JSON."""

from collections.abc import Iterable

from api.encoding import Json, evidences
from search import Expert, ExpertPath, PathNode, Team


def expert(found: Expert) -> Json:
    """A person or studio that can help."""
    shown: Json = {"id": found.id, "type": found.type, "name": found.name, "score": found.score, "fit": found.fit}
    if found.employer:
        shown["employer"] = found.employer
    load = {"total": found.load.total, "enterprises": found.load.enterprises, "apprentices": found.load.apprentices}
    return shown | {
        "honours": list(found.honours),
        "regions": list(found.regions),
        "load": load,
        "evidence": evidences(found.evidence),
        "paths": [expert_path(path) for path in found.paths],
    }


def expert_path(found: ExpertPath) -> Json:
    """One way from the problem to the expert: n + 1 nodes and the n relations between them."""
    start = PathNode("", "Problem", found.problem)
    shown: Json = {
        "share": found.share,
        "nodes": [path_node(node) for node in (start, *(step.node for step in found.steps))],
        "relations": [{"type": step.relation, "forward": step.forward} for step in found.steps],
    }
    return shown | ({"year": found.year} if found.year else {})


def path_node(node: PathNode) -> Json:
    """A stop on the way; the problem itself has no id."""
    shown: Json = {"id": node.id} if node.id else {}
    return shown | {"type": node.type, "name": node.name}


def experts(found: Iterable[Expert]) -> Json:
    """The people and studios that can help, best first."""
    return {"experts": [expert(e) for e in found]}


def team(found: Team) -> Json:
    """Experts who together cover a problem, and what each of them adds."""
    members = [
        expert(member.expert)
        | {"adds": {"words": member.words, "sources": [path_node(source) for source in member.sources]}}
        for member in found.members
    ]
    return {"team": {"members": members, "covered": found.covered, "missing": found.missing}}
