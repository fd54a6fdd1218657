"""Words: jieba's dictionary and the domain's own words, cut by rjieba.

rjieba cuts the same dictionary some 30 times faster; the tests hold it to jieba's own output.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

DOMAIN_TAG = "n"
NAME_TAG = "nr"
NAMING_TAGS = {"a", "n"}
"""Of words that the dictionary holds but does not cut as one (高军) the parts make a name."""
COMMON = 300
"""A word that is so frequent in the dictionary's corpus is a common one."""


def domain_words() -> tuple[str, ...]:
    """The words that the domain adds to jieba's dictionary."""
    lines = files("ingest").joinpath("lexicons/words.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _segmenter() -> "rjieba.Jieba":
    """Built once a process, on first use; never changed afterwards."""
    import rjieba  # noqa: PLC0415  loads a dictionary

    segmenter = rjieba.Jieba()
    for word in domain_words():
        segmenter.add_word(word, segmenter.suggest_freq(word), DOMAIN_TAG)
    return segmenter


def cut(text: str) -> list[str]:
    """The words of `text` in order; joined they are `text` again."""
    return list(_segmenter().cut(text))


def cut_for_search(text: str) -> list[str]:
    """As `cut`, and the shorter dictionary words inside long ones as well, for indexing and queries."""
    return list(_segmenter().cut_for_search(text))


def is_word(text: str) -> bool:
    """Whether the dictionary holds it."""
    return bool(_segmenter().has_word(text))


def is_rare_name(text: str) -> bool:
    """Whether the dictionary holds it for a person's name, and it is no common word besides (严冬, but not 文明)."""
    entries = _segmenter().tag(text)
    if len(entries) > 1 or not is_word(text):
        return is_word(text) and {tag[0] for _, tag in entries} <= NAMING_TAGS
    return entries[0][1].startswith(NAME_TAG) and frequency(text) < COMMON


def one_word_across(before: str, after: str) -> bool:
    """Whether a dictionary word holds the end of `before` and the beginning of `after` together.

    Two longer words that meet ("擦干|起锅") are not torn apart for a third that lies across them.
    """
    tail, head = before[-8:], after[:8]
    if not tail or not head:
        return False
    whole = len(_segmenter().cut(tail, False)[-1]) > 1 and len(_segmenter().cut(head, False)[0]) > 1
    at = 0
    for word in _segmenter().cut(tail + head, False):
        if at < len(tail) < at + len(word):
            return not whole
        at += len(word)
    return False


def cut_by_dictionary(text: str) -> list[str]:
    """As `cut`, but what the dictionary does not hold falls into single characters instead of being guessed at."""
    return list(_segmenter().cut(text, False))


def frequency(word: str) -> int:
    """How often the dictionary's corpus of some 60 million words has the word; at least 1."""
    return max(int(_segmenter().suggest_freq(word)), 1)
