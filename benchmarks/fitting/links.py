"""The decisions on which mentions a relation ties together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.fitting.model import Choice, Weights, fit
from benchmarks.paragraphs.facts import paragraphs
from ingest import Reader
from ingest.discourse.candidates import meant
from ingest.discourse.coreference import ResolvedSentence
from ingest.extraction import Reading, reading
from ingest.facts import RelationType
from ingest.names.entities import plain
from ingest.relations.links import Decision
from ingest.traditional import simplified

DECISIONS = 6000
"""With more decisions than this features must be more frequent and weigh more to be kept."""
NONE: frozenset[str] = frozenset()
Gold = Mapping[str, Any]


def told(file: Path, reader: Reader) -> Iterator[Choice]:
    """The same of masters over short texts, of which all pairs are known, but not the sentence that tells each."""
    for paragraph in paragraphs(file):
        entities = [{"name": name} for fact in paragraph.facts for name in (fact.head, fact.tail)]
        relations = [{"type": f.relation, "head": f.head, "tail": f.tail, "evidence": ""} for f in paragraph.facts]
        gold = {"entities": entities, "relations": relations}
        for choice in choices(reading(paragraph.document(), reader), gold, reader):
            if any(feature.startswith(RelationType.MENTORS) for feature in choice.features[0]):
                yield Choice(choice.features, [*choice.right[:-1], not any(choice.right[:-1])])


def _decisions(found: Reading, reader: Reader) -> Iterator[tuple[ResolvedSentence, Decision]]:
    """All anchors; those of masters with what the rules have found of these and without.

    On annotated texts they have found nearly all, and the model would learn that what no rule finds is none. Of other
    relations that is worth nothing on texts not seen (F1 over `paragraphs/relations`: .605 with, .608 without).
    """
    stated = reader.relator.stated(found.sentences, found.directory)
    untaught = [relation for relation in stated if relation.type is not RelationType.MENTORS]
    links = reader.relator.links
    for sentence, _, decision in links.decisions(found.sentences, stated, found.directory):
        yield sentence, decision
    for sentence, _, decision in links.decisions(found.sentences, untaught, found.directory):
        if decision.link.relation is RelationType.MENTORS:
            yield sentence, decision


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
    for sentence, decision in _decisions(found, reader):
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


def fitted(data: Sequence[Choice], l2: float) -> Weights:
    """The weights of all links, each fitted by itself.

    Where there are many decisions there are far more features, most of them a few characters: of these only the telling
    ones are kept (of masters 6,500; F1 over twelve sets of texts held out in turn .587 with all, .584 with these).
    """
    by_name: dict[str, list[Choice]] = defaultdict(list)
    for choice in data:
        by_name[next(iter(choice.features[0])).partition("|")[0]].append(choice)
    weights: Weights = {}
    for rows in by_name.values():
        weights |= fit(rows, l2, scale=max(1.0, len(rows) / DECISIONS))
    return weights


def by_link(weights: Weights) -> dict[str, Weights]:
    """The weights as the lexicon holds them: link -> feature -> weight."""
    table: dict[str, Weights] = defaultdict(dict)
    for name, weight in weights.items():
        link, _, feature = name.partition("|")
        table[link][feature] = round(weight, 3)
    return dict(table)
