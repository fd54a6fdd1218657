import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import DamagedFile, Document, EmptyFile, FileTooLarge, Limits, Place, UnreadableFile, read_file

LINES = [
    '{"id": "n1", "title": "两步校准法", "source": "机床工人报", "date": "2024-11-08", "text": "周启明带徒三人。"}',
    "",
    '{"姓名": "何晓兰", "单位": "水泥厂", "人数": 3, "岗": true, "注": null, "荣誉": ["一等奖", "标兵"], "明细": {}}\r',
    '{"text": "  "}',
    '{"编号": "甲-7", "正文": "一段没有标题的话，讲了一件事。"}',
]


@pytest.fixture
def read_lines(tmp_path: Path) -> Callable[..., tuple[Document, ...]]:
    def read(*lines: str, codec: str = "utf-8", limits: Limits | None = None) -> tuple[Document, ...]:
        path = tmp_path / "记录.jsonl"
        path.write_bytes("\n".join(lines).encode(codec))
        return read_file(path, limits)

    return read


def test_one_document_a_record(read_lines: Callable[..., tuple[Document, ...]]) -> None:
    news, fields, untitled = read_lines(*LINES)
    assert news == Document(
        id=hashlib.sha256(LINES[0].encode()).hexdigest()[:16],
        name="记录.jsonl#1",
        text="周启明带徒三人。",
        title="两步校准法",
        media_type="application/jsonl",
        source="机床工人报",
        published=date(2024, 11, 8),
        places=(Place(0, 8, "第1行"),),
    )
    assert fields.text == "姓名：何晓兰；单位：水泥厂；人数：3；岗：是；荣誉：一等奖、标兵。"
    assert (fields.name, fields.title) == ("记录.jsonl#3", "记录#3")
    assert fields.id == hashlib.sha256(LINES[2].removesuffix("\r").encode()).hexdigest()[:16]
    assert (untitled.name, untitled.title) == ("记录.jsonl#5", "甲-7")
    for document in (news, fields, untitled):
        (place,) = document.places
        assert document.text[place.start : place.end] == document.text


def test_other_encodings_give_the_same_records(read_lines: Callable[..., tuple[Document, ...]]) -> None:
    assert read_lines(*LINES, codec="gb18030") == read_lines(*LINES, codec="utf-16") == read_lines(*LINES)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "没有合上', "第 2 行不是有效的 JSON"),
        ('["一个列表"]', "第 2 行不是一个 JSON 对象"),
        ('{"text": "半个表情\\ud83d"}', "第 2 行不是有效的 JSON"),
        ('{"text": ' + "[" * 100_000, "第 2 行不是有效的 JSON"),
    ],
)
def test_broken_lines_are_named(read_lines: Callable[..., tuple[Document, ...]], line: str, problem: str) -> None:
    with pytest.raises(DamagedFile, match=problem):
        read_lines(LINES[0], line)


def test_the_good_lines_are_read_where_the_bad_ones_can_be_told(tmp_path: Path) -> None:
    path, bad = tmp_path / "记录.jsonl", list[UnreadableFile]()
    path.write_text("\n".join((LINES[0], '{"text": "没有合上', LINES[4], '["一个列表"]')))
    assert [d.name for d in read_file(path, tell=bad.append)] == ["记录.jsonl#1", "记录.jsonl#3"]
    assert [error.problem for error in bad] == ["第 2 行不是有效的 JSON", "第 4 行不是一个 JSON 对象"]


def test_a_file_of_bad_lines_alone_is_refused(tmp_path: Path) -> None:
    path, bad = tmp_path / "记录.jsonl", list[UnreadableFile]()
    path.write_text('{"text": "没有合上\n["一个列表"]\n{}')
    with pytest.raises(DamagedFile, match="第 1 行"):
        read_file(path, tell=bad.append)
    assert bad == []


def test_no_text_at_all(read_lines: Callable[..., tuple[Document, ...]]) -> None:
    with pytest.raises(EmptyFile, match="没有一条记录带文字"):
        read_lines('{"text": ""}', "{}")


def test_a_record_too_long(read_lines: Callable[..., tuple[Document, ...]]) -> None:
    with pytest.raises(FileTooLarge):
        read_lines('{"text": "十个字以上的一段文字"}', limits=Limits(characters=5))
