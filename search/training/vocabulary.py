"""Chooses the tokens of the model and builds its tokenizer.

The tokenizer is a Unigram model: its Viterbi search over word frequencies is the segmentation that jieba does, so a
text is cut into words without jieba.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from itertools import islice
from typing import Any

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from search.training.dictionary import WordLists

UNKNOWN = "[UNK]"
CJK_FIRST, CJK_LAST = "\u4e00", "\u9fff"
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"
RUNS = Regex(rf"[a-z]+|[0-9]+|[{CJK_FIRST}-{CJK_LAST}]+")
LONG_WORD = 6  # longer ones are proverbs and names
LATIN_WORDS = 1000
LEAST_COUNT = 5  # below it a word has no context to learn from, and its characters say as much
# How much each text says about which words are common here: jieba's list, the
# abstracts and our own texts are nearest to industry.
SOURCE_WEIGHT = {
    "jieba": 1.0,
    "csl": 1.0,
    "law": 0.3,
    "cmrc": 0.4,
    "med": 0.1,
    "cook": 0.1,
    "cases": 1.0,
    "glossary": 1.0,
}


def is_chinese(token: str) -> bool:
    """Whether all of `token` is Chinese characters."""
    return all(CJK_FIRST <= character <= CJK_LAST for character in token)


def build_tokenizer(frequencies: dict[str, float]) -> Tokenizer:
    """A Unigram tokenizer over the words of `frequencies` (any positive scale); id 0 is the unknown token."""
    total = sum(frequencies.values())
    pieces = [(word, round(math.log(count / total), 3)) for word, count in frequencies.items()]
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, 0.0), *pieces], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(RUNS, "removed", invert=True)
    return tokenizer


def token_list(tokenizer: Tokenizer) -> list[str]:
    """The tokens in the order of their ids."""
    numbers = tokenizer.get_vocab()
    return sorted(numbers, key=lambda token: numbers[token])


def candidate_frequencies(words: WordLists, terms: Iterable[str], texts: Iterable[str]) -> dict[str, float]:
    """All words worth counting: jieba's, CC-CEDICT's, `terms`, every character, Latin words and numbers of `texts`."""
    frequencies = {word: float(max(count, 1)) for word, count in words.frequencies.items() if is_chinese(word)}
    for word in words.glosses:
        if is_chinese(word) and len(word) <= LONG_WORD:
            frequencies.setdefault(word, 5.0)
    for word in (*_marks()["words"], *filter(is_chinese, terms)):
        frequencies.setdefault(word, 5.0)
    for code in range(ord(CJK_FIRST), ord(CJK_LAST) + 1):
        frequencies.setdefault(chr(code), 1.0)
    runs: Counter[str] = Counter()
    cutter = build_tokenizer({"a": 1.0})
    for text in texts:
        normal = cutter.normalizer.normalize_str(text)
        runs.update(run for run, _ in cutter.pre_tokenizer.pre_tokenize_str(normal) if run.isascii())
    common = (run for run, _ in runs.most_common() if len(run) > 1)
    frequencies.update({run: float(runs[run]) for run in islice(common, LATIN_WORDS)})
    frequencies.update(dict.fromkeys(SIGNS, 1.0))
    return frequencies


def count_tokens(tokenizer: Tokenizer, texts: Iterable[str], batch: int = 2000) -> Counter[str]:
    """How often each token of `tokenizer` occurs in `texts`."""
    counts: Counter[int] = Counter()
    waiting = iter(texts)
    while part := list(islice(waiting, batch)):
        for encoding in tokenizer.encode_batch_fast(part):
            counts.update(encoding.ids)
    tokens = token_list(tokenizer)
    return Counter({tokens[number]: count for number, count in counts.items()})


def blend(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """One relative frequency per token from the counts of each source, weighted by `SOURCE_WEIGHT`."""
    blended: Counter[str] = Counter()
    weights = sum(SOURCE_WEIGHT[source] for source in counts)
    for source, of_source in counts.items():
        share = SOURCE_WEIGHT[source] / weights / of_source.total()
        for token, count in of_source.items():
            blended[token] += share * count  # type: ignore[assignment]
    return dict(blended)


def choose_tokens(
    blended: dict[str, float], corpus: Counter[str], words: WordLists, terms: Iterable[str], size: int
) -> list[str]:
    """The `size` tokens that the model keeps, the most frequent first.

    Characters that the texts use or that GB 2312 holds, single Latin letters and digits, the words of industry,
    `terms`, and then the most frequent words that have something to learn from: a context in the texts or a gloss.
    """
    kept = dict.fromkeys(token for token in blended if len(token) == 1 and (corpus[token] > 0 or _in_gb2312(token)))
    kept.update(dict.fromkeys(SIGNS))
    kept.update(dict.fromkeys(_industrial(words)))
    kept.update(dict.fromkeys(filter(is_chinese, terms)))
    for token in sorted(blended, key=lambda token: (-blended[token], token)):
        if len(kept) >= size:
            break
        if corpus[token] >= LEAST_COUNT or token in words.glosses:
            kept.setdefault(token)
    return sorted(kept, key=lambda token: (-blended.get(token, 0.0), token))[:size]


def _industrial(words: WordLists) -> list[str]:
    marks = _marks()
    meaning = re.compile(rf"\b({'|'.join(marks['english'])})s?\b", re.IGNORECASE)
    endings, least = tuple(marks["endings"]), marks["least_frequency"]
    by_meaning = [word for word, meanings in words.glosses.items() if any(map(meaning.search, meanings[:3]))]
    by_ending = [word for word, count in words.frequencies.items() if count >= least and word.endswith(endings)]
    found = [word for word in by_meaning + by_ending if 1 < len(word) < LONG_WORD and is_chinese(word)]
    return [*marks["words"], *found]


def _marks() -> dict[str, Any]:
    return tomllib.loads(files("search.training").joinpath("industry.toml").read_text(encoding="utf-8"))


def _in_gb2312(character: str) -> bool:
    """Whether GB 2312 has it among its 6,763 characters, which hold the metals and the old names of tools."""
    return b"\xb0\xa1" <= character.encode("gb2312", errors="ignore") <= b"\xf7\xfe"
