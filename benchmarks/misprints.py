"""Measures the flagging of misprints: `python benchmarks/misprints.py [--characters N] [--json FILE]`.

Alarms on public text in ../shared/data that is nearly free of misprints, by rule, for 10,000 characters; and the share
of misprints that are found when one character of a word is exchanged for a look-alike of the same table (an upper
bound: real misprints also exchange characters that no table has). Skipped, with the reason, where ../shared is absent.
"""

import argparse
import json
import lzma
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from ingest.facts import Span  # noqa: E402 (a script's own folder comes first on the path)
from ingest.lexicon import Lexicon  # noqa: E402
from ingest.misprints.proofreader import Proofreader  # noqa: E402
from ingest.page.layout import Paragraph  # noqa: E402
from ingest.tagging.words import cut_by_dictionary  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
SOURCES = {"新闻": ("news", "news"), "论文摘要": ("open", "csl"), "法规": ("law", "law")}
RULES = {"形近": "look-alikes", "列举": "elements", "印重": "doubled", "相配": "single marks"}
STEP = 5  # every fifth document, so that the sample spreads over the file
MADE = 3000
LONGEST_SHOWN = 4


def paragraphs_of(file: str, source: str, characters: int) -> Iterator[list[str]]:
    """The documents of one source, as lists of paragraphs."""
    read = 0
    with lzma.open(DATA / f"docs.{file}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row["s"] == source and number % STEP == 0:
                yield row["p"]
                read += sum(map(len, row["p"]))
            if read > characters:
                return


def suspicions(reader: Proofreader, lines: list[str]) -> list[Any]:
    """What is flagged in a text of these paragraphs."""
    made, at = [], 0
    for line in lines:
        made.append(Paragraph(line, (Span(at, at + len(line)),)))
        at += len(line) + 1
    return list(reader.read(made, (), "\n".join(lines)))


def alarms(reader: Proofreader, documents: list[list[str]]) -> dict[str, float]:
    """By rule, for 10,000 characters."""
    total = sum(len(line) for lines in documents for line in lines)
    counts: Counter[str] = Counter()
    for lines in documents:
        for found in suspicions(reader, lines):
            counts[next((name for cue, name in RULES.items() if cue in found.reason), "usage")] += 1
    return {name: round(count / total * 10_000, 3) for name, count in sorted(counts.items())}


def recall(reader: Proofreader, documents: list[list[str]]) -> dict[str, str]:
    """Of misprints made in words of each length, how many are put right: "found/made"."""
    chance = random.Random(0)  # noqa: S311 (nothing secret: the same misprints every time)
    made, found = Counter[int](), Counter[int]()
    alike = reader.look_alikes()
    lines = [line for document in documents for line in document]
    for line in chance.sample(lines, min(MADE, len(lines))):
        places, at = [], 0
        for word in cut_by_dictionary(line):
            places += [(at + i, len(word)) for i, c in enumerate(word) if len(word) > 1 and c in alike]
            at += len(word)
        if places:
            at, length = chance.choice(places)
            other = chance.choice(sorted(alike[line[at]]))
            wrong = line[:at] + other + line[at + 1 :]
            made[min(length, LONGEST_SHOWN)] += 1
            for one in suspicions(reader, [wrong]):
                if one.span.start <= at < one.span.end and one.suggestion[at - one.span.start :].startswith(line[at]):
                    found[min(length, LONGEST_SHOWN)] += 1
                    break
    return {
        f"{length}{'+' if length == LONGEST_SHOWN else ''}": f"{found[length]}/{made[length]}"
        for length in sorted(made)
    }


def main() -> None:
    """Prints the figures, and writes them as JSON where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--characters", type=int, default=500_000, help="of each source")
    arguments.add_argument("--json", type=Path)
    chosen = arguments.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {DATA} is absent")
        return
    reader = Proofreader(Lexicon.load())
    report: dict[str, Any] = {}
    for name, (file, source) in SOURCES.items():
        documents = list(paragraphs_of(file, source, chosen.characters))
        total, begun = sum(len(line) for lines in documents for line in lines), time.perf_counter()
        told = alarms(reader, documents)
        report[name] = {
            "characters": total,
            "alarms per 10,000 characters": told,
            "milliseconds per 10,000 characters": round((time.perf_counter() - begun) / total * 1e7, 1),
            "made misprints found, by length of the word": recall(reader, documents),
        }
        print(name, json.dumps(report[name], ensure_ascii=False))
    if chosen.json:
        chosen.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
