"""The word lists of `data/experts.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The list of that name."""
    table = tomllib.loads(files("search").joinpath("data/experts.toml").read_text("utf-8"))
    return tuple(table[name])
