import csv
import io
import json

import networkx as nx
import pytest

from corpus.errors import InvalidRequest, LibraryError
from ingest.facts import MeasureType
from kg import Store, export
from tests.kg.articles import article, said

SENTENCE = "潘从明在金川集团公司工作。"


@pytest.fixture
def full(store: Store) -> Store:
    store.add(
        *article(
            "d1",
            said(SENTENCE, works_at=("潘从明", "金川集团公司"), attrs={"role": '=高级"技师"'}),
            said(
                "萃取技术创效2264万元\\。",
                developed=("潘从明", "萃取技术"),
                measures=[("萃取技术", MeasureType.ECONOMIC_BENEFIT, 22640000, "元", "2019年")],
            ),
            said("=SUM(A1)技术\x0b很好。", names=["=SUM(A1)技术"]),
            aliases={"金川集团公司": ["金川集团", "金川"]},
        )
    )
    return store


def test_jsonld_has_types_facts_and_the_sentences_that_prove_them(full, tmp_path, only):
    export(full, "jsonld", tmp_path / "new" / "library.jsonld")
    data = json.loads((tmp_path / "new" / "library.jsonld").read_text("utf-8"))
    nodes = {node["@id"]: node for node in data["@graph"]}
    assert isinstance(data["@context"], dict), "nothing has to be fetched"
    person, works = only(full, "潘从明"), full.relations(only(full, "金川集团公司").id)[0]
    node = nodes[f"urn:jiangpu:entity:{person.id}"]
    employer = f"urn:jiangpu:entity:{only(full, '金川集团公司').id}"
    assert (node["@type"], node["name"], node["schema:worksFor"]) == ("schema:Person", "潘从明", [{"@id": employer}])
    assert nodes[employer]["alternateName"] == ["金川", "金川集团"]
    statement = nodes[f"urn:jiangpu:relation:{works.id}"]
    assert (statement["predicate"], statement["object"]) == ("schema:worksFor", employer)
    (proof,) = statement["wasDerivedFrom"]
    assert (proof["quote"], proof["hadPrimarySource"]) == (SENTENCE, "urn:jiangpu:document:d1")
    assert nodes["urn:jiangpu:document:d1"]["publisher"] == "工人日报"
    assert nodes["urn:jiangpu:measure:d1-m0"]["schema:value"] == 22640000.0
    used = {name.split(":")[0] for node in data["@graph"] for name in node if ":" in name}
    assert used <= set(data["@context"])


def test_graphml_reads_back_with_networkx(full, tmp_path, only):
    export(full, "graphml", tmp_path / "library.graphml")
    graph = nx.read_graphml(tmp_path / "library.graphml", force_multigraph=True)
    assert graph.number_of_nodes() == full.counts()["entities"]
    person, employer = only(full, "潘从明").id, only(full, "金川集团公司").id
    assert graph.nodes[employer]["aliases"] == "金川；金川集团"
    (edge,) = graph.get_edge_data(person, employer).values()
    assert (edge["type"], edge["evidence"], json.loads(edge["attrs"])) == (
        "works_at",
        SENTENCE,
        {"role": '=高级"技师"'},
    )


def table(folder, name):
    content = (folder / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_tables_hold_everything_and_no_formula(full, tmp_path):
    export(full, "csv", tmp_path / "tables")
    entities = table(tmp_path / "tables", "entities.csv")
    assert {(row["type"], row["name"], row["aliases"]) for row in entities} == {
        ("Person", "潘从明", ""),
        ("Organization", "金川集团公司", "金川；金川集团"),
        ("Achievement", "萃取技术", ""),
        ("Achievement", "'=SUM(A1)技术", ""),
    }
    relations = {row["type"]: row for row in table(tmp_path / "tables", "relations.csv")}
    assert (relations["works_at"]["head"], relations["works_at"]["tail"]) == ("潘从明", "金川集团公司")
    evidence = {row["relation_id"]: row for row in table(tmp_path / "tables", "evidence.csv")}
    assert evidence[relations["works_at"]["id"]]["text"] == SENTENCE
    assert evidence[relations["works_at"]["id"]]["spans"] == "0-13"
    (measure,) = table(tmp_path / "tables", "measures.csv")
    assert (measure["subject"], measure["value"], measure["unit"], measure["period"]) == (
        "萃取技术",
        "22640000",
        "元",
        "2019年",
    )


def test_cypher_escapes_what_it_quotes(full, tmp_path):
    export(full, "cypher", tmp_path / "library.cypher")
    lines = (tmp_path / "library.cypher").read_text("utf-8").splitlines()
    assert len(lines) == 1 + full.counts()["entities"] + full.counts()["relations"]
    (works,) = [line for line in lines if ":WORKS_AT" in line]
    assert 'attrs: "{\\"role\\": \\"=高级\\\\\\"技师\\\\\\"\\"}"' in works
    (developed,) = [line for line in lines if ":DEVELOPED" in line]
    assert 'evidence: ["萃取技术创效2264万元\\\\。"]' in developed


def test_an_export_replaces_an_earlier_one_and_nothing_else(full, tmp_path):
    for format_, out in (("csv", tmp_path / "tables"), ("jsonld", tmp_path / "library.jsonld")):
        export(full, format_, out)
        export(full, format_, out)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".db" and "db-" not in path.name) == [
        "library.jsonld",
        "tables",
    ]
    (tmp_path / "tables" / "我的.csv").write_text("")
    with pytest.raises(InvalidRequest, match=r"里有别的文件（我的\.csv 等）"):
        export(full, "csv", tmp_path / "tables")


def test_a_wrong_place_or_format_is_said_so(full, tmp_path):
    with pytest.raises(InvalidRequest, match="可用的格式：jsonld、graphml、cypher、csv"):
        export(full, "xml", tmp_path / "x")
    with pytest.raises(InvalidRequest, match="是文件夹"):
        export(full, "jsonld", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidRequest, match="是文件，csv 要导出到文件夹"):
        export(full, "csv", tmp_path / "file")
    with pytest.raises(LibraryError, match="写不下去"):
        export(full, "graphml", tmp_path / "file" / "x.graphml")


def test_a_failed_export_leaves_the_old_file(full, tmp_path, monkeypatch):
    export(full, "jsonld", tmp_path / "library.jsonld")
    before = (tmp_path / "library.jsonld").read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(LibraryError, match="No space left"):
        export(full, "jsonld", tmp_path / "library.jsonld")
    assert (tmp_path / "library.jsonld").read_bytes() == before
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))
