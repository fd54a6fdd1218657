import hashlib
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Limits
from corpus.original import Original
from corpus.plain import read_plain

Read = Callable[[str, bytes], Document]

# First-level hanzi of GB 2312, so that a GB18030 text can be told from Big5 as real ones can.
HANZI = b"".join(bytes((lead, trail)) for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF)).decode("gb2312")
WORDS = st.sampled_from(HANZI)
MARKS = st.sampled_from(["，", "。", "；", "、", "“", "”", "\n", "\r\n", " ", "3", "A"])
TEXTS = st.lists(st.one_of(WORDS, WORDS, WORDS, MARKS), min_size=12, max_size=200).map("".join)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t.isprintable())
)
def test_utf8_comes_back_character_for_character(text: str) -> None:
    if not text.strip() or text.startswith("\ufeff"):
        return
    (document,) = read_plain(Original("a.txt", text.encode(), Limits()))
    assert document.text == text
    assert [document.locate(i).origin for i in range(len(text))] == list(range(len(text)))


@given(TEXTS)
def test_gb18030_comes_back_character_for_character(text: str) -> None:
    data = ("各级工会职工" + text).encode("gb18030")
    (document,) = read_plain(Original("a.txt", data, Limits()))
    assert document.text == "各级工会职工" + text
    assert [document.locate(i).origin for i in range(len(document.text))] == list(range(len(document.text)))


def test_facts_of_a_plain_file(read_bytes: Read) -> None:
    data = "\r\n\r\n钳工班的两步校准法\r\n来源：机床工人报　2024年11月8日\r\n\r\n周启明带徒三人。\r\n".encode("gb18030")
    document = read_bytes("两步校准法.TXT", data)
    assert document.text == data.decode("gb18030")
    assert document.places == ()
    assert document.id == hashlib.sha256(data).hexdigest()[:16]
    assert document.name == "两步校准法.TXT"
    assert (document.title, document.source, document.published) == (
        "钳工班的两步校准法",
        "机床工人报",
        date(2024, 11, 8),
    )
    assert document.media_type == "text/plain"


def test_offsets_count_behind_the_byte_order_mark(read_bytes: Read) -> None:
    document = read_bytes("a.txt", b"\xef\xbb\xbf" + "工会".encode())
    assert document.text == "工会"
    assert document.locate(0).origin == 0


def test_title_falls_back_to_the_files_stem(read_bytes: Read) -> None:
    assert (
        read_bytes("座谈会纪要.txt", "今天下午，全厂各班组长在会议室开会，会议由周启明主持。".encode()).title
        == "座谈会纪要"
    )
