"""What somebody made, named by a part of its name alone: the 烘坯装置 of the man who made the 窑尾余热烘坯装置."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from ingest import cut
from ingest.facts import EntityType, RelationType
from kg import EntityRecord, RelationRecord, Store, name_key
from search.questions.partial import is_part
from search.questions.phrasebook import Phrasebook
from search.terms import query_words

_MAKERS = frozenset({EntityType.PERSON, EntityType.STUDIO, EntityType.TEAM})
_CANDIDATES = 50
_LONG_ENOUGH, _MOSTLY = 4, 0.75
_LED = (RelationType.LEADS, RelationType.MEMBER_OF)


def work_called(
    phrase: str, makers: Iterable[EntityRecord], store: Store, book: Phrasebook
) -> tuple[EntityRecord, ...]:
    """The only work of the makers, or of the studios they are in, whose name has the phrase in it; else nothing."""
    own = [maker for maker in makers if maker.type in _MAKERS]
    groups = [relation.tail for maker in own for type_ in _LED for relation in _of(maker, type_, store)]
    works = {
        relation.tail.id: relation.tail
        for maker in (*own, *groups)
        for relation in _of(maker, RelationType.DEVELOPED, store)
    }
    wanted = book.lexicon["some_work"].sub("", phrase) or phrase
    for fits in (is_part, _mostly_in):
        called = [work for work in works.values() if any(fits(wanted, name) for name in (work.name, *work.aliases))]
        if called:
            return tuple(called) if len({work.name for work in called}) == 1 else ()
    return ()


def work_of_words(phrase: str, store: Store, book: Phrasebook) -> tuple[EntityRecord, ...]:
    """The only work whose name has all words of the phrase in any order: 免拆检测抱闸 of 电梯抱闸间隙免拆检测仪."""
    plain = book.lexicon["any_work"]
    told = [word for word in query_words(phrase, cut) if not plain.fullmatch(word)]
    if len("".join(told)) < _LONG_ENOUGH:
        return ()
    page = store.entities(max(told, key=len), EntityType.ACHIEVEMENT, _CANDIDATES)
    if page.cursor is not None:
        return ()  # which of so many is the only one is not known
    fitting = [work for work in page.items if all(word in name_key(work.name) for word in told)]
    return tuple(fitting) if len({work.name for work in fitting}) == 1 else ()


def beginnings(phrase: str) -> list[str]:
    """The phrase, and what is left of it when words at its end are dropped one by one; never nothing."""
    words = cut(phrase)
    return ["".join(words[:number]) for number in range(len(words), 0, -1)]


def _mostly_in(phrase: str, name: str) -> bool:
    """Whether most of the phrase stands in the name in order: 窑巡检小车 of the 回转窑胴体热像环轨巡检车."""
    blocks = SequenceMatcher(None, phrase, name, autojunk=False).get_matching_blocks()
    return len(phrase) >= _LONG_ENOUGH and sum(block.size for block in blocks) >= _MOSTLY * len(phrase)


def _of(entity: EntityRecord, type_: RelationType, store: Store) -> list[RelationRecord]:
    return [relation for relation in store.relations(entity.id, type_) if relation.head.id == entity.id]
