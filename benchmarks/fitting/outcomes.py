"""The decisions on which phrases name achievements."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.answers.sets import HERE, texts
from benchmarks.fitting.model import Choice
from corpus import read_file
from ingest import Reader
from ingest.extraction import Reading, reading
from ingest.mentions.outcomes import UNCLAIMED, Span
from ingest.names.entities import plain
from ingest.traditional import simplified

NONE: frozenset[str] = frozenset()
Gold = Mapping[str, Any]


def choices(found: Reading, gold: Gold, reader: Reader) -> Iterator[Choice]:
    """For each place where a name may end, the stretches and no name at all; optional names may be left out."""
    names: dict[str, bool] = {}
    for entity in gold["entities"]:
        if entity["type"] == "Achievement":
            for name in (entity["name"], *entity.get("aliases", [])):
                names[plain(simplified(name))] = bool(entity.get("optional"))
    for text, spans, _ in _decisions(found, reader):
        written = [_written(text, span) for span in spans]
        optional = any(names.get(name, False) for name in written)
        yield _choice(spans, [name in names for name in written], optional=optional)


def asked(name: str, reader: Reader) -> Iterator[Choice]:
    """The same over the texts of a set of questions, of which only the works are known that some question asks for.

    What a rule has found beside them may be one as well: such places tell nothing, and are left out.
    """
    rows = map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())
    works = (e["name"] for row in rows for e in row["expected"] if e.get("type") == "Achievement")
    names = {plain(simplified(work)) for work in works}
    for document in (d for file in texts(name) for d in read_file(file)):
        for text, spans, claimed in _decisions(reading(document, reader), reader):
            right = [_written(text, span) in names for span in spans]
            if any(right) or not claimed:
                yield _choice(spans, right)


def _decisions(found: Reading, reader: Reader) -> Iterator[tuple[str, Sequence[Span], bool]]:
    """Each place where a name may end: the sentence, the stretches, and whether a rule has found one of them.

    Each is asked with what the rules have found and without: on annotated texts they have found nearly all, and the
    model would learn that what no rule finds is none.
    """
    find = reader.recogniser.outcomes.decisions
    for sentence in found.sentences:
        tagged = sentence.read.tagged
        claimed = {s.end for spans in find(tagged) for s in spans if s.rule not in UNCLAIMED}
        for by_rules in (True, False):
            for spans in find(tagged, by_rules=by_rules):
                yield tagged.text, spans, spans[0].end in claimed


def _written(text: str, span: Span) -> str:
    return plain(re.sub(r"\s+", "", text[span.start : span.end]))


def _choice(spans: Sequence[Span], right: Sequence[bool], *, optional: bool = False) -> Choice:
    return Choice([*(frozenset(s.features) for s in spans), NONE], [*right, optional or not any(right)])
