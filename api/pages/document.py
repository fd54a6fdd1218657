"""A document as it was read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse

from api.pages.reading import Block, Part, Said, Source, blocks, sentence_parts
from api.parameters import PageNumber, TheLibrary, ThePages
from ingest.facts import EntityType, Span
from kg import MeasureRecord, RelationRecord, Store

router = APIRouter(include_in_schema=False)

PART = 42_000
"""Bytes of blocks on one page of a long document, about."""
CHARACTER, SENTENCE, NAME, FACT = 3, 40, 120, 230
"""Bytes that each takes on the page, about."""
Offsets = Annotated[list[int], Query(default_factory=list, max_length=50)]


def _marked(start: Offsets, end: Offsets) -> list[Span]:
    """What stands between `start` and `end`, each of which may be given several times."""
    return [Span(*ends) for ends in zip(start, end, strict=False)]


Marked = Annotated[list[Span], Depends(_marked)]
Hidden = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Repairs:
    """What reading did about the layout.

    Attributes:
        joined: how many ends of lines were joined over.
        moved: the first parts of sentences whose end stands elsewhere.
    """

    joined: int
    moved: tuple[Part, ...]


@router.get("/documents/{id}")
def document(
    library: TheLibrary,
    pages: ThePages,
    id: str,
    marked: Marked,
    part: PageNumber | None = None,
    hide: Hidden = "",
) -> HTMLResponse:
    """The text as it was, with names, facts and repairs.

    `part` is the page of a long document, without it that of the first mark; `hide` are types of names, in small
    letters and parted by commas, that are not highlighted.
    """
    source = _source(id, library.store, marked)
    parts = list(_by_parts(list(blocks(source))))
    number = min(part or _part_of(marked, parts), len(parts))
    shown = parts[number - 1] if parts else []
    named = Counter(name.entity.type for name in source.names)
    hidden = set(hide.split(","))

    def at(page: int) -> str:
        return f"/documents/{id}?{urlencode({'part': page} | ({'hide': hide} if hide else {}))}"

    return pages.page(
        "document.html",
        "/documents",
        document=source.document,
        chosen=bool(marked),
        blocks=shown,
        anchors={s.part.anchor for block in shown for s in block.stretches if s.part},
        legend=[(type.value, named[type], type.value.lower() not in hidden) for type in EntityType if named[type]],
        repairs=_repairs(source.parts),
        articles=source.document.articles if len(source.document.articles) > 1 else (),
        number=number,
        parts=len(parts),
        previous=at(number - 1) if number > 1 else None,
        next=at(number + 1) if number < len(parts) else None,
    )


def _source(id: str, store: Store, marked: Sequence[Span]) -> Source:
    record = store.document(id)
    relations, measures = store.document_facts(id)
    parts = sentence_parts(store.passages(id), record.text)
    return Source(record, store.names(id), store.places(id), parts, marked, _facts(id, relations, measures))


def _facts(
    id: str, relations: Iterable[RelationRecord], measures: Iterable[MeasureRecord]
) -> dict[int, list[tuple[Said, Sequence[Span]]]]:
    """The document's facts under the beginning of the last part of what says them, in the order of the text."""
    said: list[tuple[Said, Sequence[Span]]] = [(r, e.spans) for r in relations for e in r.evidence if e.document == id]
    said += [(m, m.evidence.spans) for m in measures]
    found: dict[int, list[tuple[Said, Sequence[Span]]]] = {}
    for fact, spans in sorted(said, key=lambda one: tuple(one[1])):
        found.setdefault(spans[-1].start, []).append((fact, spans))
    return found


def _by_parts(found: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks page by page."""
    part: list[Block] = []
    length = 0
    for block in found:
        size = _size(block)
        if part and length + size > PART:
            yield part
            part, length = [], 0
        part.append(block)
        length += size
    if part:
        yield part


def _size(block: Block) -> int:
    names = sum(run.entity is not None for s in block.stretches for piece in s.pieces for run in piece.runs)
    size = CHARACTER * (block.span.end - block.span.start) + SENTENCE * len(block.stretches)
    return size + NAME * names + FACT * len(block.facts)


def _part_of(marked: Sequence[Span], parts: Sequence[Sequence[Block]]) -> int:
    """The number of the page on which the first mark begins."""
    if not marked:
        return 1
    return max((n for n, part in enumerate(parts, 1) if part[0].span.start <= marked[0].start), default=1)


def _repairs(parts: Sequence[Part]) -> Repairs:
    return Repairs(sum(part.joined for part in parts), tuple(part for part in parts if part.after))
