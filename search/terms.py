"""The terms by which text is found: words, and pairs of neighbouring characters and of syllables as nets under them."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from ingest import character_map

Cut = Callable[[str], list[str]]

_JOINERS = re.compile(r"(?<=[^\W_])[-‐–—·.・/](?=[^\W_])")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_RUNS = re.compile(r"[^\W_]+")
_MODEL_NUMBERS = re.compile(r"(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{2,}")


@lru_cache(64)  # indexing a text, and asking, take its words, characters and pairs one after another
def normalise(text: str) -> str:
    """Full-width forms to half-width, capitals to small letters, traditional characters to simplified ones.

    The same for what is indexed and what is asked; also before either is turned into a vector.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    # Looking whether there is anything to translate takes a fifteenth of translating.
    return folded.translate(character_map()) if _traditional().search(folded) else folded


@cache
def _traditional() -> re.Pattern[str]:
    """Any character that has a simplified form."""
    return re.compile(f"[{''.join(map(chr, character_map()))}]")


def words(text: str, cut: Cut) -> list[str]:
    """The words of `text` in order, repeats kept, punctuation left out."""
    cut_up = (word for piece in cut(normalise(text)) for word in piece.split())
    return [word for word in cut_up if word.isalnum() or any(map(str.isalnum, word))]


def query_words(text: str, cut: Cut) -> list[str]:
    """The distinct words of a question that tell what it is about."""
    return [word for word in dict.fromkeys(words(text, cut)) if word not in function_words()]


def characters(text: str) -> list[str]:
    """The Chinese characters of `text` in order, repeats kept."""
    return _CHINESE.findall(normalise(text))


def bigrams(text: str) -> list[str]:
    """Neighbouring characters of each run of letters and digits: "KD-200" gives kd, d2, 20, 00."""
    runs = _RUNS.findall(_JOINERS.sub("", normalise(text)))
    return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def sounds(text: str) -> list[str]:
    """The syllables, without tones, of each pair in `bigrams(text)`: "移印" gives "yi-yin"; as long as those."""
    return [_sound(pair) for pair in bigrams(text)]


@lru_cache(2**15)
def _sound(pair: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its dictionary takes long to load

    return "-".join(lazy_pinyin(pair))


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
