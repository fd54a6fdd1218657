"""How names are compared: the key of a name, names without a proper part, and the core of an organization's name."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from ingest.facts import EntityType

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff《》〈〉“”‘’\"'`「」『』【】〖〗]")
_DOTS = re.compile(r"[·•‧∙・]")
_DASHES = re.compile(r"[‐‑‒–—―−]+")
# A core of two characters ("金川", "甘肃") is too often a mere place.
_SHORTEST_CORE = 3
# 自动清洗装置 is what many a workshop makes; from as many characters on a name describes one work. Judged.
_TELLING_ACHIEVEMENT = 12


def name_key(name: str) -> str:
    """The form under which names are compared: NFKC, no quotes, book marks or white space, lower case."""
    folded = unicodedata.normalize("NFKC", name).lower()
    key = _DASHES.sub("-", _DOTS.sub("·", _DROPPED.sub("", folded)))
    return key or folded


@lru_cache(maxsize=1 << 16)
def is_generic(type_: EntityType, key: str) -> bool:
    """Whether a name (as a key) has no proper part, so that it means another thing in every document."""
    pattern = _generic().get(type_)
    return pattern is not None and pattern.fullmatch(key) is not None


def core(key: str) -> str:
    """An organization's name without its legal form: 金川集团股份有限公司 -> 金川集团."""
    return _without(key, words().legal_forms)


@lru_cache(maxsize=1 << 16)
def plain_form(key: str) -> str:
    """An organization's name without legal forms; empty where what is left does not tell which one it is.

    甲乙石化有限公司第三炼油厂 -> 甲乙石化第三炼油厂.
    """
    return _if_telling(words().left_out.sub("", key))


def without_place(key: str, places: Iterable[str]) -> str:
    """The plain form without the place before it, one of these or a province; empty as there."""
    for place in sorted({*places, *words().provinces}, key=len, reverse=True):
        if key.startswith(place):
            rest = key[len(place) :]
            return _if_telling(words().left_out.sub("", rest.removeprefix("省").removeprefix("市")))
    return ""


@lru_cache(maxsize=1 << 16)
def studio_core(key: str) -> str:
    """Whose studio it is, or its own name: 张三 of 张三劳模创新工作室; empty where the name tells neither."""
    for ending in words().studio_endings:
        if key.endswith(ending):
            return _without(key.removesuffix(ending), words().studio_words)
    return ""


def related_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of different organizations that belong together by name: one contains the other's core."""
    cores = {key: (_telling_core(key), plain_form(key)) for key in sorted(set(keys))}
    for (key, (own, plain)), (other, (theirs, other_plain)) in combinations(cores.items(), 2):
        if (theirs and (theirs in key or theirs in plain)) or (own and (own in other or own in other_plain)):
            yield key, other


def is_short_form(type_: EntityType, alias: str, full: str) -> bool:
    """Whether an alias may stand for the full name outside its document.

    Two kinds may not, though within one document they did: the name of the whole put for its part (金川集团 for
    金川集团铜贵有限公司), and a name without the year or grade that its full form has (国家科技进步奖 for
    国家科技进步二等奖).
    """
    if is_generic(type_, alias) or not alias:
        return False
    if _told(words().dates, full, alias) or _told(words().grades, full, alias):
        return False
    if type_ is EntityType.ORGANIZATION and full.startswith(alias):
        return not _without(full[len(alias) :], words().legal_forms + words().completions)
    return True


def is_specific_award(key: str) -> bool:
    """Whether an honour points to few people: a named one that is dated, or a named grade of a named level."""
    if words().dates.search(key):
        return not is_generic(EntityType.AWARD, words().dates.sub("", key).lstrip("度年"))
    level = words().levels.search(key) is not None or any(province in key for province in words().provinces)
    return level and words().grades.search(key) is not None


def trade_of(role: str) -> str:
    """The trade that a role names, by its last two characters (维修电工 is 电工); empty for 班长 and 高级技师."""
    found = words().trade.search(role)
    return found.group() if found and not words().any_worker.search(role) else ""


def is_telling_award(key: str) -> bool:
    """Whether a specific honour is one person's or team's only: a place won, not a title or grade given to many."""
    return words().ranks.search(key) is not None


def is_telling_achievement(key: str) -> bool:
    """Whether an achievement's name is so long that no other is likely to have it."""
    return len(key) >= _TELLING_ACHIEVEMENT


def place_core(key: str) -> str:
    """A place's name without its ending: 甘肃省 -> 甘肃."""
    for ending in words().place_endings:
        if key.endswith(ending) and len(key) - len(ending) > 1:
            return key[: -len(ending)]
    return key


def provinces_in(key: str) -> frozenset[str]:
    """The provinces that a name begins with or contains, by their short names."""
    return frozenset(province for province in words().provinces if province in key)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of identity.toml."""

    legal_forms: tuple[str, ...]
    completions: tuple[str, ...]
    grades: re.Pattern[str]
    ranks: re.Pattern[str]
    levels: re.Pattern[str]
    dates: re.Pattern[str]
    provinces: tuple[str, ...]
    place_endings: tuple[str, ...]
    studio_endings: tuple[str, ...]
    studio_words: tuple[str, ...]
    left_out: re.Pattern[str]
    trade: re.Pattern[str]
    any_worker: re.Pattern[str]


@cache
def words() -> Words:
    """The words of identity.toml, read once."""
    data = tomllib.loads(files("kg").joinpath("identity.toml").read_text("utf-8"))
    return Words(
        legal_forms=tuple(sorted(data["legal_forms"], key=len, reverse=True)),
        completions=tuple(sorted(data["completions"], key=len, reverse=True)),
        grades=re.compile(data["grades"]),
        ranks=re.compile(data["ranks"]),
        levels=re.compile(data["levels"]),
        dates=re.compile(data["dates"]),
        provinces=tuple(data["provinces"]),
        place_endings=tuple(sorted(data["place_endings"], key=len, reverse=True)),
        studio_endings=tuple(data["studio_endings"]),
        studio_words=tuple(sorted(data["studio_words"], key=len, reverse=True)),
        left_out=re.compile(data["left_out"]),
        trade=re.compile(data["trade"]),
        any_worker=re.compile(data["any_worker"]),
    )


@cache
def _generic() -> dict[EntityType, re.Pattern[str]]:
    data = tomllib.loads(files("kg").joinpath("generic.toml").read_text("utf-8"))
    return {EntityType(name): re.compile("|".join(f"(?:{p})" for p in patterns)) for name, patterns in data.items()}


def _without(key: str, endings: tuple[str, ...]) -> str:
    shorter = next((key[: -len(ending)] for ending in endings if key.endswith(ending)), key)
    return shorter if shorter == key else _without(shorter, endings)


def _telling_core(key: str) -> str:
    """The core of an organization's name; empty where it is a mere place or without a proper part."""
    return _if_telling(core(key))


def _if_telling(inner: str) -> str:
    is_place = place_core(inner) != inner or inner in words().provinces
    is_telling = len(inner) >= _SHORTEST_CORE and not is_place and not is_generic(EntityType.ORGANIZATION, inner)
    return inner if is_telling else ""


def _told(pattern: re.Pattern[str], full: str, alias: str) -> bool:
    return pattern.search(full) is not None and pattern.search(alias) is None
