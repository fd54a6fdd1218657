"""The decisions on what figures count and whose they are."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.fitting.model import Choice, Weights
from ingest import Reader
from ingest.discourse.candidates import Candidate, Trail, meant, trailed
from ingest.discourse.coreference import ResolvedSentence
from ingest.extraction import Reading
from ingest.facts import MeasureType
from ingest.measures.bearers import Bearer, Figure, is_inside, of_figure
from ingest.measures.counting import CLASSES, NO_FIGURE, Setting
from ingest.names.entities import plain

TOLERANCE = 0.005
"""Values differ at most by this share, as for the scorer."""
Gold = Mapping[str, Any]


class Decisions(NamedTuple):
    """What figures count, and whose they are."""

    kinds: list[Choice]
    bearers: list[Choice]


class Annotator:
    """Tells the right answers of one document's figures, in reading order."""

    def __init__(self, found: Reading, gold: Gold, reader: Reader) -> None:
        self._measurer = reader.measurer
        self._sentences = found.sentences
        self._left: list[Gold] = list(gold["measures"])
        self._names = {e["name"]: {plain(n) for n in (e["name"], *e.get("aliases", []))} for e in gold["entities"]}
        self._forms = {
            name: {plain(n) for n in (e.key.name, *e.aliases)}
            for e in found.extraction.entities
            for name in (e.key.name, *e.aliases)
        }

    def decisions(self) -> Decisions:
        """The decisions on all of the document's figures."""
        made = Decisions([], [])
        for sentence, trail in trailed(self._sentences):
            if not sentence.read.tagged.sentence.paragraph.columns:
                self._of(sentence, trail, made)
        return made

    def _of(self, sentence: ResolvedSentence, trail: Trail, made: Decisions) -> None:
        finder = self._measurer.bearers.candidates
        candidates, bearer, counted = finder.candidates(sentence, trail), None, None
        for setting in self._measurer.settings(sentence):
            told = self._told(setting.quantity.value, sentence.read.tagged.sentence.evidence().text)
            kinds = {told["measure"], *told.get("alt_measures", [])} if told else {NO_FIGURE}
            optional = {NO_FIGURE} if told and told.get("optional") else set()
            if told or not self._has(setting.quantity.value):
                made.kinds.append(self._kind(setting._replace(previous=counted), kinds | optional))
            if told is None:
                continue
            counted = setting.quantity, MeasureType(told["measure"])
            figure = Figure(setting.quantity, counted[1], setting.cues, bearer)
            fitting = [c for c in candidates if not is_inside(c, setting.quantity)]
            right = self._right(fitting, told)
            if any(right):
                features = [frozenset((*c.features, *of_figure(c, figure, sentence))) for c in fitting]
                made.bearers.append(Choice(features, right))
                bearer = Bearer(fitting[right.index(True)].mention, setting.quantity.end)

    def _kind(self, setting: Setting, kinds: set[str]) -> Choice:
        features = set(self._measurer.kinds.features(setting))
        return Choice([frozenset(f"{f}|{kind}" for f in features) for kind in CLASSES], [k in kinds for k in CLASSES])

    def _right(self, candidates: Sequence[Candidate], told: Gold) -> list[bool]:
        subjects = (told["subject"], *told.get("alt_subjects", []))
        answers = set().union(*(self._names.get(s, {plain(s)}) for s in subjects))
        names = (meant(c.mention) for c in candidates)
        return [bool(self._forms.get(name, {plain(name)}) & answers) for name in names]

    def _told(self, value: float, text: str) -> Gold | None:
        """The annotated figure of this value and sentence; each is given once."""
        found = next((m for m in self._left if _same_value(m, value) and _same_text(m, text)), None)
        if found is not None:
            self._left.remove(found)
        return found

    def _has(self, value: float) -> bool:
        return any(_same_value(m, value) for m in self._left)


def _same_value(told: Gold, value: float) -> bool:
    return abs(float(told["value"]) - value) <= TOLERANCE * abs(float(told["value"]))


def _same_text(told: Gold, text: str) -> bool:
    one, other = (re.sub(r"\s+", "", t) for t in (told.get("evidence") or "", text))
    return one in other or other in one


def by_kind(weights: Weights) -> dict[str, Weights]:
    """The weights of what figures count, as the lexicon holds them: feature -> kind -> weight."""
    table: dict[str, Weights] = defaultdict(dict)
    for name, weight in weights.items():
        feature, _, kind = name.rpartition("|")
        table[feature][kind] = round(weight, 3)
    return dict(table)
