"""Time from starting `jiangpu serve` to its first search answer, beside importing torch and sentence_transformers.

usage: python benchmarks/startup.py [--library DIR] [--runs N]

Each run starts both in turn, so that both meet the same machine; without --library the bundled corpus is read into a
temporary library first. Prints JSON: the seconds of every run and the medians, whose ratio tells what of the start is
ours.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE_S = 120
QUERY = urllib.parse.quote("蓄电池充放电要自动记录")


def first_answer_s(library: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    command = [sys.executable, "-m", "api.cli", "serve", "--library", str(library), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answered(f"http://127.0.0.1:{port}/api/v1/search?q={QUERY}"):
            if server.poll() is not None:
                raise SystemExit(f"the server ended with {server.returncode}")
            if time.perf_counter() - start > PATIENCE_S:
                raise SystemExit(f"no answer within {PATIENCE_S} s; does the library hold achievements?")
            time.sleep(0.01)
        return time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()


def answered(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - an http address made above
            return bool(json.load(answer)["hits"])
    except (urllib.error.URLError, ConnectionError):
        return False


def import_s() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch, sentence_transformers"], check=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = arguments.library or Path(temporary)
        if arguments.library is None:
            ingest = [sys.executable, "-m", "api.cli", "ingest", "--bundled", "--library", str(library)]
            subprocess.run(ingest, check=True, stdout=subprocess.DEVNULL)
        runs = [(first_answer_s(library), import_s()) for _ in range(arguments.runs)]
    ours, theirs = (statistics.median(times) for times in zip(*runs, strict=True))
    result = {
        "first_answer_s": [round(a, 2) for a, _ in runs],
        "import_s": [round(b, 2) for _, b in runs],
        "median_first_answer_s": round(ours, 2),
        "median_import_s": round(theirs, 2),
        "ratio": round(ours / theirs, 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
