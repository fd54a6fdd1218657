"""Documents in traditional characters: read in simplified ones, told as printed.

The rules and the tagger know simplified characters only. The conversion keeps every offset, so that facts found in the
converted text point to the same characters of the original, and names and evidence are given back as they stand there.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import opencc

from ingest.facts import Entity, EntityKey, Evidence, Extraction, FormerName, Span

FEWEST = 0.08
"""Share of characters that the conversion changes from which on a text is taken as traditional.

Simplified text has next to none: a quoted title, a surname such as 於. Traditional text has 25 to 40 percent.
"""


@cache
def _converter() -> opencc.OpenCC:
    """OpenCC's dictionaries, loaded once a process."""
    return opencc.OpenCC("t2s")


@cache
def character_map() -> dict[int, str]:
    """For each Chinese character whose simplified form is another one, that form; for `str.translate`.

    Quicker than the conversion of whole texts, which also looks at words; good enough where both sides of a comparison
    go through it.
    """
    characters = (chr(code) for code in range(0x3400, 0xA000))
    forms = ((c, _converter().convert(c)) for c in characters)
    return {ord(c): form for c, form in forms if form != c and len(form) == 1}


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; itself where it is not in traditional ones."""
    converted: str = _converter().convert(text)
    if converted == text:
        return text
    if len(converted) != len(text):
        converted = "".join(c if len(s := _converter().convert(c)) != 1 else s for c in text)
    changed = sum(a != b for a, b in zip(text, converted, strict=True))
    return converted if changed >= FEWEST * len(text) else text


def as_printed(extraction: Extraction, text: str, read: str) -> Extraction:
    """The facts with names, evidence and passages as `text` prints them; `read` is its simplified form.

    An entity keeps its simplified names among its aliases, so that it can be found and joined by them.
    """
    names = {e.key: e.key._replace(name=_printed(e.key.name, e.mentions, text, read)) for e in extraction.entities}
    return replace(
        extraction,
        entities=tuple(_entity(e, names[e.key], text, read) for e in extraction.entities),
        relations=tuple(
            replace(r, head=names[r.head], tail=names[r.tail], evidence=_evidence(r.evidence, text))
            for r in extraction.relations
        ),
        measures=tuple(
            replace(m, subject=names[m.subject], evidence=_evidence(m.evidence, text)) for m in extraction.measures
        ),
        passages=tuple(
            replace(p, text=_joined(p.text, p.spans, text), meant=frozenset(names[key] for key in p.meant))
            for p in extraction.passages
        ),
    )


def _entity(entity: Entity, key: EntityKey, text: str, read: str) -> Entity:
    printed = (_printed(alias, entity.mentions, text, read) for alias in entity.aliases)
    aliases = sorted({*printed, *entity.aliases, entity.key.name} - {key.name})
    formerly = tuple(
        FormerName(_printed(f.name, entity.mentions, text, read), _evidence(f.evidence, text)) for f in entity.formerly
    )
    return replace(entity, key=key, aliases=tuple(aliases), formerly=formerly)


def _printed(name: str, mentions: Iterable[Span], text: str, read: str) -> str:
    """The name as it is printed within one of the mentions, else anywhere in the text."""
    places = [at for start, end in mentions if (at := read.find(name, start, end)) >= 0]
    at = places[0] if places else read.find(name)
    return text[at : at + len(name)] if at >= 0 else name


def _evidence(evidence: Evidence, text: str) -> Evidence:
    return replace(evidence, text=_joined(evidence.text, evidence.spans, text))


def _joined(read: str, spans: Iterable[Span], text: str) -> str:
    """The printed characters of `spans`, with the line breaks that `read` has between them."""
    printed = iter("".join(text[start:end] for start, end in spans))
    return "".join(c if c == "\n" else next(printed, c) for c in read)
