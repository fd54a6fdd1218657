from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus import Document, FileTooLarge, Limits, read_file

Read = Callable[[str, bytes], Document]
Pieces = Callable[[Document], list[tuple[str, str]]]


def workbook(**sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def packed(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """The packed workbook with bytes exchanged in every part."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return buffer.getvalue()


def first(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_rows_become_lines(read_bytes: Read, pieces: Pieces) -> None:
    book = workbook(
        成果=[
            ["2024年创新成果", None, None, None, None],
            ["序号", "成果名称", "创效（万元）", "投产日期", "已推广"],
            [1.0, "两步\n校准法", 36.5, datetime(2024, 11, 8), True],
            [None, None, None, None, None],
            [2, "料斗防堵", 120.0, date(2024, 5, 1), False],
        ],
        名单=[["周启明"], ["何晓兰"]],
    )
    first(book).merge_cells("A1:E1")
    document = read_bytes("a.xlsx", packed(book))
    assert pieces(document) == [
        ("工作表“成果”第1行", "2024年创新成果"),
        ("工作表“成果”第3行", "序号：1；成果名称：两步 校准法；创效（万元）：36.5；投产日期：2024-11-08；已推广：是。"),
        ("工作表“成果”第5行", "序号：2；成果名称：料斗防堵；创效（万元）：120；投产日期：2024-05-01；已推广：否。"),
        ("工作表“名单”第1行", "周启明"),
        ("工作表“名单”第2行", "何晓兰"),
    ]
    assert document.title == "2024年创新成果"
    assert {place.origin for place in document.places} == {None}


def test_cells_merged_downwards_hold_for_each_row(read_bytes: Read) -> None:
    book = workbook(
        名单=[
            ["单位", "姓名", "工种"],
            ["机床厂", "周启明", "钳工"],
            [None, "何晓兰", "焊工"],
            ["水泥厂", "许志国", "电工"],
        ]
    )
    first(book).merge_cells("A2:A3")
    assert read_bytes("a.xlsx", packed(book)).text.split("\n\n") == [
        "单位：机床厂；姓名：周启明；工种：钳工。",
        "单位：机床厂；姓名：何晓兰；工种：焊工。",
        "单位：水泥厂；姓名：许志国；工种：电工。",
    ]


def test_numbers_as_they_are_shown(read_bytes: Read) -> None:
    book = workbook(
        表=[
            ["项目", "合格率", "编号", "误差", "错误", "时刻"],
            ["校准", 0.985, 202411080001234, 0.1 + 0.2, "#N/A", datetime(2024, 1, 2, 8, 30)],
        ]
    )
    sheet = first(book)
    sheet["B2"].number_format = "0.0%"
    assert (
        read_bytes("a.xlsx", packed(book)).text
        == "项目：校准；合格率：98.5%；编号：202411080001234；误差：0.3；时刻：2024-01-02 08:30。"
    )


def test_false_row_number_is_refused_before_the_rows_are_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(表=[["姓名", "单位"], ["周启明", "机床厂"]])
    path.write_bytes(replaced(packed(book), b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(FileTooLarge, match="工作表“表”"):
        read_file(path, Limits(cells=1000))


def test_hidden_sheets_are_left_out_and_wrong_dimensions_do_no_harm(read_bytes: Read) -> None:
    book = workbook(表=[["姓名", "单位"], ["周启明", "机床厂"]], 选项=[["男"], ["女"]])
    book["选项"].sheet_state = "hidden"
    document = read_bytes("表格.xlsx", replaced(packed(book), b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"'))
    assert document.text == "姓名：周启明；单位：机床厂。"
    assert document.title == "表格"
