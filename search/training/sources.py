"""Reads the training texts from the data folder: documents for counting and pairs for learning."""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.training import cases as our_cases
from search.training import glossary as our_glossary
from search.training.cases import Case
from search.training.glossary import Group

# The first 4,000 "csl" pairs come from CSL's own benchmark files (Apache-2.0). What follows them, and the "csl"
# documents, come from a collection that states no licence, and are not read.
CSL_PAIRS = 4000
SENTENCE_END = re.compile(r"(?<=[。！？；!?;])|(?<=[^\d]\.)(?=[^\d])")


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """What the model learns from.

    Attributes:
        documents: source -> documents, each a list of its sentences or paragraphs in reading order.
        pairs: source -> (what somebody asks or a heading, the passage that belongs to it).
        cases: our own troubles and remedies; `held_out`: those that are only tested on.
        glossary: our own terms in groups; `held_out_terms`: those that are only tested on.
    """

    documents: dict[str, list[list[str]]]
    pairs: dict[str, list[tuple[str, str]]]
    cases: list[Case]
    held_out: list[Case]
    glossary: list[Group]
    held_out_terms: list[Group]


def read_texts(folder: Path) -> TrainingTexts:
    """The texts under `folder` whose licence is known (see the package's docstring for the files)."""
    read: dict[str, list[list[str]]] = defaultdict(list)
    for record in _records(folder, "docs"):
        if record["s"] != "csl":
            read[record["s"]].append(record["p"])
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in _records(folder, "pairs"):
        pairs[record["s"]].append((record["a"], record["b"]))
    abstracts = pairs.pop("csl")[:CSL_PAIRS]
    read["csl"] = [_sentences(passage) for passage in dict.fromkeys(passage for _, passage in abstracts)]
    pairs["csl_keywords"] = [pair for pair in abstracts if " " in pair[0].strip()]
    pairs["csl_title"] = [pair for pair in abstracts if " " not in pair[0].strip()]
    cases, held_out = our_cases.read_cases()
    glossary, held_out_terms = our_glossary.read_glossary()
    read["cases"], read["glossary"] = our_cases.documents(cases), our_glossary.documents(glossary)
    return TrainingTexts(dict(read), dict(pairs), cases, held_out, glossary, held_out_terms)


def _records(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    for part in ("law", "open"):
        with lzma.open(folder / f"{kind}.{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _sentences(passage: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(passage) if sentence.strip()]
