"""The word lists: jieba's words with their frequencies, and CC-CEDICT's words with their English glosses."""

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

ENTRY = re.compile(r"^(?P<traditional>\S+) (?P<simplified>\S+) \[[^\]]*\] /(?P<glosses>.+)/$")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Glosses that say how a word is written or counted, not what it means.
NOT_A_MEANING = re.compile(r"^(CL:|surname )")
# "abbr. for 勞動模範|劳动模范, model worker": also "variant of", "see", "also written"
REFERENCE = re.compile(
    r"^(?:abbr\. for|see(?: also)?|also written|same as|equivalent to|(?:\w+ )?variant of) "
    r"(?:\S+\|)?(?P<word>[\u4e00-\u9fff]+)[\s,;]*(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class WordLists:
    """What the two dictionaries say.

    Attributes:
        frequencies: every word of jieba's dict.txt with its count in jieba's own corpus (about 60 million words).
        glosses: the simplified words of CC-CEDICT with their English meanings, in the dictionary's order.
    """

    frequencies: dict[str, int]
    glosses: dict[str, list[str]]


def read_word_lists(folder: Path) -> WordLists:
    """The word list that jieba ships and the CC-CEDICT file of the data folder."""
    return WordLists(_jieba_frequencies(), _cedict_glosses(folder / "cedict_1_0_ts_utf-8_mdbg.txt.gz"))


def shared_meanings(glosses: dict[str, list[str]]) -> dict[str, list[str]]:
    """Words that one CC-CEDICT meaning explains in the same words: word -> its synonyms.

    A meaning shared by more than six words is too general to make synonyms ("to go").
    """
    words_of: dict[str, set[str]] = defaultdict(set)
    for word, meanings in glosses.items():
        for meaning in meanings[:3]:
            words_of[meaning.lower()].add(word)
    synonyms: dict[str, set[str]] = defaultdict(set)
    for words in words_of.values():
        if 1 < len(words) <= 6:  # noqa: PLR2004 (see the docstring)
            for word in words:
                synonyms[word] |= words - {word}
    return {word: sorted(others) for word, others in sorted(synonyms.items())}


def _jieba_frequencies() -> dict[str, int]:
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, _ in (line.split(" ") for line in lines)}


def _cedict_glosses(path: Path) -> dict[str, list[str]]:
    glosses: dict[str, list[str]] = defaultdict(list)
    references: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        entries = [entry for entry in map(ENTRY.match, map(str.rstrip, lines)) if entry]
    for entry in entries:
        word = entry["simplified"].lower()
        for gloss in entry["glosses"].split("/"):
            meaning = BRACKETED.sub("", gloss).strip()
            reference = REFERENCE.match(meaning)
            if reference and reference["word"] != word:
                references[word].append(reference["word"])
                meaning = reference["rest"]
            if meaning and not NOT_A_MEANING.match(meaning):
                glosses[word].append(meaning)
    inherited = {
        word: [meaning for other in others for meaning in glosses.get(other, ())] for word, others in references.items()
    }
    for word, meanings in inherited.items():
        glosses[word].extend(meanings)
    return {word: meanings for word, meanings in glosses.items() if meanings}
