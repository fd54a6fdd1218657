import os
import time
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest

from corpus import (
    SUFFIXES,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    Limits,
    UnreadableFile,
    UnsupportedFile,
    read_file,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_KINDS = [".txt", ".md", ".html", ".htm", ".csv", ".jsonl"]


def word_file() -> bytes:
    buffer = BytesIO()
    word = docx.Document()
    word.add_paragraph("周启明带徒三人。")
    word.save(buffer)
    return buffer.getvalue()


def excel_file() -> bytes:
    buffer = BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].cell(1, 1, "周启明")
    book.save(buffer)
    return buffer.getvalue()


OFFICE = [(".docx", word_file(), "word/document.xml"), (".xlsx", excel_file(), "xl/worksheets/sheet1.xml")]


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with members replaced or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changed:
                target.writestr(name, source.read(name))
        for name, content in changed.items():
            target.writestr(name, content)
    return buffer.getvalue()


def refused(path: Path, data: bytes, limits: Limits | None = None) -> UnreadableFile:
    """The error that refuses a file of these bytes; its sentence names the file."""
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_file(path, limits)
    assert str(caught.value).startswith(f"{path}：")
    assert str(caught.value).endswith("。")
    assert caught.value.cure.startswith("请")
    return caught.value


# What is no readable file at all


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到这个文件。请检查路径和文件名。"):
        read_file(tmp_path / "没有.txt")


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="这是文件夹"):
        read_file(tmp_path)


def test_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(UnreadableFile, match="不是普通文件"):
        read_file(tmp_path / "管道.txt")


def test_path_that_cannot_be(tmp_path: Path) -> None:
    for name in ("长" * 300 + ".txt", "a\0b.txt"):
        with pytest.raises(UnreadableFile, match="无法打开"):
            read_file(tmp_path / name)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may read everything, so permissions show only under another account."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "a.txt"
    path.write_text("周启明")
    path.chmod(0)
    request.getfixturevalue("as_nobody")
    with pytest.raises(UnreadableFile, match="没有读取权限"):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("a.doc", "另存为 .docx"),
        ("a.WPS", "另存为 .docx"),
        ("a.xls", "另存为 .xlsx"),
        ("a.pptx", "导出为带文字的 .pdf"),
        ("a.gif", "另存为 .png"),
        ("a.rar", "解压"),
        ("a.json", ".jsonl"),
        ("a.xyz", "请转换成能读的一种"),
        ("无后缀", "请转换成能读的一种"),
    ],
)
def test_unsupported_kinds_come_with_a_cure(tmp_path: Path, name: str, cure: str) -> None:
    error = refused(tmp_path / name, b"data")
    assert type(error) is UnsupportedFile
    assert cure in error.cure


# Emptiness


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_empty_file(tmp_path: Path, suffix: str) -> None:
    assert type(refused(tmp_path / f"a{suffix}", b"")) is EmptyFile


@pytest.mark.parametrize("suffix", TEXT_KINDS)
def test_white_space_only(tmp_path: Path, suffix: str) -> None:
    assert type(refused(tmp_path / f"a{suffix}", "\ufeff \r\n　\u200b\t\n".encode())) is EmptyFile


def test_office_files_without_text(tmp_path: Path) -> None:
    for suffix, build in ((".docx", docx.Document), (".xlsx", openpyxl.Workbook)):
        buffer = BytesIO()
        build().save(buffer)
        assert type(refused(tmp_path / f"a{suffix}", buffer.getvalue())) is EmptyFile


def test_page_without_text(tmp_path: Path) -> None:
    assert type(refused(tmp_path / "a.html", b"<html><script>1</script><body><nav>menu</nav></body>")) is EmptyFile


# Contents against name


@pytest.mark.parametrize("suffix", TEXT_KINDS)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (word_file(), "Word 文档"),
        (excel_file(), "Excel 工作簿"),
        (b"PK\x03\x04rest", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
        (b"\xff\xd8\xff\xe0", "JPEG 图片"),
        (b"\x7fELF\x02", "程序文件"),
        (OLE, "旧版 Office 文件"),
    ],
    ids=["pdf", "docx", "xlsx", "zip", "png", "jpeg", "elf", "ole"],
)
def test_other_contents_in_a_text_kind(tmp_path: Path, suffix: str, data: bytes, kind: str) -> None:
    error = refused(tmp_path / f"a{suffix}", data)
    assert type(error) is DamagedFile
    assert f"内容其实是{kind}" in error.problem


@pytest.mark.parametrize(
    ("name", "data", "cure"),
    [
        ("a.txt", b"%PDF-1.7\n", "请把后缀改为 .pdf 再读"),
        ("a.pdf", word_file(), "请把后缀改为 .docx 再读"),
        ("a.docx", excel_file(), "请把后缀改为 .xlsx 再读"),
        ("a.xlsx", b"%PDF-1.7\n", "请把后缀改为 .pdf 再读"),
        ("a.pdf", "其实是文字".encode(), "请重新下载"),
        ("a.docx", "其实是文字".encode(), "请重新下载"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
    ],
)
def test_wrong_ending_comes_with_a_cure(tmp_path: Path, name: str, data: bytes, cure: str) -> None:
    error = refused(tmp_path / name, data)
    assert type(error) is DamagedFile
    assert cure in error.cure


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("inside", [b"", "EncryptedPackage".encode("utf-16-le")])
def test_office_file_with_a_password(tmp_path: Path, suffix: str, inside: bytes) -> None:
    assert type(refused(tmp_path / f"a{suffix}", OLE + inside)) is EncryptedFile


def test_archive_member_with_a_password(tmp_path: Path) -> None:
    data = bytearray(word_file())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag in the first entry of the directory
    assert type(refused(tmp_path / "a.docx", bytes(data))) is EncryptedFile


# Breakage


@pytest.mark.parametrize(("suffix", "data", "part"), OFFICE, ids=[".docx", ".xlsx"])
class TestBrokenOfficeFiles:
    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
    def test_cut_off(self, tmp_path: Path, suffix: str, data: bytes, part: str, share: float) -> None:
        assert type(refused(tmp_path / f"a{suffix}", data[: int(len(data) * share)])) is DamagedFile

    def test_a_flipped_byte(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        at = data.index(part.encode()) + len(part) + 40
        assert (
            type(refused(tmp_path / f"a{suffix}", data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])) is DamagedFile
        )

    def test_broken_xml(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        assert type(refused(tmp_path / f"a{suffix}", repacked(data, {part: b"<w:document><unclosed"}))) is DamagedFile

    def test_other_xml(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        content_types = {
            "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        }
        assert type(refused(tmp_path / f"a{suffix}", repacked(data, content_types))) is DamagedFile

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_billion_laughs(self, tmp_path: Path, suffix: str, data: bytes, part: str, encoding: str) -> None:
        entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l11;</x>'
        began = time.perf_counter()
        error = refused(tmp_path / f"a{suffix}", repacked(data, {part: bomb.encode(encoding)}))
        assert type(error) is DamagedFile
        assert "实体" in error.problem
        assert time.perf_counter() - began < 2

    def test_zip_bomb_by_ratio(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        error = refused(tmp_path / f"a{suffix}", repacked(data, {"bomb.bin": bytes(20 << 20)}))
        assert type(error) is FileTooLarge
        assert "压缩比超过 200 倍" in error.problem

    def test_zip_bomb_by_size(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        error = refused(tmp_path / f"a{suffix}", data, Limits(unpacked_bytes=1000))
        assert type(error) is FileTooLarge

    def test_zip_bomb_by_members(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        error = refused(tmp_path / f"a{suffix}", data, Limits(members=3))
        assert type(error) is FileTooLarge
        assert "个部件" in error.problem

    def test_directory_that_understates_a_member(self, tmp_path: Path, suffix: str, data: bytes, part: str) -> None:
        bomb = bytearray(repacked(data, {"bomb.bin": bytes(20 << 20)}))
        at = bomb.rindex(b"PK\x01\x02")
        bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        assert type(refused(tmp_path / f"a{suffix}", bytes(bomb))) is DamagedFile


# Size


def test_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "大文件.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    with pytest.raises(FileTooLarge, match="文件超过 100 MB"):
        read_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".txt", "一二三四五六".encode()),
        (".html", "<p>一二三<p>四五六".encode()),
        (".csv", "一二三\n四五六".encode()),
        (".docx", word_file()),
    ],
)
def test_too_much_text(tmp_path: Path, suffix: str, data: bytes) -> None:
    error = refused(tmp_path / f"a{suffix}", data, Limits(characters=5))
    assert type(error) is FileTooLarge
    assert "文字超过 5 字" in error.problem


def test_name_whose_bytes_are_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "名单.txt".encode("gb18030")))
    path.write_text("周启明", encoding="utf-8")
    (document,) = read_file(path)
    assert (document.name, document.title) == ("名单.txt", "周启明")
