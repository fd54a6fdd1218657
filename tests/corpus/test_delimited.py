from collections.abc import Callable

import pytest

from corpus import DamagedFile, Document

Read = Callable[[str, bytes], Document]
Pieces = Callable[[Document], list[tuple[str, str]]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_encodings(read_bytes: Read, pieces: Pieces, delimiter: str, codec: str) -> None:
    rows = [
        ["序号", "姓名", "事迹"],
        ["1", "周启明", '"攻关三年,\r\n创效;36万"'],
        ["", "", ""],
        ["2", "何晓兰", "带徒三人"],
    ]
    raw = "\r\n".join(delimiter.join(row) for row in rows)
    document = read_bytes("名单.csv", raw.encode(codec))
    assert pieces(document) == [
        ("第2行", "序号：1；姓名：周启明；事迹：攻关三年, 创效;36万。"),
        ("第4行", "序号：2；姓名：何晓兰；事迹：带徒三人。"),
    ]
    assert (document.title, document.media_type) == ("名单", "text/csv")


def test_title_row(read_bytes: Read) -> None:
    assert read_bytes("a.csv", "2024年名单,,\n姓名,单位,\n周启明,机床厂,\n".encode()).title == "2024年名单"


def test_one_column_gives_plain_lines(read_bytes: Read, pieces: Pieces) -> None:
    assert pieces(read_bytes("a.csv", "周启明\n\n何晓兰\n".encode())) == [("第1行", "周启明"), ("第3行", "何晓兰")]


def test_quotes_that_do_not_pair_up_are_refused(read_bytes: Read) -> None:
    with pytest.raises(DamagedFile, match="第 3 行附近的引号不配对"):
        read_bytes("a.csv", '姓名,单位\n周启明,"机床厂\n何晓兰,水泥厂\n'.encode())
