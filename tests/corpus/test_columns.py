"""Lines at known places come in the order in which a reader reads them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.columns import Box, in_order

EM = 30


def line(text: str, x: float, y: float, size: int = EM) -> Box:
    return Box(x, y, x + size * len(text), y + size, text)


def column(name: str, x: float, y: float, rows: int) -> list[Box]:
    """A paragraph of full lines, the first set in, the last short."""
    found = [line(f"{name}段首" + "字" * 5, x + 2 * EM, y)]
    found += [line(f"{name}行{n}" + "字" * 7, x, y + 48 * n) for n in range(1, rows)]
    return [*found[:1], *found[1:-1], line(f"{name}末", x, y + 48 * (rows - 1))]


def read(boxes: list[Box]) -> list[str]:
    shuffled = boxes[:]
    random.Random(7).shuffle(shuffled)
    return [box.text for paragraph in in_order(shuffled) for box in paragraph]


def texts(boxes: list[Box]) -> list[str]:
    return [box.text for box in boxes]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_columns_from_left_to_right_below_their_headline(count: int) -> None:
    width = 400 * count
    headline = [line("大标题", width / 2 - 100, 20, 70)]
    page = [*headline, *(box for n in range(count) for box in column("甲乙丙丁"[n], 400 * n, 150, 9))]
    assert read(page) == texts(page)


def test_columns_on_different_lines() -> None:
    left, right = column("甲", 0, 100, 8), column("乙", 400, 113, 8)
    assert read(left + right) == texts(left + right)


def test_a_short_headline_above_the_middle_column_stands_before_the_first() -> None:
    byline = [line("张某", 570, 60)]
    page = [*byline, *(box for n in range(3) for box in column("甲乙丙"[n], 400 * n, 150, 8))]
    assert read(page) == texts(page)


def test_a_column_that_begins_higher_than_the_others_stays_in_its_place() -> None:
    left, right = column("甲", 0, 400, 6), column("乙", 400, 100, 12)
    assert read(left + right) == texts(left + right)


def test_headlines_between_columns_part_the_page() -> None:
    above = [*column("甲", 0, 100, 6), *column("乙", 400, 100, 6)]
    headline = [line("横跨两栏的第二个大标题", 60, 450, 60)]
    below = [*column("丙", 0, 560, 6), *column("丁", 400, 560, 6)]
    assert read(above + headline + below) == texts(above + headline + below)


def test_an_indent_begins_a_paragraph_and_a_full_line_goes_on() -> None:
    boxes = [*column("甲", 0, 0, 4), *column("乙", 0, 192, 3)]
    assert [len(paragraph) for paragraph in in_order(boxes)] == [4, 3]


def test_an_empty_page_has_no_paragraphs() -> None:
    assert in_order([]) == []


sides = st.integers(0, 900)
boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height, "字"),
    sides,
    sides,
    st.integers(1, 400),
    st.integers(1, 90),
)


@given(st.lists(boxes, max_size=40))
def test_no_line_is_lost_wherever_it_stands(page: list[Box]) -> None:
    found = "".join(box.text for paragraph in in_order(page) for box in paragraph)
    assert found.replace("\u3000", "") == "字" * len(page)
