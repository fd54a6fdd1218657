import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Limits
from corpus.original import Original
from corpus.webpage import read_webpage

Read = Callable[[str, bytes], Document]
Pieces = Callable[[Document], list[tuple[str, str]]]

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>钳工班的两步校准法_机床工人网</title>
<meta property="og:site_name" content="机床工人网"><meta name="PubDate" content="2024-11-08 09:00">
<style>p { color: red }</style><script>var menu = "<p>不是正文</p>";</script></head>
<body><header><h1>机床工人网</h1></header><nav><ul><li>首页<li>要闻</ul></nav>
<form id="aspnetForm"><select><option>本站</option></select>
<article><header><h1>钳工班的<b>两步</b>校准法</h1></header>
<p>　　周启明说：&ldquo;停机
十二分钟。&rdquo;<a href="#">详情</a></p>
<p style="display: none">看不见<p>第一行<br>第二行<br><br>另一段 A&amp;B
<div hidden>看不见</div><div aria-hidden="true">看不见</div><div role="navigation">看不见</div>
</article></form>
<aside>推荐阅读</aside><footer>版权所有</footer></body></html>
"""


def test_visible_text_in_paragraphs(read_bytes: Read) -> None:
    document = read_bytes("a.html", PAGE.encode())
    assert document.text.split("\n\n") == [
        "钳工班的两步校准法",
        "周启明说：“停机十二分钟。”详情",
        "第一行\n第二行",
        "另一段 A&B",
    ]
    assert (document.title, document.source, document.published) == (
        "钳工班的两步校准法",
        "机床工人网",
        date(2024, 11, 8),
    )
    assert document.media_type == "text/html"


def test_every_character_knows_its_offset(read_bytes: Read, pieces: Pieces) -> None:
    document = read_bytes("a.htm", PAGE.encode())
    assert pieces(document) == [
        ("第1段", "钳工班的"),
        ("第1段", "两步"),
        ("第1段", "校准法"),
        ("第2段", "周启明说：“"),
        ("第2段", "停机"),
        ("第2段", "十二分钟。”"),
        ("第2段", "详情"),
        ("第3段", "第一行\n"),
        ("第3段", "第二行"),
        ("第4段", "另一段 A&"),
        ("第4段", "B"),
    ]
    opening, closing = (document.locate(document.text.index(sign)).origin or 0 for sign in "“”")
    assert PAGE[opening:].startswith("&ldquo;停机")
    assert PAGE[closing:].startswith("&rdquo;<a")


SNIPPETS = st.lists(
    st.sampled_from(
        ["工会", "ab", " ", "\n", "  ", "<p>", "</p>", "<b>", "</b>", "<br>", "<div>", "</div>", "　", "<!-- x -->"]
    ),
    max_size=30,
).map("".join)


@given(SNIPPETS)
def test_offsets_are_exact_on_any_page(snippet: str) -> None:
    raw = f"<p>开头。</p>{snippet}"
    (document,) = read_webpage(Original("a.html", raw.encode(), Limits()))
    for offset, character in enumerate(document.text):
        origin = document.locate(offset).origin
        assert origin is not None
        if character not in " \n":
            assert raw[origin] == character
    bare = re.sub(r"<[^>]*>", "", raw)
    assert "".join(document.text.split()) == "".join(bare.split())


def test_table_with_column_names_is_read_by_rows(read_bytes: Read, pieces: Pieces) -> None:
    raw = (
        "<p>名单如下：</p><table><caption>获奖名单</caption><thead><tr><th>姓名<th>单位<th>奖项</thead>"
        "<tr><td>周启明<td rowspan=2>机床厂<td>一等奖<tr><td>何晓兰<td>二等奖</table><p>共二人。</p>"
    )
    document = read_bytes("a.html", raw.encode())
    assert pieces(document) == [
        ("第1段", "名单如下："),
        ("第2段", "获奖名单"),
        ("表1第2行", "姓名：周启明；单位：机床厂；奖项：一等奖。"),
        ("表1第3行", "姓名：何晓兰；单位：机床厂；奖项：二等奖。"),
        ("第3段", "共二人。"),
    ]
    assert [place.origin is None for place in document.places] == [False, False, True, True, False]


def test_table_of_plain_cells_counts_as_data_when_its_names_are_known_ones(read_bytes: Read) -> None:
    names, values = "<td><p>序号</p></td><td>成果名称</td>", "<td>1</td><td><p>两步</p><p>校准法</p></td>"
    raw = f"<table><tr>{names}</tr><tr>{values}</tr></table>"
    assert read_bytes("a.html", raw.encode()).text == "序号：1；成果名称：两步 校准法。"


def test_names_beside_values(read_bytes: Read) -> None:
    raw = "<table><tr><th>领衔人<td>周启明</tr><tr><th>成立<td>2019年</tr></table>"
    assert read_bytes("a.html", raw.encode()).text == "领衔人：周启明。\n\n成立：2019年。"


def test_table_that_lays_out_the_page_gives_its_paragraphs(read_bytes: Read, pieces: Pieces) -> None:
    raw = (
        "<table><tr><td><p>左栏一</p><p>左栏二</p></td><td>"
        "<table><tr><th>姓名</th><th>单位</th></tr><tr><td>周启明</td><td>机床厂</td></tr></table></td></tr></table>"
    )
    assert pieces(read_bytes("a.html", raw.encode())) == [
        ("第1段", "左栏一"),
        ("第2段", "左栏二"),
        ("表1第2行", "姓名：周启明；单位：机床厂。"),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>两步校准法 - 机床工人网</title><p>正文说明。", "两步校准法"),
        ("<title>机床工人网</title><h1>两步校准法</h1><p>正文。", "两步校准法"),
        ("<title>两步校准法--工会频道</title><h1>机床工人网</h1><div>两步校准法</div><p>正文。", "两步校准法"),
        ("<h1>两步校准法</h1><p>正文。", "两步校准法"),
        ("<meta name='ArticleTitle' content='两步校准法'><title>机床工人网</title><p>正文。", "两步校准法"),
        ("<table><tr><td><h1>两步校准法</h1><p>正文。</td></tr></table>", "两步校准法"),
        ("<p>没有标题的一段话。", "文件名"),
    ],
)
def test_title(read_bytes: Read, page: str, title: str) -> None:
    assert read_bytes("文件名.html", page.encode()).title == title


@pytest.mark.parametrize(
    ("head", "source", "day"),
    [
        ("<meta name=source content=机床工人报><time datetime=2024-11-08>昨天</time>", "机床工人报", date(2024, 11, 8)),
        ("<meta name=author content=市总工会>", "市总工会", None),
        ("<meta property='article:published_time' content=2024-11-08T09:00>", None, date(2024, 11, 8)),
        ("<div>2024-11-08 09:00 来源：机床工人报</div>", "机床工人报", date(2024, 11, 8)),
        ("", None, None),
    ],
)
def test_source_and_day(read_bytes: Read, head: str, source: str | None, day: date | None) -> None:
    document = read_bytes("a.html", f"{head}<p>正文。".encode())
    assert (document.source, document.published) == (source, day)


def test_older_pages_in_gb2312(read_bytes: Read) -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>钳工班的两步校准法"
    assert read_bytes("a.html", page.encode("gb18030")).text == "钳工班的两步校准法"


def test_deep_nesting_is_no_trouble(read_bytes: Read) -> None:
    assert read_bytes("a.html", ("<div><span>" * 20_000 + "底").encode()).text == "底"


@pytest.mark.parametrize(
    "part",
    [
        '<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>',
        '<div id="topNav"><ul><li>要闻<li>图片<li>专题</ul></div>',
        '<div class="article-share clearfix">分享到：<a>微信</a><a>微博</a></div>',
        '<div class="related_news"><h3>相关阅读</h3><ul><li>某矿职工改进支架<li>某厂举行技能比武</ul></div>',
        '<p class="copyright">版权所有 某某市总工会 京ICP备12345678号</p>',
    ],
)
def test_parts_named_as_no_part_of_the_article_are_dropped(read_bytes: Read, part: str) -> None:
    page = f"<html><body>{part}<h2>老师傅的新夹具</h2><p>他改进了夹具，效率翻倍。</p>{part}</body></html>"
    assert read_bytes("a.html", page.encode()).text == "老师傅的新夹具\n\n他改进了夹具，效率翻倍。"


@pytest.mark.parametrize(
    "part",
    [
        '<div class="recommend">他改进了夹具，效率翻倍。</div>',
        '<div class="nav-header"><h1>老师傅的新夹具</h1></div>',
        '<div class="rank"><table><tr><th>姓名<th>成果<tr><td>王强<td>新夹具<tr><td>李明<td>新工装</table></div>',
        '<div class="ranking"><ul>'
        + "".join(f"<li>王强研制的第{n}号夹具获得一等奖" for n in range(60))
        + "</ul></div>",
        '<div class="shareholder">股东名单</div>',
        '<p class="position">高级技师</p>',
    ],
)
def test_parts_that_hold_text_stay_whatever_their_name(read_bytes: Read, part: str) -> None:
    bare = re.sub(r' class="[^"]*"', "", part)
    text = read_bytes("a.html", f"<html><body>{part}<p>完。</p></body></html>".encode()).text
    assert text == read_bytes("a.html", f"<html><body>{bare}<p>完。</p></body></html>".encode()).text
