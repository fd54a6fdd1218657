"""Pages printed here with known text: what is recognised, in which order, and where on the page each line stands."""

import re
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfReader, PdfWriter

from corpus import DamagedFile, Document, EmptyFile, FileTooLarge, Limits, UnsupportedFile, read_file
from tests.corpus.printed import Page
from tests.corpus.test_pdf import pdf

STORY = (
    "这家企业的职工在生产一线反复试验，把多年来困扰大家的难题一个一个地解决了，还改进了焊接工艺，效率提高一倍。",
    "市总工会为此拨出专项经费，奖励有贡献的班组和个人，全年共评选出优秀成果二十六项，其中七项获得了国家专利。",
    "他带出的三名徒弟如今都成了高级技师，每周三晚上还在车间里给青年职工讲课，受到大家的欢迎。",
    "工作室成立以来，先后完成技术攻关四十余项，为企业节约成本三百多万元，带动全矿掀起学技术的热潮。",
    "下一步，矿上准备把这些经验编成教材，让更多的年轻人在岗位上成长起来，把革新的火种传下去。",
)
OTHER = (
    "新区的三座公园本月开放，市民周末可以在湖边散步，孩子们也有了玩耍的地方，周围的道路正在拓宽。",
    "据了解，公园里栽种了二百多种树木，还修建了骑行道和图书角，全年免费向市民开放。",
)
HEADLINE, BYLINE, CAPTION = "老师傅的新夹具", "本报记者张伟", "图为王师傅在检修设备。"


def scanned(page: Page, folder: Path, name: str = "版面.png") -> Document:
    path = folder / name
    page.image.save(path)
    (document,) = read_file(path)
    return document


def headed(width: int, height: int) -> tuple[Page, int]:
    page = Page(width, height)
    below = page.centred(BYLINE, page.centred(HEADLINE, 60, 72) + 10, 30)
    return page, below + 30


def accuracy(found: str, printed: str) -> float:
    """The share of the printed characters that were recognised, in order."""
    bare = re.sub(r"\s", "", found)
    matched = sum(block.size for block in SequenceMatcher(None, bare, printed, autojunk=False).get_matching_blocks())
    return matched / max(len(printed), len(bare))


def test_one_column(tmp_path: Path) -> None:
    page, y = headed(1000, 1100)
    page.columns(STORY, [(80, y)], 840, 1080)
    assert scanned(page, tmp_path).text.split("\n\n") == [HEADLINE, BYLINE, *STORY]


@pytest.mark.parametrize(("width", "columns"), [(1120, 2), (1620, 3)])
def test_columns_are_read_one_after_the_other(tmp_path: Path, width: int, columns: int) -> None:
    page, y = headed(width, 1400)
    bottom = y + 48 * -(-len(page.rows(STORY, 440)) // columns)
    page.columns(STORY, [(60 + 520 * n, y) for n in range(columns)], 440, bottom)
    text = scanned(page, tmp_path).text
    assert text.replace("\n", "") == "".join([HEADLINE, BYLINE, *STORY])
    assert text.startswith(f"{HEADLINE}\n\n{BYLINE}\n\n{STORY[0]}\n\n")


def test_a_picture_and_its_caption_stand_in_their_column(tmp_path: Path) -> None:
    page, y = headed(1620, 1500)
    below = page.line(CAPTION, 580, page.picture(580, y, 440, 260), 26) + 20
    page.columns(STORY[:2], [(60, y)], 440, 1400)
    page.columns(STORY[2:4], [(580, below)], 440, 1400)
    page.columns(STORY[4:], [(1100, y)], 440, 1400)
    found = scanned(page, tmp_path).text.split("\n\n")
    assert found == [HEADLINE, BYLINE, *STORY[:2], CAPTION, *STORY[2:]]


def test_a_second_article_beside_the_first(tmp_path: Path) -> None:
    page = Page(1620, 1500)
    page.line(HEADLINE, 300, 60, 64)
    page.columns(STORY, [(60, 200), (580, 200)], 440, 800)
    below = page.line("公园本月开放", 1110, 60, 48)
    page.columns(OTHER, [(1100, below + 20)], 440, 1400)
    text = scanned(page, tmp_path).text
    assert text.replace("\n", "") == "".join([HEADLINE, *STORY, "公园本月开放", *OTHER])


def test_an_article_below_another(tmp_path: Path) -> None:
    page = Page(1120, 1700)
    y = page.centred(HEADLINE, 60, 64) + 20
    page.columns(STORY, [(60, y), (580, y)], 440, y + 620)
    y = page.centred("新区的三座公园本月开放", y + 700, 56) + 20
    page.columns(OTHER, [(60, y), (580, y)], 440, y + 260)
    text = scanned(page, tmp_path).text
    assert text.replace("\n", "") == "".join([HEADLINE, *STORY, "新区的三座公园本月开放", *OTHER])


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    page = Page(1000, 500)
    rows = [
        ("姓名", "单位", "成果"),
        ("王强", "矿务局", "新夹具"),
        ("李明", "机床厂", "新工装"),
        ("赵刚", "电厂", "机器人"),
    ]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            page.line(cell, 80 + 300 * m, 60 + 80 * n)
    found = scanned(page, tmp_path).text.split("\n\n")
    assert [line.split("\u3000") for line in found] == [list(row) for row in rows]


def test_a_slanted_grey_photograph_is_read(tmp_path: Path) -> None:
    page, y = headed(1620, 1400)
    bottom = y + 48 * -(-len(page.rows(STORY, 440)) // 3)
    page.columns(STORY, [(60, y), (580, y), (1100, y)], 440, bottom)
    turned = page.image.rotate(1.5, expand=True, fillcolor=200).filter(ImageFilter.GaussianBlur(0.8))
    page.image = turned.point(lambda value: 40 + value * 0.7)
    found = scanned(page, tmp_path, "照片.jpg")
    assert found.media_type == "image/jpeg"
    assert accuracy(found.text, "".join([HEADLINE, BYLINE, *STORY])) > 0.97


def test_every_line_knows_its_place(tmp_path: Path) -> None:
    page = Page(1000, 600)
    page.columns(STORY[:1], [(80, 100)], 840, 560)
    found = scanned(page, tmp_path)
    assert [found.text[p.start : p.end] for p in found.places] == [found.text[:26], found.text[26:]]
    first, second = found.places
    assert first.box is not None and second.box is not None
    left, top, right, bottom = second.box
    assert abs(left - 80) < 10 and abs(top - 148) < 10 and right < 920 and bottom < 190
    assert first.label == "第1页（距左14%、距上17%）"
    assert found.locate(30).box == second.box


def test_a_pdf_of_pictures_is_recognised_page_by_page(tmp_path: Path) -> None:
    pages = []
    for paragraphs in (STORY[:2], STORY[2:]):
        page = Page(1000, 700)
        page.columns(paragraphs, [(80, 80)], 840, 680)
        pages.append(page.image)
    path = tmp_path / "扫描件.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    (found,) = read_file(path)
    assert found.text.split("\n\n") == list(STORY)
    assert found.media_type == "application/pdf"
    assert {p.label[:3] for p in found.places} == {"第1页", "第2页"}


def test_scanned_pages_among_others_are_recognised(tmp_path: Path) -> None:
    page = Page(1000, 700)
    page.columns(STORY[:1], [(80, 80)], 840, 680)
    picture = BytesIO()
    page.image.save(picture, "PDF", resolution=200)
    writer = PdfWriter()
    written = PdfReader(BytesIO(pdf("第一页是文字。", "第三页也是文字。")))
    for sheet in (written.pages[0], PdfReader(picture).pages[0], written.pages[1]):
        writer.add_page(sheet)
    writer.write(tmp_path / "申报材料.pdf")
    (found,) = read_file(tmp_path / "申报材料.pdf")
    assert found.text.split("\n\n") == ["第一页是文字。", STORY[0], "第三页也是文字。"]
    assert [p.label[:3] for p in found.places] == ["第1页", "第2页", "第2页", "第3页"]


def test_without_the_extra_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.scan.find_spec", lambda name: None)
    for name in ("图.png", "扫描件.pdf"):
        Image.new("L", (200, 200), 255).save(tmp_path / name)
        with pytest.raises(UnsupportedFile, match=rf"{name}：.*pip install jiangpu\[ocr\]"):
            read_file(tmp_path / name)


@pytest.mark.parametrize(("name", "media_type"), [("版面.webp", "image/webp"), ("版面.TIF", "image/tiff")])
def test_other_pictures(tmp_path: Path, name: str, media_type: str) -> None:
    page, y = headed(1000, 600)
    page.columns(STORY[:2], [(80, y)], 840, 580)
    found = scanned(page, tmp_path, name)
    assert found.text.split("\n\n") == [HEADLINE, BYLINE, *STORY[:2]]
    assert found.media_type == media_type


def test_pages_of_a_tiff(tmp_path: Path) -> None:
    pages = [Page(1000, 300) for _ in range(2)]
    for page, text in zip(pages, STORY, strict=False):
        page.columns((text,), [(80, 60)], 840, 280)
    pages[0].image.convert("1").save(
        tmp_path / "扫描件.tiff", save_all=True, append_images=[pages[1].image.convert("1")], compression="group4"
    )
    (found,) = read_file(tmp_path / "扫描件.tiff")
    assert accuracy(found.text, "".join(STORY[:2])) > 0.95
    assert {p.label[:3] for p in found.places} == {"第1页", "第2页"}
    with pytest.raises(FileTooLarge, match="2 页"):
        read_file(tmp_path / "扫描件.tiff", Limits(scanned_pages=1))


def test_sound_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "录音.webp"
    path.write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")
    with pytest.raises(DamagedFile, match="声音或影像"):
        read_file(path)


def test_a_broken_picture_is_said_so(tmp_path: Path) -> None:
    data = BytesIO()
    Image.new("L", (400, 400), 255).save(data, "PNG")
    path = tmp_path / "图.png"
    for broken in (data.getvalue()[:60], data.getvalue()[:20]):
        path.write_bytes(broken)
        with pytest.raises(DamagedFile, match="不完整或已损坏"):
            read_file(path)
    path.write_bytes(b"not a picture")
    with pytest.raises(DamagedFile, match=r"后缀是 \.png"):
        read_file(path)


def test_limits_of_pictures_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "图.png"
    Image.new("L", (400, 300), 255).save(path)
    with pytest.raises(FileTooLarge, match="400×300"):
        read_file(path, Limits(pixels=100_000))
    pages = [Image.new("L", (200, 200), 255)] * 3
    pages[0].save(tmp_path / "扫描件.pdf", save_all=True, append_images=pages[1:])
    with pytest.raises(FileTooLarge, match="3 页"):
        read_file(tmp_path / "扫描件.pdf", Limits(scanned_pages=2))


def test_a_picture_without_text_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "图.jpg"
    Image.new("L", (400, 300), 255).save(path)
    with pytest.raises(EmptyFile, match="没有从图上认出文字"):
        read_file(path)
