"""How soon a server is ready, and how much memory it holds, by the size of its library."""

import statistics
from pathlib import Path
from urllib.parse import quote

from benchmarks.generated.crowd import person, questions
from benchmarks.scale.filling import entity_id
from benchmarks.scale.libraries import SEED, MadeUp, of_passages
from benchmarks.scale.rows import Measured, Reached, Row
from benchmarks.scale.server import jiangpu
from ingest.facts import EntityType

PART = "启动与内存"
SMALLEST = 100
"""Passages of the library whose memory is what the program itself takes."""
PASSAGE_BYTES, FACT_BYTES = 1200, 400
ASKED = 50


def measure(count: int, rounds: int, keep: Path) -> Measured:
    """A library of about so many passages beside one of nearly nothing, by turns."""
    made, tiny = of_passages(count, keep), of_passages(SMALLEST, keep)
    with jiangpu(tiny.folder):  # the first start of an installation compiles its modules
        pass
    found = {library.folder: [_started(library) for _ in range(rounds)] for library in (tiny, made)}
    rows, medians = [], {}
    for library in (tiny, made):
        values = {name: statistics.median(run[name] for run in found[library.folder]) for name in found[made.folder][0]}
        medians[library.folder] = values
        size = f"{library.documents} 篇、{library.passages} 段、{library.relations} 关系"
        start = medians[tiny.folder]["ready_s"]
        rows.append(Row(PART, size, "匠谱 serve", {"over_smallest_ready": values["ready_s"] / start, **values}))
    more = 2**20 * (medians[made.folder]["mib"] - medians[tiny.folder]["mib"])
    allowed = PASSAGE_BYTES * made.passages + FACT_BYTES * made.relations
    rows[-1].values["over_allowed_memory"] = more / allowed
    ready = Reached("ready", made.documents, medians[made.folder]["ready_s"])
    return Measured(tuple(rows), (ready, Reached("memory", made.passages, more / allowed)))


def _started(made: MadeUp) -> dict[str, float]:
    """Seconds until ready; memory after some searches, experts and a lineage, so that all has been opened."""
    with jiangpu(made.folder) as server:
        at_once = server.memory()
        for text in questions(ASKED, made.documents, SEED):
            server.get(f"/api/v1/search?q={quote(text)}")
        server.get(f"/api/v1/experts?q={quote(questions(1, made.documents, SEED)[0])}")
        server.get(f"/api/v1/lineage/{entity_id(EntityType.PERSON, person(0))}")
        return {"ready_s": server.ready_s, "mib_when_ready": at_once["mib"], **server.memory()}
