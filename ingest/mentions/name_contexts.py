"""What stands around a person's name, so that only a name can stand there."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.lexicon import Cued, Lexicon

HAN = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class NameContext:
    """A pattern of the data file, with the group `name`.

    Attributes:
        across: whether the tagger's words may be cut anywhere else.
        sure: whether the words around alone tell that it is a name; else it may not begin with a common word.
    """

    pattern: Cued
    across: bool
    sure: bool


def name_contexts(lexicon: Lexicon, titles: str) -> list[NameContext]:
    """The contexts of `name_parts.toml`, `titles` being an expression of what can stand before a name."""
    singles = "".join(sorted(lexicon.rare_surnames | {s for s in lexicon.surnames if len(s) == 1}))
    spelled = {
        "{title}": titles,
        "{name}": f"(?P<name>{HAN}{{3}})",
        "{surnamed}": f"(?P<name>[{singles}]{HAN}{{2}})",
        "{short}": f"(?P<name>[{singles}]{HAN})",
        "{behind}": rf"(?:[、，。；：“”（）—\s\d]|{lexicon.either('name_parts', 'behind')}|$)",
    }
    return [
        NameContext(
            Cued.of(_spelled(row["pattern"], spelled), row["cue"]), row.get("across", False), "{name}" in row["pattern"]
        )
        for row in lexicon.tables["name_parts"]["around"]
    ]


def _spelled(pattern: str, words: Mapping[str, str]) -> str:
    for key, word in words.items():
        pattern = pattern.replace(key, word)
    return pattern
