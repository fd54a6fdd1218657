"""What a model wants to read before a question and before a passage, so that it tells the two apart."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

STORED = "config_sentence_transformers.json"
# As SentenceTransformer.encode_document looks for it.
PASSAGE_NAMES = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Prompts:
    """Texts that are put directly before what is encoded; empty ones add nothing."""

    query: str = ""
    passage: str = ""

    @property
    def mark(self) -> str:
        """Tells them apart within the name of an encoder: 6 hex digits; empty where they add nothing."""
        if self == NO_PROMPTS:
            return ""
        return sha256(json.dumps([self.query, self.passage]).encode()).hexdigest()[:6]


NO_PROMPTS = Prompts()


@dataclass(frozen=True, slots=True)
class PromptChoice:
    """What the settings say of prompts; None leaves it to the model."""

    query: str | None = None
    passage: str | None = None

    def of(self, model: str, stored: Mapping[str, str | None]) -> Prompts:
        """The prompts of a model: as set, else as its config stores them, else as its family is known to want them.

        Args:
            model: its folder or its name on the hub.
            stored: by name, from its config.
        """
        passage = next((text for name in PASSAGE_NAMES if (text := stored.get(name))), "")
        own = Prompts(stored.get("query") or "", passage)
        known = own if own != NO_PROMPTS else _of_family(model)
        return Prompts(
            known.query if self.query is None else self.query,
            known.passage if self.passage is None else self.passage,
        )


AS_THE_MODEL_SAYS = PromptChoice()


def stored_in(folder: Path) -> Mapping[str, str | None]:
    """The prompts in the config of a SentenceTransformer folder; none where it has no such config.

    Raises:
        OSError, ValueError: the config cannot be read.
    """
    config = folder / STORED
    if not config.exists():
        return {}
    stored: Mapping[str, str | None] = json.loads(config.read_text("utf-8")).get("prompts", {})
    return stored


def _of_family(model: str) -> Prompts:
    return next((prompts for pattern, prompts in _families() if pattern.search(model.lower())), NO_PROMPTS)


@cache
def _families() -> tuple[tuple[re.Pattern[str], Prompts], ...]:
    table = tomllib.loads(files("search").joinpath("data/prompts.toml").read_text("utf-8"))
    return tuple((re.compile(one["pattern"]), Prompts(one["query"], one["passage"])) for one in table["family"])
