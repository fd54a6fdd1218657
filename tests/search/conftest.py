from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Store
from search import Searcher
from tests.search.small_library import REPORTS, WEIGHTS, CharacterEncoder, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'library.db'}") as opened:
        yield opened


@pytest.fixture
def encoder() -> CharacterEncoder:
    return CharacterEncoder()


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All eight reports; not to be changed."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('known') / 'library.db'}") as opened:
        fill(opened, *REPORTS)
        yield opened


@pytest.fixture(scope="session")
def searcher(known: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Over `known`, brought up to date."""
    opened = Searcher.open(known, tmp_path_factory.mktemp("index"), CharacterEncoder(), weights=WEIGHTS)
    opened.sync()
    yield opened
    opened.close()
