"""Made-up newspaper pages about the made-up persons, some 800 characters each, with the facts that they state.

One page tells of one worker: who he is, what he solved, whom he taught. The sentences are in pages.toml.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from benchmarks.generated.people import Draw, Person, Rates, words
from benchmarks.generated.reports import World

CHARACTERS = 800
"""No sentence but the last is added to a page that is as long as this."""
PARAGRAPH = 0.3
"""So often a paragraph ends after a sentence."""
Fact = tuple[str, str, str]
"""Type, head and tail by name."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what it states."""

    name: str
    text: str
    facts: frozenset[Fact]


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(files("benchmarks.generated").joinpath("pages.toml").read_text("utf-8"))


def pages(count: int, seed: int) -> Iterator[Page]:
    """So many pages, no two of the same text; the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311
    world = World.of(max(count // 2, 24), draw, Rates())
    for number in range(count):
        person = world.people[number % len(world.people)]
        yield _page(f"{number:06d}", person, world, draw)


def _page(name: str, person: Person, world: World, draw: Draw) -> Page:
    slots = _slots(person, world, draw)
    parts = _sentences()
    text = draw.choice(parts["titles"]).format(**slots) + "\n　　"
    facts: set[Fact] = set()
    body = draw.sample(parts["body"], len(parts["body"]))
    for sentence in (draw.choice(parts["opening"]), *body, draw.choice(parts["closing"])):
        if len(text) < CHARACTERS or sentence not in body:
            text += sentence["text"].format(**slots) + "\n　　" * (draw.random() < PARAGRAPH)
            facts |= {(kind, slots[head], slots[tail]) for kind, head, tail in sentence.get("facts", ())}
    return Page(f"{name}.txt", text.strip("\n　") + "\n", frozenset(facts))


def _slots(person: Person, world: World, draw: Draw) -> dict[str, str]:
    employer = person.employers[0]
    others = [one for one in world.by_employer[employer.id] if one.name != person.name] or world.people[:1]
    counts = {"years": 35, "few": 9, "several": 20, "members": 40, "projects": 90, "patents": 30, "hours": 12}
    numbers = {name: str(draw.randint(2, most)) for name, most in counts.items()}
    honours = [told for told, _ in person.honours] + list(person.dated)
    thing = draw.choice(words()["things"])
    return numbers | {
        "person": person.name,
        "trade": person.trade,
        "employer": employer.names[0],
        "pupil": draw.choice(others).name,
        "studio": f"{person.name}劳模创新工作室",
        "work": thing + draw.choice(words()["means"]) + draw.choice(words()["kinds"]),
        "thing": thing,
        "honour": draw.choice(honours or ["全国五一劳动奖章"]),
        "host": f"{employer.province}总工会",
        "year": str(draw.randint(2005, 2025)),
        "money": str(draw.randint(5, 900)),
        "percent": str(draw.randint(10, 90)),
        "trained": str(draw.randint(50, 3000)),
    }
