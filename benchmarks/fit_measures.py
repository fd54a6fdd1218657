"""Fits the weights that tell what figures count and whose they are (ingest/lexicons/*_weights.toml) on annotated texts.

    python -m benchmarks.fit_measures [--l2 2.0] [--write]

Both models are conditional log-linear ones: of the classes of a figure, or of the candidates for its subject, the
probability of each is proportional to the exponential of its features' summed weights (the softmax ranking of Collins
and Koo, "Discriminative Reranking for Natural Language Parsing", Computational Linguistics 2005). All right answers of
a figure share its probability, and an L2 penalty keeps the weights small. Each set is scored with weights that have
not seen it; --write stores the weights of all sets together. The annotated newspaper pages in ../shared take part
where they are present.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.extraction import ROOT, SCORER, score, sets, texts_in
from ingest import Reader
from ingest.discourse.coreference import ResolvedSentence
from ingest.extract import Reading, reading
from ingest.facts import MeasureType
from ingest.measures.candidates import Bearer, Candidate, Figure, Trail, is_inside, meant, of_figure, trailed
from ingest.measures.counting import CLASSES, NO_FIGURE, Setting
from ingest.names.entities import plain

LEXICONS = ROOT / "ingest/lexicons"
HEAD = "# {}（对数线性模型）。由 benchmarks/fit_measures.py 在标注过的文书上拟合，不要手改。\n\n"
FEWEST = 2
"""A feature must occur in so many figures."""
TOLERANCE = 0.005
"""Values differ at most by this share, as for the scorer."""
Gold = Mapping[str, Any]
Weights = dict[str, float]


class Choice(NamedTuple):
    """One decision: the features of each answer, and which answers are right."""

    features: list[frozenset[str]]
    right: list[bool]


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


def collect(reader: Reader) -> dict[str, Decisions]:
    """The decisions of each annotated set."""
    data: dict[str, Decisions] = {}
    for name, (folder, annotation) in sets().items():
        gold = {g["id"]: g for g in map(json.loads, annotation.read_text("utf-8").splitlines())}
        data[name] = Decisions([], [])
        for document in texts_in(folder):
            made = Annotator(reading(document, reader), gold[Path(document.name).stem], reader).decisions()
            data[name].kinds.extend(made.kinds)
            data[name].bearers.extend(made.bearers)
    return data


def fit(data: Sequence[Choice], l2: float) -> Weights:
    """The weights of the features."""
    counts = Counter(f for choice in data for f in frozenset().union(*choice.features))
    names = sorted(f for f, n in counts.items() if n >= FEWEST)
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[f] for f in features if f in place] for choice in data for features in choice.features]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix((np.ones(ends[-1]), [i for row in rows for i in row], ends), (len(rows), len(names)))
    sizes = [len(choice.features) for choice in data]
    starts, of_choice = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(data)), sizes)
    right = np.array([r for choice in data for r in choice.right], float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[of_choice])
        all_of, right_of = np.add.reduceat(grown, starts), np.add.reduceat(grown * right, starts)
        gradient = x.T @ (grown / all_of[of_choice] - grown * right / right_of[of_choice]) + l2 * w
        return float(np.log(all_of / right_of).sum() + l2 / 2 * (w @ w)), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))


def accuracy(weights: Mapping[str, float], data: Sequence[Choice]) -> float:
    """The share of decisions whose heaviest answer is right."""
    hits = 0
    for choice in data:
        scores = [sum(weights.get(f, 0.0) for f in features) for features in choice.features]
        hits += choice.right[int(np.argmax(scores))]
    return hits / len(data)


def by_kind(weights: Weights) -> dict[str, Weights]:
    """The weights of what figures count, as the lexicon holds them: feature -> kind -> weight."""
    table: dict[str, Weights] = defaultdict(dict)
    for name, weight in weights.items():
        feature, _, kind = name.rpartition("|")
        if abs(weight) >= TOLERANCE:
            table[feature][kind] = round(weight, 3)
    return dict(table)


def write(name: str, title: str, rows: Mapping[str, object]) -> None:
    """Writes a lexicon of weights."""
    lines = (f"{json.dumps(key, ensure_ascii=False)} = {_toml(value)}" for key, value in rows.items())
    (LEXICONS / f"{name}.toml").write_text(HEAD.format(title) + "\n".join(lines) + "\n", "utf-8")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {weight:.3f}" for key, weight in value.items()) + " }"
    return f"{value:.3f}"


def fitted(data: Sequence[Decisions], l2: float) -> Decisions | Any:
    """Both models' weights."""
    kinds = fit([c for d in data for c in d.kinds], l2)
    return kinds, fit([c for d in data for c in d.bearers], l2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    reader = Reader.load()
    data = collect(reader)
    for name, (folder, annotation) in sets().items():
        kinds, bearers = fitted([made for other, made in data.items() if other != name], arguments.l2)
        own = data[name]
        told = f"what they count {accuracy(kinds, own.kinds):.3f}, whose they are {accuracy(bearers, own.bearers):.3f}"
        reader.measurer.kinds.use(by_kind(kinds))
        reader.measurer.bearers.use(bearers)
        f1 = score(texts_in(folder), annotation, reader)["measure.all"]["f1"] if SCORER.is_file() else float("nan")
        print(f"{name}, unseen: {len(own.kinds)} quantities, {told}, F1 of measures {f1:.3f}")
    if arguments.write:
        kinds, bearers = fitted(list(data.values()), arguments.l2)
        write("figure_weights", "数字数的是什么：各条线索的分量", by_kind(kinds))
        write("bearer_weights", "数字是谁的：各条线索的分量", {k: w for k, w in bearers.items() if abs(w) >= TOLERANCE})


if __name__ == "__main__":
    main()
