"""What several test folders share."""

from pathlib import Path

import pytest

from ingest import Reader

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Tagger and rules, built once: loading costs a fifth of a second."""
    return Reader.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the newspaper pages and what a careful reader finds in them; it is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("没有 ../shared：报纸原文和人工标注不在仓库里")
    return SHARED
