"""Records in JSON Lines (.jsonl): one document for each line that holds an object."""

import json
import re

from corpus.document import Document, Place
from corpus.encoding import decode
from corpus.errors import DamagedFile, EmptyFile
from corpus.metadata import Stated, describe
from corpus.original import Original, fingerprint, has_text
from corpus.tabular import record_line

_TEXT_KEYS = ("text", "正文", "content", "全文")
_ID_KEYS = ("id", "编号")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_records(original: Original) -> tuple[Document, ...]:
    """The records, each named "file#line"; a record's id is the hash of its line in UTF-8, without the line's end.

    A record's text is the value under "text" (or 正文, content, 全文); a record without such a key is read as one line
    "键：值；键：值。" of its plain values. Records without any text are passed over.

    A line that is no JSON object is told and passed over where `original.tell` is given.

    Raises:
        DamagedFile: a line is no JSON object, and nobody is there to be told, or no other line has text.
        EmptyFile: no record has text.
    """
    lines = enumerate(decode(original).split("\n"), start=1)
    documents: list[Document] = []
    damaged: list[DamagedFile] = []
    for number, line in lines:
        try:
            read = _read_record(original, number, line.removesuffix("\r")) if has_text(line) else None
        except DamagedFile as error:
            if original.tell is None:
                raise
            damaged.append(error)
        else:
            documents += [read] if read else []
    if damaged and not documents:
        raise damaged[0]
    if original.tell:
        for bad in damaged:
            original.tell(bad)
    if not documents:
        raise original.refuse(EmptyFile, "没有一条记录带文字", "请确认每行是一条记录，正文放在 text 键下")
    return tuple(documents)


def _read_record(original: Original, number: int, line: str) -> Document | None:
    record = _parse(original, number, line)
    text = next((value for key in _TEXT_KEYS if isinstance(value := record.get(key), str)), None)
    if text is None:
        text = record_line((key, _plain(value)) for key, value in record.items())
    text = _CONTROLS.sub("", text)
    if not has_text(text):
        return None
    original.check_length(len(text))
    stem = next((str(record[key]) for key in _ID_KEYS if record.get(key)), f"{original.stem}#{number}")
    details = describe(text, stem, Stated.of(record))
    return Document(
        id=fingerprint(line.encode()),
        name=f"{original.name}#{number}",
        text=text,
        title=details.title,
        media_type="application/jsonl",
        source=details.source,
        published=details.published,
        places=(Place(0, len(text), f"第{number}行"),),
    )


def _parse(original: Original, number: int, line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
        # Halves of surrogate pairs ("\ud83d" alone) pass the parser but cannot be stored.
        json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        cure = "请检查这一行的引号、逗号和括号，每行应是一个完整的 JSON 对象"
        raise original.refuse(DamagedFile, f"第 {number} 行不是有效的 JSON", cure) from error
    if not isinstance(record, dict):
        cure = '请把每条记录写成一行 {"title": …, "text": …}'
        raise original.refuse(DamagedFile, f"第 {number} 行不是一个 JSON 对象", cure)
    return record


def _plain(value: object) -> str:
    """A plain value, or a list of plain values, as text; "" for anything nested."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        return "、".join(part for item in value if not isinstance(item, list) and (part := _plain(item)))
    return ""
