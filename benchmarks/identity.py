"""Who is who, measured on made-up reports whose truth is known; and what a document costs as the library grows.

    python -m benchmarks.identity [--persons 2400] [--seeds 1 2] [--cost] [--json FILE]

Every mention (a name in a document) is an item. Persons are judged by pairs: of the pairs of mentions that the library
takes for one person how many are (precision), and of those that are how many it takes so (recall); organizations and
studios by B-cubed. `--cost` adds 8,000 reports instead and tells seconds per document and memory on the way.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.generated.agreement import b_cubed, pairwise
from benchmarks.generated.reports import Report, reports
from ingest.facts import EntityType
from kg import Store

# Persons who fill 8,000 reports, about.
PERSONS_OF_COST = 20_500
KINDS = {EntityType.PERSON: pairwise, EntityType.ORGANIZATION: b_cubed, EntityType.STUDIO: b_cubed}
STEPS = (1000, 2000, 4000, 8000)


def measure(found: Iterable[Report]) -> dict[str, dict[str, float]]:
    """Add the reports to an empty library; agreement by type."""
    truth: dict[EntityType, dict[tuple[str, str], str]] = {kind: {} for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/library.db") as store:
        for report in found:
            store.add(report.document, report.extraction)
            for key, meant in report.truth.items():
                truth[key.type][report.document.id, key.name] = meant
        entity = {(d.document, d.name, e.type): e.id for e in store.all_entities() for d in store.decisions(e.id)}
    result = {}
    for kind, method in KINDS.items():
        agreement = method(truth[kind], {item: entity[*item, kind] for item in truth[kind]})
        result[kind.value] = {
            "items": len(truth[kind]),
            "precision": round(agreement.precision, 4),
            "recall": round(agreement.recall, 4),
            "f1": round(agreement.f1, 4),
        }
    return result


def cost(found: Iterable[Report]) -> list[dict[str, float]]:
    """Milliseconds per document over the hundred before each step, and the most memory so far."""
    rows, times = [], []
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/library.db") as store:
        for number, report in enumerate(found, 1):
            start = time.process_time()
            store.add(report.document, report.extraction)
            times.append(time.process_time() - start)
            if number in STEPS:
                last = times[-STEPS[0] // 2 :]
                rows.append(
                    {
                        "documents": number,
                        "cpu_ms_per_document": round(1000 * sum(last) / len(last), 2),
                        "slowest_ms": round(1000 * max(last), 1),
                        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
                    }
                )
            if number == STEPS[-1]:
                break
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=2400)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    result: object
    if arguments.cost:
        result = cost(reports(PERSONS_OF_COST, arguments.seeds[0]))
    else:
        result = {seed: measure(reports(arguments.persons, seed)) for seed in arguments.seeds}
    text = json.dumps(result, ensure_ascii=False, indent=1)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
