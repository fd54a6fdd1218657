"""The decisions on which phrases name achievements."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.fitting.model import Choice
from ingest import Reader
from ingest.extract import Reading
from ingest.names.entities import plain
from ingest.traditional import simplified

NONE: frozenset[str] = frozenset()
Gold = Mapping[str, Any]


def choices(found: Reading, gold: Gold, reader: Reader) -> Iterator[Choice]:
    """For each place where a name may end, the stretches and no name at all; optional names may be left out.

    Each is asked with what the rules have found and without: on annotated texts they have found nearly all, and the
    model would learn that what no rule finds is none.
    """
    names: dict[str, bool] = {}
    for entity in gold["entities"]:
        if entity["type"] == "Achievement":
            for name in (entity["name"], *entity.get("aliases", [])):
                names[plain(simplified(name))] = bool(entity.get("optional"))
    for sentence in found.sentences:
        text = sentence.read.text
        find = reader.recogniser.outcomes.decisions
        for spans in (s for rules in (True, False) for s in find(sentence.read.tagged, by_rules=rules)):
            right = [plain(re.sub(r"\s+", "", text[s.start : s.end])) in names for s in spans]
            optional = any(r and names[plain(text[s.start : s.end])] for r, s in zip(right, spans, strict=True))
            yield Choice([*(frozenset(s.features) for s in spans), NONE], [*right, optional or not any(right)])
