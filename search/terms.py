"""The terms by which text is found: words, and pairs of neighbouring characters as the net under them."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

Cut = Callable[[str], list[str]]

_JOINERS = re.compile(r"(?<=[^\W_])[-‐–—·.・/](?=[^\W_])")
_RUNS = re.compile(r"[^\W_]+")
_MODEL_NUMBERS = re.compile(r"(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{2,}")


def normalise(text: str) -> str:
    """Full-width forms to half-width, capitals to small letters; the same for what is indexed and what is asked."""
    return unicodedata.normalize("NFKC", text).lower()


def words(text: str, cut: Cut) -> list[str]:
    """The words of `text` in order, repeats kept, punctuation left out."""
    return [word for piece in cut(normalise(text)) for word in piece.split() if any(c.isalnum() for c in word)]


def query_words(text: str, cut: Cut) -> list[str]:
    """The distinct words of a question that tell what it is about."""
    return [word for word in dict.fromkeys(words(text, cut)) if word not in function_words()]


def bigrams(text: str) -> list[str]:
    """Neighbouring characters of each run of letters and digits: "KD-200" gives kd, d2, 20, 00."""
    runs = _RUNS.findall(_JOINERS.sub("", normalise(text)))
    return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def model_numbers(text: str) -> list[str]:
    """Runs that mix Latin letters and digits ("t800", "1200mm"), which word dictionaries do not know."""
    return _MODEL_NUMBERS.findall(_JOINERS.sub("", normalise(text)))


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Without empty items and repeats, in first order."""
    return tuple(dict.fromkeys(item for item in items if item))


@cache
def function_words() -> frozenset[str]:
    """Words of questions that say nothing about their subject."""
    table = tomllib.loads(files("search").joinpath("data/function_words.toml").read_text("utf-8"))
    return frozenset(word for group in table.values() for word in group)
