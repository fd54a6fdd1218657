"""Scores what is read from short texts whose facts are known.

    python -m benchmarks.paragraphs [--show]

For each set and relation: precision, recall and F1 of the facts; --show lists what is missed and what is wrong.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.answers.scoring import same
from benchmarks.paragraphs.facts import KINDS, Fact, paragraphs, sets
from ingest import Reader, extract
from ingest.facts import Relation, RelationType

Counts = Counter[str]


def _hit(relation: Relation, facts: Sequence[Fact]) -> Fact | None:
    """The fact that a relation states, if any."""
    ends = relation.head.name, relation.tail.name
    of_kind = (fact for fact in facts if fact.relation is relation.type)
    return next((fact for fact in of_kind if same(fact.head, ends[0]) and same(fact.tail, ends[1])), None)


def _row(name: str, kind: str, counts: Counts) -> list[str]:
    right, wrong, missed = (counts[key] for key in ("right", "wrong", "missed"))
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [name, kind, str(right + missed), *(f"{figure:.3f}" for figure in (precision, recall, f1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list what is missed and what is wrong")
    show = parser.parse_args().show
    reader, console = Reader.load(), Console()
    table = Table("set", "relation", "facts", "precision", "recall", "F1", title="paragraphs")
    for file in sets():
        counts: dict[RelationType, Counts] = defaultdict(Counter)
        for paragraph in paragraphs(file):
            found = [r for r in extract(paragraph.document(), reader).relations if r.type in KINDS[file.parent.name]]
            hits = [(relation, _hit(relation, paragraph.facts)) for relation in found]
            told = {fact for _, fact in hits if fact}
            for fact in paragraph.facts:
                counts[fact.relation]["right" if fact in told else "missed"] += 1
            wrong = [relation for relation, fact in hits if fact is None]
            for relation in wrong:
                counts[relation.type]["wrong"] += 1
            missed = [fact for fact in paragraph.facts if fact not in told]
            if show and (wrong or missed):
                console.print(paragraph.text, *(f"- {' '.join(fact)}" for fact in missed), sep="\n")
                console.print(*(f"+ {r.head.name} {r.type} {r.tail.name} ({r.rule})" for r in wrong), sep="\n")
        for kind, of_kind in sorted(counts.items()):
            table.add_row(*_row(file.stem, kind, of_kind))
        if len(counts) > 1:
            table.add_row(*_row(file.stem, "all", sum(counts.values(), Counter())))
    console.print(table)


if __name__ == "__main__":
    main()
