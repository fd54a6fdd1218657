"""Files into a library: added, skipped, changed, refused; again and again with the same end."""

from pathlib import Path

from api.ingestion import IngestReport, Status, ingest
from api.library import Library
from api.origins import Origins

STEEL = "青川钢铁公司职工林秋生发明的钢卷自动捆扎装置，解决了捆扎松散的难题。\n"
COAL = "临山煤矿职工钱大勇发明的皮带机自动纠偏装置，解决了皮带跑偏的难题。\n"


def told(report: IngestReport) -> list[tuple[str, str]]:
    return [(Path(o.file).name, o.status.value) for o in report.outcomes]


def names(library: Library) -> list[str]:
    return sorted(d.name for d in library.store.documents(100).items)


def test_a_second_run_skips_what_is_unchanged(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "钢.txt").write_text(STEEL)
    (texts / "煤.txt").write_text(COAL)
    calls: list[tuple[int, int, str]] = []
    with Library.open(tmp_path / "library", create=True) as library:
        first = ingest([texts], library, lambda *call: calls.append(call))
        assert told(first) == [("煤.txt", "added"), ("钢.txt", "added")]
        assert calls == [(0, 2, "煤.txt"), (1, 2, "钢.txt"), (2, 2, "")]
        generation = library.store.generation()
        second = ingest([texts], library)
        assert told(second) == [("煤.txt", "skipped"), ("钢.txt", "skipped")]
        assert library.store.generation() == generation


def test_the_same_content_under_another_name_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text(STEEL)
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "一.txt"], library)
        (tmp_path / "二.txt").write_text(STEEL)
        [outcome] = ingest([tmp_path / "二.txt"], library).outcomes
        assert (outcome.status, outcome.reason) == (Status.SKIPPED, "资料库中已有相同内容。")
        assert names(library) == ["一.txt"]


def test_a_changed_file_replaces_its_earlier_content(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(STEEL)
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([file], library)
        [old] = library.store.documents(10).items
        file.write_text(COAL)
        [outcome] = ingest([file], library).outcomes
        assert (outcome.status, outcome.removed) == (Status.CHANGED, (old.id,))
        assert [d.text for d in library.store.documents(10).items] == [COAL]
        assert library.store.named("林秋生") == ()
        found = library.searcher().search("钢卷捆扎松散").hits
        assert "钢卷自动捆扎装置" not in [hit.name for hit in found]


def test_files_of_other_kinds_are_told_and_bad_lines_too(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "记录.jsonl").write_text(f'{{"text": "{STEEL.strip()}"}}\n{{"text": \n')
    (texts / "幻灯.pptx").write_bytes(b"PK")
    with Library.open(tmp_path / "library", create=True) as library:
        added, ignored = ingest([texts], library).outcomes
        assert (added.status, added.passed_over) == (
            Status.ADDED,
            ("第 2 行不是有效的 JSON。请检查这一行的引号、逗号和括号，每行应是一个完整的 JSON 对象。",),
        )
        assert names(library) == ["记录.jsonl#1"]
        assert (Path(ignored.file).name, ignored.status) == ("幻灯.pptx", Status.IGNORED)
        assert ignored.reason == "还不能读 .pptx 文件。请导出为带文字的 .pdf 再读。"
        [given] = ingest([texts / "幻灯.pptx"], library).outcomes
        assert given.status is Status.REFUSED


def test_content_that_another_file_still_holds_stays(tmp_path: Path) -> None:
    one, other = tmp_path / "一.txt", tmp_path / "二.txt"
    one.write_text(STEEL)
    other.write_text(STEEL)
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([one, other], library)
        one.write_text(COAL)
        ingest([one, other], library)
        assert sorted(d.text for d in library.store.documents(10).items) == sorted([STEEL, COAL])


def test_a_removed_document_comes_back_when_its_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(STEEL)
    with Library.open(tmp_path / "library", create=True) as library:
        [outcome] = ingest([file], library).outcomes
        library.store.remove(outcome.documents[0])
        assert told(ingest([file], library)) == [("报告.txt", "added")]


def test_records_of_one_file_are_documents_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "记录.jsonl"
    lines = [f'{{"title": "一", "text": "{STEEL.strip()}"}}', f'{{"title": "二", "text": "{COAL.strip()}"}}']
    file.write_text("\n".join(lines))
    with Library.open(tmp_path / "library", create=True) as library:
        [outcome] = ingest([file], library).outcomes
        assert len(outcome.documents) == 2
        file.write_text(lines[1])
        [outcome] = ingest([file], library).outcomes
        assert (outcome.status, len(outcome.removed)) == (Status.CHANGED, 1)
        assert [d.title for d in library.store.documents(10).items] == ["二"]


def test_a_refused_file_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"not a pdf")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "钢.txt").write_text(STEEL)
    with Library.open(tmp_path / "library", create=True) as library:
        report = ingest([tmp_path / "坏.pdf", tmp_path / "空.txt", tmp_path / "钢.txt"], library)
        assert told(report) == [("坏.pdf", "refused"), ("空.txt", "refused"), ("钢.txt", "added")]
        assert all(o.reason.endswith("。") for o in report.of(Status.REFUSED))
        assert names(library) == ["钢.txt"]


def test_a_torn_record_of_origins_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(STEEL)
    path = tmp_path / "files.jsonl"
    Origins(path).put(file, "d1", ("a",))
    whole = path.read_bytes()
    Origins(path).put(file, "d2", ("b",))
    path.write_bytes(path.read_bytes()[:-5])
    known = Origins(path).of(file)
    assert known and known.documents == ("a",)
    Origins(path).put(file, "d3", ("c",))
    known = Origins(path).of(file)
    assert known and known.documents == ("c",)
    assert path.read_bytes().startswith(whole)
