"""Why a thing was found."""

from search.retrieval import Found, Question, Retriever


def why_of(retriever: Retriever, found: Found, question: Question) -> dict[str, object]:
    """See `Hit.why`."""
    score, lift = found.score, found.lift
    shown = retriever.lexical.normalised(found.card)
    why: dict[str, object] = {"lexical": score.lexical, "dense": score.dense, "graph": score.graph}
    if score.cosine is not None:
        why["cosine"] = score.cosine
    why["words"] = [word for word in question.terms.words if word in shown]
    if lift and score.graph:
        over = {"relation": lift.relation, "id": lift.over[0], "name": lift.over[1]} if lift.over else {}
        why["through"] = {"passage": lift.passage, **over}
    return why
