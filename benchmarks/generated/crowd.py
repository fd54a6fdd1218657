"""A made-up crowd of any size: documents with their extractions, each a function of its number and the seed alone.

Enterprises of eight workers each, two of them a clan of masters and apprentices; every worker has one or two documents.
Nothing is remembered between documents, so a library of a million passages needs no more memory than one of a thousand.
The bundled texts (86 documents) are imitated. They have 7.4 passages a document of 40 characters, 1.8 names a passage,
6.0 relations a document, names of works of 13 characters and of enterprises of 8; here it is 7.5, 43, 1.5, 5.4, 11 and
10. Words that fill a sentence are drawn from jieba's dictionary by their frequency, so that the vocabulary grows as
that of real texts does; they make no sense, so texts are less alike in meaning than real ones.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

import jieba

from benchmarks.generated.people import Draw, words
from corpus import Document
from ingest.facts import (
    Entity,
    EntityKey,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    MeasureType,
    Passage,
    Relation,
    RelationType,
    Span,
)

WORKERS, STUDIOS, DOCUMENTS = 8, 2, 12
"""Of an enterprise; the first of the workers lead the studios."""
CLAN = 2
"""Enterprises whose workers teach each other."""
# Deciles of the lengths of the bundled texts' passages, in characters, and the longest.
LENGTHS = (8, 11, 15, 20, 26, 31, 38, 46, 56, 74, 120)
HONOURED, PLACED, ALIASED = 0.6, 0.5, 0.28
"""How often a document tells of an honour, and of where the enterprise stands, or names it by a second name."""
T = EntityType
_KINDS = {
    "person": T.PERSON,
    "master": T.PERSON,
    "employer": T.ORGANIZATION,
    "city": T.PLACE,
    "work": T.ACHIEVEMENT,
    "studio": T.STUDIO,
    "honour": T.AWARD,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A document, what it says, and what each of its entities truly is, by a name that no other thing has.

    Attributes:
        slots: what stands in the sentences.
    """

    document: Document
    extraction: Extraction
    truth: dict[EntityKey, str]
    slots: dict[str, str]


def documents(seed: int, start: int = 0) -> Iterator[Told]:
    """Without end, from the `start`-th on."""
    while True:
        yield document(start, seed)
        start += 1


def document(number: int, seed: int) -> Told:
    """One document: a worker, the enterprise, what was solved, honours, studio and master."""
    about, number_at_home = divmod(number, DOCUMENTS)
    draw = Draw(f"document {seed} {number}")
    writing = _Writing(f"{seed:04x}{number:012x}", *_slots(about, number_at_home, seed), draw)
    for name in _chosen(writing.slots, draw):
        writing.say(**_data()["told"][name])
    for _ in range(draw.choice((0, 1, 1, 2, 3))):
        writing.say(filling(writing.length(), draw) + "。")
    return writing.told()


def questions(count: int, among: int, seed: int) -> list[str]:
    """Up to so many different questions of people whose problems are those of documents among the first so many."""
    draw = Draw(f"questions {seed}")
    numbers = draw.choices(range(among), k=2 * count)
    return list(dict.fromkeys(_question(document(number, seed), draw) for number in numbers))[:count]


def person(number: int) -> str:
    """What the `number`-th person truly is."""
    return f"person {number}"


def master(number: int) -> int | None:
    """The person who taught the `number`-th one."""
    taught = _master(*divmod(number, WORKERS))
    return None if taught is None else taught[0] * WORKERS + taught[1]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("benchmarks.generated").joinpath("crowd.toml").read_text("utf-8"))


@cache
def _dictionary() -> dict[str, tuple[list[str], list[int]]]:
    """Nouns and verbs of two and three characters in jieba's dictionary, with the sums of their frequencies."""
    found: dict[str, list[tuple[str, int]]] = {"n": [], "v": []}
    with jieba.get_dict_file() as lines:
        for word, frequency, tag in (line.decode("utf-8").split() for line in lines):
            if tag in found and len(word) in {2, 3}:
                found[tag].append((word, int(frequency)))
    return {tag: ([word for word, _ in some], list(accumulate(f for _, f in some))) for tag, some in found.items()}


def filling(length: int, draw: Draw) -> str:
    """About so many characters of words, in clauses."""
    clauses: list[str] = []
    while (written := sum(map(len, clauses))) < length:
        clauses.append("".join(_word(tag, draw) for tag in "nvnn"[: draw.choice((2, 3, 4))])[: length - written])
    return "，".join(clauses)


def _word(tag: str, draw: Draw) -> str:
    some, sums = _dictionary()[tag]
    return draw.choices(some, cum_weights=sums)[0]


@dataclass(frozen=True, slots=True)
class _Home:
    """An enterprise with its workers."""

    employer: str
    alias: str
    city: str
    province: str
    people: tuple[str, ...]
    trades: tuple[str, ...]


@lru_cache(maxsize=8)
def _home(number: int, seed: int) -> _Home:
    draw, w = Draw(f"home {seed} {number}"), words()
    province = draw.choice(w["provinces"])
    city = draw.choice(w["city_heads"]) + draw.choice(w["city_tails"]) + "市"
    brand = draw.choice(w["brand_heads"]) + draw.choice(w["brand_tails"]) + draw.choice(w["given"])
    core = brand[: draw.choice((2, 3, 3))] + draw.choice(w["industries"])
    people: dict[str, None] = {}
    while len(people) < WORKERS:
        people[draw.choice(w["surnames"]) + "".join(draw.choices(w["given"], k=draw.choice((1, 2, 2))))] = None
    employer = draw.choice((province[:-1], city[:-1], "")) + core + draw.choice((*w["forms"][:2], "厂"))
    return _Home(employer, core, city, province, tuple(people), tuple(draw.choices(w["trades"], k=WORKERS)))


def _slots(home: int, number: int, seed: int) -> tuple[dict[str, str], dict[str, str]]:
    """What the slots of a document hold, and what the things in them truly are."""
    draw, w, h = Draw(f"work {seed} {home} {number}"), words(), _home(home, seed)
    worker = number % WORKERS
    part, thing, mean, fault = _word("n", draw), *map(draw.choice, (w["things"], w["means"], _data()["faults"]))
    slots = {
        "person": h.people[worker],
        "trade": h.trades[worker],
        "employer": h.employer,
        "alias": h.alias,
        "city": h.city,
        "part": part,
        "thing": thing,
        "mean": mean,
        "fault": fault,
        "work": part + thing + mean + draw.choice(w["kinds"]),
        "money": str(draw.randint(5, 900)),
        "honour": draw.choice(draw.choice(w["honours"])).format(province=h.province, city=h.city),
        "studio": f"{h.people[worker % STUDIOS]}劳模创新工作室",
        "leads": "yes" if worker < STUDIOS else "",
    }
    meant = {"person": person(home * WORKERS + worker), "studio": f"studio {home} {worker % STUDIOS}"}
    if (taught := _master(home, worker)) is not None:
        slots["master"] = _home(taught[0], seed).people[taught[1]]
        meant["master"] = person(taught[0] * WORKERS + taught[1])
    if slots.get("master") == slots["person"]:
        del slots["master"], meant["master"]  # one document could not tell the two apart
    return slots, meant


def _master(home: int, worker: int) -> tuple[int, int] | None:
    """Enterprise and number of who taught a worker: a tree in the enterprise, and from one to the next of a clan."""
    if worker:
        return home, (worker - 1) // 2
    return (home - 1, 3) if home % CLAN else None


def _chosen(slots: dict[str, str], draw: Draw) -> Iterator[str]:
    """The sentences of a document, by name."""
    yield from ("works", "solved", "saved", "leads" if slots["leads"] else "member")
    if "master" in slots:
        yield "taught"
    for name, chance in (("place", PLACED), ("honour", HONOURED)):
        if draw.random() < chance:
            yield name


def _question(told: Told, draw: Draw) -> str:
    trouble = draw.choice(_data()["troubles"]).format(**told.slots)
    return draw.choice(_data()["asked"]).format(**told.slots, trouble=trouble)


class _Writing:
    """A document that is being written."""

    def __init__(self, id_: str, slots: dict[str, str], meant: dict[str, str], draw: Draw) -> None:
        self.id, self.slots, self.meant, self.draw = id_, slots, meant, draw
        self.text = ""
        self.passages: list[Passage] = []
        self.relations: list[Relation] = []
        self.measures: list[Measure] = []
        self.spans: dict[EntityKey, list[Span]] = defaultdict(list)

    def length(self) -> int:
        """How long a passage is to be, in characters."""
        step = self.draw.randrange(len(LENGTHS) - 1)
        return self.draw.randint(LENGTHS[step], LENGTHS[step + 1])

    def say(self, text: str, facts: Sequence[tuple[str, str, str]] = (), names: Sequence[str] = ()) -> None:
        """Write a sentence, which may go on about nothing in particular."""
        line = text.format(**self.slots)
        if facts and (more := self.length() - len(line)) > 0:
            line = f"{line[:-1]}，{filling(more, self.draw)}。"
        start = len(self.text)
        evidence = Evidence(line, (Span(start, start + len(line)),))
        self.passages.append(Passage(line, evidence.spans))
        self.text += line + "\n"
        for slot in dict.fromkeys([*names, *(end for _, *ends in facts for end in ends)]):
            at = start + line.index(self.slots[slot])
            self.spans[self._key(slot)].append(Span(at, at + len(self.slots[slot])))
        for kind, head, tail in facts:
            attrs = {"role": self.slots["trade"]} if kind == "works_at" else {}
            ends = self._key(head), self._key(tail)
            self.relations.append(Relation(RelationType(kind), *ends, evidence, attrs, "made", 0.9))
        if "money" in text:
            value = float(self.slots["money"]) * 10_000
            self.measures.append(Measure(self._key("work"), MeasureType.ECONOMIC_BENEFIT, value, "元", evidence))

    def told(self) -> Told:
        """The document with what it says."""
        aliased = self.draw.random() < ALIASED
        entities = tuple(
            Entity(key, (self.slots["alias"],) if aliased and key.type is T.ORGANIZATION else (), tuple(spans))
            for key, spans in self.spans.items()
        )
        truth = {
            key: self.meant.get(slot, self.slots[slot])
            for slot in _KINDS
            if slot in self.slots and (key := self._key(slot)) in self.spans
        }
        year = date(2005 + self.draw.randrange(20), 1 + self.draw.randrange(12), 1)
        title = f"记{self.slots['employer']}{self.slots['trade']}{self.slots['person']}"
        document = Document(self.id, f"{self.id}.txt", self.text, title, "text/plain", published=year)
        said = tuple(self.relations), tuple(self.measures), tuple(self.passages)
        return Told(document, Extraction(self.id, entities, *said), truth, self.slots)

    def _key(self, slot: str) -> EntityKey:
        return EntityKey(_KINDS[slot], self.slots[slot])
