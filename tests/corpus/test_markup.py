import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markup import EndTag, Run, StartTag, scan


def texts(markup: str) -> list[str]:
    return [markup[token.start : token.end] for token in scan(markup) if isinstance(token, Run)]


def test_tags_attributes_and_offsets() -> None:
    markup = "工<A HREF=\"a?b=1&amp;c=2\" data-x='<p>' checked>会</a >!"
    assert list(scan(markup)) == [
        Run(0, 1),
        StartTag("a", 1, {"href": "a?b=1&c=2", "data-x": "<p>", "checked": ""}),
        Run(markup.index("会"), markup.index("会") + 1),
        EndTag("a"),
        Run(len(markup) - 1, len(markup)),
    ]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("前<!-- <p>注</p> -->后", ["前", "后"]),
        ("前<!doctype html><?xml version='1.0'?>后", ["前", "后"]),
        ("3 < 5 且 a<1", ["3 ", "<", " 5 且 a", "<", "1"]),
        ("<script>if (a<b) '</p>'</SCRIPT>后", ["后"]),
        ("<style>p{}</styles></style>后", ["后"]),
        ("前<!-- 没有合上", ["前"]),
        ("前<a href='没有合上>后", ["前"]),
        ("前<script>没有合上", ["前"]),
        ("前<p", ["前"]),
        ("前</>后", ["前", "后"]),
    ],
)
def test_what_is_text(markup: str, found: list[str]) -> None:
    assert texts(markup) == found


@pytest.mark.parametrize(
    "part", ["<!--", "<a b='", "<script>", "<![CDATA[", "<?", "<", "</", "<a b=", "<p =", "&#", "<a\n"]
)
def test_time_grows_with_the_length_only(part: str) -> None:
    began = time.perf_counter()
    for _ in scan(part * 100_000):
        pass
    assert time.perf_counter() - began < 5


NODES = st.recursive(
    st.text(alphabet="工会 创新ab12，。\n", max_size=8),
    lambda inner: st.tuples(st.sampled_from(["p", "div", "b", "td", "li"]), st.lists(inner, max_size=4)).map(
        lambda node: f"<{node[0]} class='x'>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=20,
)


@given(NODES)
def test_agrees_with_the_standard_librarys_parser_on_well_formed_pages(markup: str) -> None:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(markup)
    parser.close()
    assert "".join(texts(markup)) == "".join(found)
