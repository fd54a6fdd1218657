"""What stands around a person's name, so that only a name can stand there."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ingest.lexicon import Cued, Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.tagging.words import is_word

HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class NameContext:
    """A pattern of the data file, with the group `name`.

    Attributes:
        across: whether the tagger's words may be cut anywhere else.
        sure: whether the words around alone tell that it is a name; else it may not begin with a common word.
        words: whether a name that is a common word too counts ("芦苇", "盛夏").
        free: whether it needs no surname.
    """

    pattern: Cued
    across: bool
    sure: bool
    words: bool
    free: bool


def name_contexts(lexicon: Lexicon, titles: str) -> list[NameContext]:
    """The contexts of `name_parts.toml`, `titles` being an expression of what can stand before a name."""
    singles = "".join(sorted(lexicon.rare_surnames | {s for s in lexicon.surnames if len(s) == 1}))
    spelled = {
        "{title}": titles,
        "{singles}": singles,
        "{name}": f"(?P<name>{HAN}{{3}})",
        "{surnamed}": f"(?P<name>[{singles}]{HAN}{{2}})",
        "{short}": f"(?P<name>[{singles}]{HAN})",
        "{parted}": rf"(?P<name>{lexicon.either('name_parts', 'parts')}{HAN}{{1,3}}?)",
        "{behind}": rf"(?:[、，。；：“”（）—\s\d]|{lexicon.either('name_parts', 'behind')}|$)",
    }
    return [
        NameContext(
            Cued.of(_spelled(row["pattern"], spelled), row["cue"]),
            row.get("across", False),
            "{name}" in row["pattern"] or row.get("words", False) or row.get("free", False),
            row.get("words", False),
            row.get("free", False),
        )
        for row in lexicon.tables["name_parts"]["around"]
    ]


def runs_into_verb(sentence: TaggedSentence, match: re.Match[str]) -> bool:
    """Whether the tagger has a name that ends before the last character, and a verb in that ("吴凯|说").

    Before another verb it is none: "跟老电工王进发学".
    """
    start, end = match.span("name")
    tags = {(t.start, t.end): t.tag for t in sentence.tokens}
    return (
        not sentence.text.startswith("学", end)
        and tags.get((start, end - 1)) == "PER"
        and tags.get((end - 1, end)) == "v"
    )


def cuts_word(text: str, match: re.Match[str], times: Collection[str]) -> bool:
    """Whether the name begins within a word of three characters ("工|作室少") or is made up of two ("工|学硕士").

    Nor does it end within one of the words `times` (目前).
    """
    start, end = match.span("name")
    whole = text[start - 1 : start + 2]
    split = text[start - 1 : start] == "工" and is_word(whole[:2]) and is_word(text[start + 1 : end])
    return (start > 0 and (is_word(whole) or split)) or text[end - 1 : end + 1] in times


def _spelled(pattern: str, words: Mapping[str, str]) -> str:
    for key, word in words.items():
        pattern = pattern.replace(key, word)
    return pattern


def ends_before_is(sentence: TaggedSentence, end: int) -> bool:
    """Whether the name's last character and 系 ("is") behind it look like one word ("舒鹏|程系“先进个人”")."""
    word = next((t for t in sentence.tokens if t.start == end), None)
    text = sentence.text[word.start : word.end] if word else ""
    return len(text) == len("程系") and text.endswith("系") and not is_word(text)
