"""What stands around a person's name, so that only a name can stand there."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ingest.lexicon import Cued, Lexicon
from ingest.mentions.mention import TaggedSentence
from ingest.tagging.words import is_word

NAME_TAGS = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
JOINING_TAGS = {"c", "p", "u", "d", "v", "r"}
UNSURE_TAGS = {"PER", "nz", "nw"}
"""Words that the tagger takes for names of something; a single common word is no person."""
MIN_PART = 2
HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class NameContext:
    """A pattern of the data file, with the group `name`.

    Attributes:
        across: whether the tagger's words may be cut anywhere else.
        sure: whether the words around alone tell that it is a name; else it may not begin with a common word.
        words: whether a name that is a common word too counts ("芦苇", "盛夏").
        free: whether it needs no surname.
        lone: whether nothing but a name can stand there, be it short and without surname ("布和，蒙古族").
        unknown: whether the tagger has one word there that it takes for the name of something.
    """

    pattern: Cued
    across: bool
    sure: bool
    words: bool
    free: bool
    lone: bool
    unknown: bool

    def fits(self, sentence: TaggedSentence, match: re.Match[str]) -> bool:
        """Whether the tagger's words are such as the pattern asks for."""
        start, end = match.span("name")
        whole = any((t.start, t.end, t.tag) == (start, end, "PER") for t in sentence.tokens)
        named = not self.free or whole or (self.lone and not is_word(match["name"]))
        return named and (not self.unknown or _is_named(sentence, start, end))


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
        "{any}": f"(?P<name>{HAN}{{2,6}})",
        "{unit}": rf"(?:{lexicon.either('name_parts', 'units')})",
        "{behind}": rf"(?:[、，。；：“”（）—\s\d]|{lexicon.either('name_parts', 'behind')}|$)",
    }
    return [
        NameContext(
            Cued.of(_spelled(row["pattern"], spelled), row["cue"]),
            row.get("across", False),
            "{name}" in row["pattern"] or row.get("words", False) or row.get("free", False),
            row.get("words", False),
            row.get("free", False),
            row.get("lone", False),
            row.get("unknown", False),
        )
        for row in lexicon.tables["name_parts"]["around"]
    ]


def _is_named(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Whether one word stands there, with no more than spaces before it, that the tagger takes for a name."""
    whole = next((t for t in sentence.tokens if t.end == end), None)
    lead = sentence.text[whole.start : start] if whole else ""
    return whole is not None and whole.start <= start and not lead.strip() and whole.tag in NAME_TAGS


def is_phrase(sentence: TaggedSentence, match: re.Match[str]) -> bool:
    """Whether a common word begins there ("和个人", "单位坐"), or a particle stands within."""
    first = next((t for t in sentence.tokens if t.start == match.start("name")), None)
    if "了" in match["name"] or first is None:
        return first is not None
    word = sentence.text[first.start : first.end]
    if any(t.tag == "PER" and (t.start, t.end) == (first.end, match.end("name")) for t in sentence.tokens):
        return False
    return first.tag in JOINING_TAGS - {"v"} or (
        first.tag not in UNSURE_TAGS and MIN_PART <= len(word) < len(match["name"]) and is_word(word)
    )


def is_joined(sentence: TaggedSentence, match: re.Match[str]) -> bool:
    """Whether it is 和 between two names ("俞晓峰和孟琪"), though 和 may be a surname too."""
    start, end = match.span("name")
    ends = {(t.start, t.end) for t in sentence.tokens if t.tag == "PER"}
    return match["name"][0] in "和与" and (start + 1, end) in ends and any(e == start for _, e in ends)


def is_unknown(sentence: TaggedSentence, match: re.Match[str]) -> bool:
    """Whether the tagger made no common word of the name."""
    covered = [t for t in sentence.tokens if match.start("name") <= t.start < match.end("name")]
    whole = all(t.end <= match.end("name") for t in covered)
    if len(covered) == 1:
        return whole and (covered[0].tag in UNSURE_TAGS or not is_word(match["name"]))
    return whole and len(covered) > 1 and all(t.tag not in {"v", "u", "p", "c"} for t in covered)


def acts_behind(sentence: TaggedSentence, at: int) -> bool:
    """Whether a verb stands there: what looks like 和 before it is the name's last character ("殷志和用……")."""
    return any(t.start == at and (t.tag == "v" or sentence.text[at] in "用把将") for t in sentence.tokens)


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
