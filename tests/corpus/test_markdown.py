from collections.abc import Callable
from datetime import date

import pytest

from corpus import Document, Place

Read = Callable[[str, bytes], Document]


def test_front_matter_is_metadata_and_left_out_of_the_text(read_bytes: Read) -> None:
    front = "---\n标题: 钳工班的两步校准法\n来源: 机床工人报\n发布日期: 2024-11-08\n---\n"
    raw = front + "\n# 另一个标题\n\n周启明带徒三人。\n"
    document = read_bytes("a.md", raw.encode())
    assert document.text == "\n# 另一个标题\n\n周启明带徒三人。\n"
    assert (document.title, document.source, document.published) == (
        "钳工班的两步校准法",
        "机床工人报",
        date(2024, 11, 8),
    )
    assert document.places == (Place(0, len(document.text), "", len(front)),)
    assert raw[document.locate(document.text.index("周启明")).origin or 0 :].startswith("周启明")


def test_english_keys_and_windows_line_ends(read_bytes: Read) -> None:
    raw = "---\r\ntitle: 校准法\r\nsource: 机床工人报\r\ndate: 2024年11月8日\r\n---\r\n正文在此。\r\n"
    document = read_bytes("a.md", raw.encode("gb18030"))
    assert document.text == "正文在此。\r\n"
    assert (document.title, document.source, document.published) == ("校准法", "机床工人报", date(2024, 11, 8))


def test_without_front_matter_the_text_is_the_file(read_bytes: Read) -> None:
    raw = "一段引言，说明会议的由来和经过。\n\n```sh\n# 不是标题\n```\n\n## **两步**校准法 ##\n\n正文。\n"
    document = read_bytes("a.md", raw.encode())
    assert document.text == raw
    assert document.places == ()
    assert document.title == "两步校准法"
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("两步校准法\n====\n\n正文。\n", "两步校准法"),
        ("没有井号的短标题\n\n正文说了一件事。\n", "没有井号的短标题"),
        ("整篇只有一句话，讲的是校准。\n", "文件名"),
    ],
)
def test_title(read_bytes: Read, raw: str, title: str) -> None:
    assert read_bytes("文件名.md", raw.encode()).title == title


@pytest.mark.parametrize(
    "raw",
    [
        "---\n上面是一条横线，不是元数据\n---\n正文。\n",
        "---\nkey: [没有合上\n---\n正文。\n",
        "---\ndate: 2024-02-30\n---\n正文。\n",
        "---\n" + "[" * 5000 + "\n---\n正文。\n",
        "---\n没有结尾的横线\n\n正文。\n",
    ],
    ids=["rule", "broken yaml", "no such day", "deep nesting", "unclosed"],
)
def test_what_is_no_front_matter_stays_in_the_text(read_bytes: Read, raw: str) -> None:
    assert read_bytes("a.md", raw.encode()).text == raw
