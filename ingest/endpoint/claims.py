"""What a model says, taken from its answer; nothing of it is believed yet."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ingest.facts import EntityType, MeasureType, RelationType

THOUGHT = re.compile(r"^.*</think>", re.DOTALL)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ClaimedRelation:
    """A relation as a model tells it, its ends by name."""

    type: RelationType
    head: str
    tail: str
    role: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimedMeasure:
    """A figure as a model tells it, in the text's own words ("近5亿元")."""

    subject: str
    type: MeasureType
    figure: str
    period: str | None
    planned: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Claims:
    """One answer.

    Attributes:
        types: by name, what each entity is said to be.
        malformed: how many items have not the form that was asked for.
    """

    types: dict[str, EntityType]
    relations: tuple[ClaimedRelation, ...]
    measures: tuple[ClaimedMeasure, ...]
    malformed: int


def claims(answer: str) -> Claims | None:
    """The claims of an answer; None where it is no JSON object.

    Models set their thoughts before the object, or a fence of Markdown around it, even when told not to.
    """
    told = THOUGHT.sub("", answer)
    try:
        content = json.loads(told[told.find("{") : told.rfind("}") + 1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    entities, bad_entities = _each(content.get("entities"), _entity)
    relations, bad_relations = _each(content.get("relations"), _relation)
    measures, bad_measures = _each(content.get("measures"), _measure)
    malformed = bad_entities + bad_relations + bad_measures
    return Claims(dict(entities), tuple(relations), tuple(measures), malformed)


def _each(items: object, read: Callable[[dict[str, Any]], Item]) -> tuple[list[Item], int]:
    """The items that can be read, and how many cannot."""
    if items is None:
        return [], 0
    if not isinstance(items, list):
        return [], 1
    found = list(_readable(items, read))
    return found, len(items) - len(found)


def _readable(items: Iterable[object], read: Callable[[dict[str, Any]], Item]) -> Iterable[Item]:
    for item in items:
        if isinstance(item, dict):
            try:
                yield read(item)
            except (KeyError, ValueError):
                continue


def _entity(item: dict[str, Any]) -> tuple[str, EntityType]:
    return _text(item, "name"), EntityType(_text(item, "type"))


def _relation(item: dict[str, Any]) -> ClaimedRelation:
    kind = RelationType(_text(item, "type"))
    return ClaimedRelation(kind, _text(item, "head"), _text(item, "tail"), _perhaps(item, "role"), _text(item, "quote"))


def _measure(item: dict[str, Any]) -> ClaimedMeasure:
    return ClaimedMeasure(
        _text(item, "subject"),
        MeasureType(_text(item, "measure")),
        _text(item, "figure"),
        _perhaps(item, "period"),
        item.get("planned") is True,
        _text(item, "quote"),
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(key)
    return value.strip()


def _perhaps(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None
