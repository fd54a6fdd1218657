"""Awards that are but a rank (第一名, 金奖): they are those of a contest."""

from dataclasses import replace

from ingest.facts import EntityType, RelationType
from kg import Store
from search.questions.named import Named
from search.questions.partial import is_part
from search.questions.phrasebook import Phrasebook
from search.questions.walking import Found


def is_rank(name: Named, book: Phrasebook) -> bool:
    """Whether a name in the question is but a rank."""
    return book.lexicon["bare_rank"].fullmatch(name.surface) is not None


def of_contest(won: Found, filters: tuple[Named, ...], store: Store) -> bool:
    """某某竞赛第一名: whether what was won was won in the contests that the question names with the rank."""
    contests = [name for name in filters if all(entity.type is EntityType.EVENT for entity in name.entities)]
    return all(_won_in(won, contest, store) for contest in contests)


def _won_in(won: Found, contest: Named, store: Store) -> bool:
    named = {contest.surface, *(entity.name for entity in contest.entities)}
    told = [won.start.name, *(relation.attrs.get("event", "") for relation in won.way)]
    if any(is_part(name, text) for name in named for text in told):
        return True
    if any(contest.surface in said.text for said in won.evidence):
        return True
    entered = {relation.tail.id for relation in store.relations(won.entity.id, RelationType.PRESENTED_AT)}
    return bool(entered & {entity.id for entity in contest.entities})


def with_contest(found: Found, store: Store, book: Phrasebook) -> Found:
    """Of an award that is but a rank the event: the relation's, or the only one that the sentence names."""
    if not book.lexicon["bare_rank"].fullmatch(found.entity.name) or not found.way:
        return found
    won = found.way[-1]
    if told := won.attrs.get("event"):
        return replace(found, contest=told)
    sentences = {(said.document, said.text) for said in won.evidence}
    events = {
        relation.tail.name
        for relation in store.relations(won.head.id, RelationType.PRESENTED_AT)
        if sentences & {(said.document, said.text) for said in relation.evidence}
    }
    return replace(found, contest=events.pop()) if len(events) == 1 else found
