"""The made-up crowd, and a library filled with it by its tables."""

import sqlite3
import statistics
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.generated.crowd import Told, document, documents, person, questions
from benchmarks.scale.filling import entity_id, fill
from ingest.facts import EntityKey, EntityType, RelationType
from kg import GraphView, Store

SEED = 7
COUNT = 30
# Who belongs together is the truth in one library and decided in the other.
SAME_TABLES = {
    "documents": "id, name, title, text, published",
    "passages": "id, ordinal, text, spans",
    "passage_mentions": "passage_id, handle_id",
    "mentions": "document_id, type, name, handle_id, aliases, marks, spans",
    "handles": "id, type, key, document_id, uses",
    "handle_names": "handle_id, name, is_full, key, uses",
    "handle_marks": "handle_id, mark, uses",
    "evidence": "id, type, head_handle, tail_handle, text, confidence, attrs",
    "measures": "id, handle_id, type, value, unit, text",
}


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return list(islice(documents(SEED), COUNT))


@pytest.fixture(scope="module")
def filled(told: list[Told], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill(folder, told)
    return folder


def rows(library: Path, table: str, columns: str) -> set[tuple[object, ...]]:
    with sqlite3.connect(library / "library.db") as connection:
        return set(connection.execute(f"SELECT {columns} FROM {table}"))


def test_a_document_is_a_function_of_its_number_and_the_seed(told: list[Told]) -> None:
    assert document(17, SEED) == told[17]
    assert document(17, SEED + 1).document.text != told[17].document.text
    assert questions(5, COUNT, SEED) == questions(5, COUNT, SEED)


def test_names_stand_where_they_are_said_to(told: list[Told]) -> None:
    for one in told:
        for entity in one.extraction.entities:
            assert entity.key in one.truth
            assert {one.document.text[start:end] for start, end in entity.mentions} == {entity.key.name}


def test_passages_are_as_long_as_real_ones(told: list[Told]) -> None:
    lengths = [len(passage.text) for one in islice(documents(SEED), 300) for passage in one.extraction.passages]
    assert 35 < statistics.mean(lengths) < 50
    assert 6 < len(lengths) / 300 < 9


def test_a_library_filled_by_its_tables_is_the_one_that_adding_makes(
    told: list[Told], filled: Path, tmp_path: Path
) -> None:
    with Store.open(f"sqlite:///{tmp_path}/library.db") as store:
        for one in told:
            store.add(one.document, one.extraction)
    for table, columns in SAME_TABLES.items():
        assert rows(filled, table, columns) == rows(tmp_path, table, columns), table
        assert rows(filled, table, columns)


def test_entities_are_what_is_truly_meant(told: list[Told], filled: Path) -> None:
    pupil = next(r for one in told for r in one.extraction.relations if r.type is RelationType.MENTORS)
    one = next(one for one in told if pupil in one.extraction.relations)
    with Store.open(f"sqlite:///{filled}/library.db") as store:
        view = GraphView.of(store)
        root = view.lineage(entity_id("Person", one.truth[pupil.tail]))
        assert pupil.head.name in [node.entity.name for node in root.mentors]
        assert root.mentors[0].evidence
        who = entity_id("Person", person(0))
        assert store.entities_by_id([who])[who].name == told[0].slots["person"]


def test_a_document_comes_and_goes_as_in_any_library(told: list[Told], filled: Path) -> None:
    before = {table: rows(filled, table, columns) for table, columns in SAME_TABLES.items()}
    more = document(COUNT, SEED)
    assert EntityKey(EntityType.PERSON, more.slots["person"]) in more.truth
    with Store.open(f"sqlite:///{filled}/library.db") as store:
        assert store.add(more.document, more.extraction)
        store.remove(more.document.id)
    assert {table: rows(filled, table, columns) for table, columns in SAME_TABLES.items()} == before
