from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from corpus import DamagedFile, Document, EncryptedFile, UnsupportedFile

Read = Callable[[str, bytes], Document]
Pieces = Callable[[Document], list[tuple[str, str]]]


def pdf(*pages: str, mapped: bool = True) -> bytes:
    """A PDF written by hand: each page's lines set in a Chinese font whose glyph numbers a ToUnicode map explains."""
    glyphs = {character: n for n, character in enumerate(sorted(set("".join(pages))), start=1)}
    ranges = "".join(f"<{n:04x}> <{character.encode('utf-16-be').hex()}>\n" for character, n in glyphs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{ranges}endbfchar\nendcmap\nend\n"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (" /ToUnicode 5 0 R >>" if mapped else " >>"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}endstream",
    ]
    for n, page in enumerate(pages):
        shown = [f"<{''.join(f'{glyphs[c]:04x}' for c in line)}> Tj 0 -20 Td" for line in page.split("\n") if line]
        content = f"BT /F1 12 Tf 72 720 Td {' '.join(shown)} ET" if shown else ""
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {7 + 2 * n} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body, offsets = "%PDF-1.4\n", []
    for n, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{n} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return body.encode("ascii")


def locked(data: bytes, password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PAGES = ("钳工班的两步校准法\n周启明带徒三人，把停机时间\n— 1 —", "2024\n压到十二分钟。\n第2页 共2页")


def test_pages_without_their_numbers(read_bytes: Read, pieces: Pieces) -> None:
    document = read_bytes("a.pdf", pdf(*PAGES))
    assert pieces(document) == [
        ("第1页", "钳工班的两步校准法\n周启明带徒三人，把停机时间"),
        ("第2页", "2024\n压到十二分钟。"),
    ]
    assert document.text == "钳工班的两步校准法\n周启明带徒三人，把停机时间\n2024\n压到十二分钟。"
    assert (document.title, document.media_type) == ("钳工班的两步校准法", "application/pdf")
    assert {place.origin for place in document.places} == {None}


def test_an_empty_page_between_keeps_the_numbering(read_bytes: Read, pieces: Pieces) -> None:
    assert [label for label, _ in pieces(read_bytes("a.pdf", pdf("甲", "", "乙")))] == ["第1页", "第3页"]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_password(read_bytes: Read, algorithm: str) -> None:
    with pytest.raises(EncryptedFile, match="有密码保护"):
        read_bytes("a.pdf", locked(pdf(*PAGES), "secret", algorithm))
    # Locked only against changes: it opens without a password.
    assert read_bytes("a.pdf", locked(pdf(*PAGES), "", algorithm)).title == "钳工班的两步校准法"


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra `ocr` were not installed."""
    monkeypatch.setattr("corpus.scan.find_spec", lambda name: None)


@pytest.mark.usefixtures("no_recognition")
def test_scan_without_text(read_bytes: Read) -> None:
    with pytest.raises(UnsupportedFile, match=r"扫描件.*文字识别"):
        read_bytes("a.pdf", pdf("", ""))


@pytest.mark.usefixtures("no_recognition")
def test_font_without_a_map_to_characters(read_bytes: Read) -> None:
    with pytest.raises(UnsupportedFile, match="文字识别"):
        read_bytes("a.pdf", pdf(*PAGES, mapped=False))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_off(read_bytes: Read, share: float) -> None:
    data = pdf(*PAGES)
    with pytest.raises(DamagedFile, match="文件不完整"):
        read_bytes("a.pdf", data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n%%EOF",
        b"%PDF-1.4\nstartxref\n99999\n%%EOF",
        pdf(*PAGES).replace(b"/Kids [6 0 R 8 0 R]", b"/Kids [9 9 R 9 9 R]"),
    ],
    ids=["nothing inside", "no table", "pages missing"],
)
def test_broken_inside(read_bytes: Read, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_bytes("a.pdf", data)
