"""The house keeps its order: imports go one way, folders are entered by their doors, files are short and well named."""

import ast
import importlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORDER = ("corpus", "ingest", "kg", "search", "api")
VALUE_MODULES = {"corpus.errors", "corpus.document", "ingest.facts", "kg.records"}
"""Plain value types that every folder to the right may name without loading the whole folder."""
BANNED_NAMES = {"utils", "common", "helpers", "manager", "misc", "base"}
DOORS = {
    "corpus": {
        "SUFFIXES", "DamagedFile", "Document", "EmptyFile", "EncryptedFile", "FileTooLarge", "InvalidRequest",
        "JiangpuError", "LibraryError", "Limits", "ModelUnavailable", "NotFound", "Place", "UnreadableFile",
        "UnsupportedFile", "bundled_folder", "discover", "of_other_kinds", "read_file",
    },
    "ingest": {
        "Chat", "Completion", "Dropped", "ExplainedMention", "ExplainedSentence", "Explanation", "Extractor",
        "ModelExtractor", "ModelReport", "Reader", "character_map", "cut", "cut_for_search", "explain", "extract",
        "honour_ladder", "province_of", "to_gold",
    },
    "kg": {
        "Change", "Dated", "DocumentRecord", "DoubtRecord", "EntityIdentity", "EntityRecord", "EvidenceRecord",
        "GraphView", "IdentityDecision", "Lineage", "LineageNode", "MeasureRecord", "NameRecord", "NamedHandle",
        "Neighbourhood", "Page", "PassageRecord", "RelationRecord", "RulingRecord", "Scope", "Standing", "Statistic",
        "Store", "TransferProgress", "export", "name_key", "statistics", "timeline", "transfer",
    },
    "search": {
        "Answer", "Bar", "Calibration", "CrossEncoderReranker", "Dimension", "Encoder", "Expert", "ExpertFilters",
        "ExpertPath", "Filters", "Hit", "IndexFolder", "Item", "Overview", "PathNode", "PromptChoice", "Recent",
        "Reply", "Reranker", "SearchResult", "Searcher", "Selection", "Team", "Topic", "UNTOLD", "ask", "load_encoder",
        "tally", "values_of", "vector_home",
    },
    "api": set(),
}  # fmt: skip
MOST_LINES = 300
LARGE = frozenset({"search/model/model.safetensors"})
"""The only files over two megabytes; others that come in are downloads or what a program has written."""
MOST_BYTES = 2_000_000


def python_files(folder: str) -> Iterator[Path]:
    yield from sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports; for `from a import b` both a and, where it is a module, a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("folder", ORDER)
def test_imports_go_one_way(folder: str) -> None:
    later = set(ORDER[ORDER.index(folder) + 1 :])
    found = {(path.name, name) for path in python_files(folder) for name in imports(path)}
    assert {pair for pair in found if pair[1].split(".")[0] in later} == set()


@pytest.mark.parametrize("folder", ORDER)
def test_other_folders_are_entered_by_their_doors(folder: str) -> None:
    others = set(ORDER) - {folder}
    inside = {
        (path.name, name)
        for path in python_files(folder)
        for name in imports(path)
        if "." in name and name.split(".")[0] in others and name not in VALUE_MODULES
    }
    assert inside == set()


@pytest.mark.parametrize("folder", sorted(DOORS))
def test_each_door_shows_what_it_promises(folder: str) -> None:
    door = importlib.import_module(folder)
    assert set(door.__all__) == DOORS[folder]
    assert all(hasattr(door, name) for name in door.__all__)


def test_a_door_only_imports() -> None:
    for folder in ORDER:
        body = ast.parse((ROOT / folder / "__init__.py").read_text("utf-8")).body
        assert isinstance(body[0], ast.Expr), f"{folder}: a docstring first"
        others = [node for node in body[1:] if not isinstance(node, ast.ImportFrom | ast.Import)]
        assert len(others) <= 1, f"{folder}: nothing but imports and __all__"


def test_files_are_named_for_one_idea_and_short() -> None:
    for folder in ORDER:
        for path in python_files(folder):
            assert path.stem not in BANNED_NAMES, path
            assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES, path


def test_the_environment_is_read_in_one_place() -> None:
    files = [path for folder in ORDER for path in python_files(folder)]
    reads = re.compile(r"\benviron\b(?!\.setdefault\()|getenv")  # what a library is told before it is loaded is written
    assert [path for path in files if reads.search(path.read_text("utf-8"))] == []


def test_only_the_model_is_large() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    files = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    assert {name for name in files if (ROOT / name).stat().st_size > MOST_BYTES} == LARGE
    assert [name for name in files if name.endswith((".whl", ".zip", ".tar.gz"))] == []
