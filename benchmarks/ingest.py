"""What reading a folder of documents into a library costs as the folder grows: `jiangpu ingest` on made-up pages.

    python -m benchmarks.ingest [--sizes 1000 2000 5000 10000] [--seed 1] [--json FILE]
                               [--jobs N | --ray ADDRESS]

Each size is a fresh library filled by a process of its own. Seconds per document should not grow with the size; the
peak memory is the process's. `found` is the share of the facts stated in the pages that the library then holds, so that
nobody takes a fast run for a good one that read nothing.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generated.pages import Page, pages
from kg import Store

ROOT = Path(__file__).resolve().parents[1]


def ingest(folder: Path, library: Path, helped: Sequence[str]) -> tuple[float, float, float]:
    """Wall-clock seconds, processor seconds and peak MiB of reading the folder into the library."""
    command = [sys.executable, "-m", "api.cli", "ingest", str(folder), "--library", str(library), "--json", *helped]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"ingest ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def share_found(library: Path, stated: Sequence[Page]) -> float:
    """Of the facts that the pages state, the share that the library holds under the same names."""
    with Store.open(f"sqlite:///{library}/library.db") as store:
        held = {
            (r.type.value, head, tail)
            for r in store.all_relations()
            for head in (r.head.name, *r.head.aliases)
            for tail in (r.tail.name, *r.tail.aliases)
        }
    facts = [fact for page in stated for fact in page.facts]
    return sum(fact in held for fact in facts) / len(facts)


def measure(count: int, seed: int, helped: Sequence[str]) -> dict[str, float]:
    """The row of one size."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, library = Path(temporary, "pages"), Path(temporary, "library")
        folder.mkdir()
        made = list(pages(count, seed))
        for page in made:
            (folder / page.name).write_text(page.text, "utf-8")
        wall, processor, peak = ingest(folder, library, helped)
        return {
            "documents": count,
            "characters": sum(len(page.text) for page in made),
            "documents_per_s": round(count / wall, 2),
            "wall_ms_per_document": round(1000 * wall / count, 1),
            "cpu_ms_per_document": round(1000 * processor / count, 1),
            "peak_mib": round(peak),
            "found": round(share_found(library, made), 3),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 5000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    helping = parser.add_mutually_exclusive_group()
    helping.add_argument("--jobs", type=int, help="as of jiangpu ingest")
    helping.add_argument(
        "--ray", metavar="ADDRESS", help="as of jiangpu ingest; cpu_ms then leaves Ray's processes out"
    )
    arguments = parser.parse_args()
    given = {"--jobs": arguments.jobs, "--ray": arguments.ray}
    helped = [word for name, value in given.items() if value for word in (name, str(value))]
    rows = []
    for size in arguments.sizes:
        rows.append(measure(size, arguments.seed, helped))
        print(json.dumps(rows[-1]), flush=True)
    conditions = {"python": platform.python_version(), "machine": platform.machine(), "seed": arguments.seed}
    conditions["helped"] = " ".join(helped)
    if arguments.json:
        arguments.json.write_text(json.dumps({"conditions": conditions, "sizes": rows}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
