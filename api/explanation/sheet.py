"""Explanations as one HTML file that needs nothing beside it: no script, no style sheet, no picture."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.explanation.rows import rows
from api.explanation.telling import amount, details, located, proof, stands
from api.labels import Labels
from corpus.errors import InvalidRequest
from ingest import Explanation
from ingest.facts import EntityType


def write_sheet(out: Path, explanations: Sequence[Explanation]) -> None:
    """Writes the file.

    Raises:
        InvalidRequest: it cannot be written there.
    """
    try:
        out.write_text(sheet(explanations), "utf-8")
    except OSError as error:
        raise InvalidRequest(f"无法写入 {out}（{error.strerror}）。请换一个可写的位置。") from error


def sheet(explanations: Sequence[Explanation]) -> str:
    """The file's text."""
    labels = Labels.load()
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": amount,
        "details": lambda fact: details(fact, labels),
        "located": located,
        "measure_word": lambda kind: labels.measure(kind.value),
        "relation_word": lambda kind: labels.relation(kind.value, from_head=True),
        "type_word": lambda kind: labels.type(kind.value),
        "sign": lambda kind: labels.word("marks", kind.value),
        "kind_word": lambda name: labels.word("kinds", name),
    }
    template = environment.get_template("explain.html")
    return template.render(
        explanations=explanations, types=list(EntityType), rows=rows, proof=proof, stands=stands, named=_named
    )


def _named(explanation: Explanation) -> Counter[EntityType]:
    """How many names of each type are marked."""
    return Counter(m.type for sentence in explanation.sentences for m in sentence.mentions)
