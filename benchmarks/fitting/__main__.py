"""Fits the reader's weights.

    python -m benchmarks.fitting [--l2 2.0] [--write] [--only outcomes|kinds|bearers|links] [--no-scores]

Each annotated set is scored with weights that have not seen it; --write stores the weights of all sets together, of all
models or only of one. Which phrases name works is also learned from the texts of benchmarks/answers, who taught whom
from those of benchmarks/paragraphs. The annotated newspaper pages in ../shared take part where they are present.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.answers.sets import sets as questions
from benchmarks.extraction import HELD_OUT, ROOT, SCORER, score, texts_in
from benchmarks.extraction import sets as annotated
from benchmarks.fitting import figures, links, outcomes
from benchmarks.fitting.model import Choice, Weights, accuracy, fit
from benchmarks.paragraphs import facts as paragraphs
from ingest import Reader
from ingest.extraction import reading

LEXICONS = ROOT / "ingest/lexicons"
HEAD = "# {}（对数线性模型）。由 benchmarks/fitting 在标注过的文书上拟合，不要手改。\n\n"
TITLES = {
    "outcomes": ("outcome_weights", "哪些名词短语是成果：各条线索的分量"),
    "kinds": ("figure_weights", "数字数的是什么：各条线索的分量"),
    "bearers": ("bearer_weights", "数字是谁的：各条线索的分量"),
    "links": ("link_weights", "谁和谁有关系：各条线索的分量"),
}


class Decisions(NamedTuple):
    """The decisions of each model."""

    outcomes: list[Choice]
    kinds: list[Choice]
    bearers: list[Choice]
    links: list[Choice]


def sets() -> dict[str, tuple[Path, Path]]:
    """The annotated sets to fit on."""
    return {name: paths for name, paths in annotated().items() if name != HELD_OUT}


def collect(reader: Reader) -> dict[str, Decisions]:
    """The decisions of each annotated set."""
    data: dict[str, Decisions] = {}
    for name, (folder, annotation) in sets().items():
        gold = {g["id"]: g for g in map(json.loads, annotation.read_text("utf-8").splitlines())}
        data[name] = Decisions([], [], [], [])
        for document in texts_in(folder):
            found, told = reading(document, reader), gold[Path(document.name).stem]
            made = figures.Annotator(found, told, reader).decisions()
            data[name].outcomes.extend(outcomes.choices(found, told, reader))
            data[name].links.extend(links.choices(found, told, reader))
            data[name].kinds.extend(made.kinds)
            data[name].bearers.extend(made.bearers)
    for name in (n for n in questions() if n not in data):  # the annotated sets among them have their own
        data[name] = Decisions(list(outcomes.asked(name, reader)), [], [], [])
    for file in (f for f in paragraphs.sets() if f.parent.name == paragraphs.MENTORING):
        data[f"{paragraphs.MENTORING}/{file.stem}"] = Decisions([], [], [], list(links.told(file, reader)))
    return data


def fitted(data: Sequence[Decisions], l2: float) -> dict[str, Weights]:
    """The weights of each model."""
    fits = {model: links.fitted if model == "links" else fit for model in TITLES}
    return {model: fits[model]([c for d in data for c in getattr(d, model)], l2) for model in TITLES}


def use(reader: Reader, weights: Mapping[str, Weights]) -> None:
    """Has the reader read with these weights."""
    reader.recogniser.outcomes.use(weights["outcomes"])
    reader.measurer.kinds.use(figures.by_kind(weights["kinds"]))
    reader.measurer.bearers.use(weights["bearers"])
    reader.relator.links.use(links.by_link(weights["links"]))


def write(name: str, title: str, rows: Mapping[str, object]) -> None:
    """Writes a lexicon of weights."""
    lines = [f"{json.dumps(key, ensure_ascii=False)} = {_toml(value)}" for key, value in rows.items()]
    (LEXICONS / f"{name}.toml").write_text(HEAD.format(title) + "\n".join(lines) + "\n", "utf-8")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {w:.3f}" for key, w in value.items()) + " }"
    return f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", choices=TITLES, help="write the weights of this model alone")
    parser.add_argument("--no-scores", action="store_true", help="fit without scoring each set")
    arguments = parser.parse_args()
    reader = Reader.load()
    data = collect(reader)
    for name, (folder, annotation) in () if arguments.no_scores else sets().items():
        weights = fitted([made for other, made in data.items() if other != name], arguments.l2)
        told = ", ".join(f"{model} {accuracy(weights[model], getattr(data[name], model)):.3f}" for model in TITLES)
        use(reader, weights)
        scores = score(texts_in(folder), annotation, reader) if SCORER.is_file() else {}
        f1 = " ".join(f"{kind[:-4]} {row['f1']:.3f}" for kind, row in scores.items() if kind.endswith(".all"))
        print(f"{name}, unseen: {told}; F1 {f1}")
    if arguments.write:
        weights = fitted(list(data.values()), arguments.l2)
        tables: dict[str, Mapping[str, object]] = {**weights, "kinds": figures.by_kind(weights["kinds"])}
        tables["links"] = links.by_link(weights["links"])
        for model, (name, title) in TITLES.items():
            if arguments.only in (None, model):
                write(name, title, tables[model])


if __name__ == "__main__":
    main()
