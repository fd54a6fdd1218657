"""The decisions on which mentions a relation ties together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from benchmarks.fitting.model import Choice, Weights
from ingest import Reader
from ingest.discourse.candidates import meant
from ingest.extraction import Reading
from ingest.names.entities import plain
from ingest.traditional import simplified

NONE: frozenset[str] = frozenset()
Gold = Mapping[str, Any]


class _Partner(NamedTuple):
    names: set[str]
    evidence: str
    optional: bool


def choices(found: Reading, gold: Gold, reader: Reader) -> Iterator[Choice]:
    """For each anchor its candidates and no partner at all, under the name of the link.

    A partner that another sentence ties to the anchor, or an optional one, may be left out.
    """
    partners = _partners(gold)
    forms = _forms(found)
    links = reader.relator.links
    stated = reader.relator.stated(found.sentences, found.directory)
    for sentence, _, decision in links.decisions(found.sentences, stated, found.directory):
        names = forms.get(meant(decision.anchor), {plain(meant(decision.anchor))})
        told = [
            p for name in names for p in partners.get((decision.link.relation, decision.link.anchor_is_head, name), ())
        ]
        text = re.sub(r"\s+", "", sentence.read.text)
        right, here = [], False
        for candidate in decision.candidates:
            name = meant(candidate.mention)
            mine = [p for p in told if p.names & forms.get(name, {plain(name)})]
            right.append(bool(mine))
            here = here or any(not p.optional and (text in p.evidence or p.evidence in text) for p in mine)
        rows = ((*decision.shared, *row) for row in decision.features)
        features = [frozenset(f"{decision.link.name}|{f}" for f in row) for row in rows]
        yield Choice([*features, NONE], [*right, not here])


def _partners(gold: Gold) -> dict[tuple[str, bool, str], list[_Partner]]:
    names = {e["name"]: {plain(simplified(n)) for n in (e["name"], *e.get("aliases", []))} for e in gold["entities"]}
    found: dict[tuple[str, bool, str], list[_Partner]] = defaultdict(list)
    for r in gold["relations"]:
        evidence = re.sub(r"\s+", "", simplified(r.get("evidence") or ""))
        for is_head, own, other in ((True, r["head"], r["tail"]), (False, r["tail"], r["head"])):
            partner = _Partner(names.get(other, {plain(other)}), evidence, bool(r.get("optional")))
            for name in names.get(own, {plain(own)}):
                found[r["type"], is_head, name].append(partner)
    return found


def _forms(found: Reading) -> dict[str, set[str]]:
    return {
        name: {plain(simplified(n)) for n in (e.key.name, *e.aliases)}
        for e in found.extraction.entities
        for name in (simplified(n) for n in (e.key.name, *e.aliases))
    }


def by_link(weights: Weights) -> dict[str, Weights]:
    """The weights as the lexicon holds them: link -> feature -> weight."""
    table: dict[str, Weights] = defaultdict(dict)
    for name, weight in weights.items():
        link, _, feature = name.partition("|")
        table[link][feature] = round(weight, 3)
    return dict(table)
