"""The ways of asking, read from questions.toml."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from ingest.facts import EntityType, MeasureType, RelationType
from search.questions.routes import Route, route

_MACRO = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question that names are the answer to.

    Attributes:
        carries: a following clause without a subject ("……，在哪个单位") is about this one's answers.
        widen: the subject also stands for the longer names that contain its name (awards with year and grade).
        by_wanted: "哪些人", "哪些成果" in the question decide which types count as an answer.
        by_kind: 哪家医院, 哪些煤矿 in the question decide which units count as an answer.
        leave_out_officials: people who are only office holders are no answer.
        all_names: everything named is asked about, of whatever type.
        of_pairs: its routes lead to winners; its answers are the apprentices of the pairs that won.
        of_the_same: after a question about somebody it is asked of himself, not of the answers (甲的徒弟是谁，徒孙呢).
        by_topic: what it asks for may be told by its subject, which is no unknown name (工作室星级怎么评，看哪份文件).
        without_subject: words with which it may be asked of the whole library; None where it never may.
        leave_out_named: everything else named in the clause is no answer (甲和谁一起做了乙).
        directly: words with which it asks only for what is said directly.
        rather_directly: words with which it asks for what is said directly, if anything is.
        of_all: only what is an answer about every one of several things is an answer (是同一个师傅教的吗).
        having: the ids of questions that must have an answer about each of the answers (获奖的成果).
        parts: words for the parts that its answers may have had (主办, 承办).
        wholes: words with which it asks for whole firms, not for their workshops.
        beside: what may stand beside its cue; with other words something is asked that no rule reads (送到了哪些单位).
        elsewhere: words with which it asks for other units than the makers' own.
        now: words with which it asks for who leads today.
        as_subject: how its answers are named as the subject of another question (甲的徒弟).
        as_condition: what is said of those of whom the question has an answer (带过徒弟).
        condition: the same as the understood question says it.
        called: what they are called then (徒弟).
        unit: in which they are counted.
        in_reports: where no relation leads to an answer, what documents about the subject name is one.
    """

    id: str
    cues: tuple[re.Pattern[str], ...]
    routes: tuple[Route, ...]
    reading: str
    nothing: str
    handler: str
    carries: bool
    widen: bool
    by_wanted: bool
    by_kind: bool
    leave_out_officials: bool
    all_names: bool
    of_pairs: bool
    without_subject: re.Pattern[str] | None
    leave_out_named: bool
    of_the_same: bool
    by_topic: bool
    of_all: bool
    having: tuple[str, ...]
    directly: re.Pattern[str] | None
    rather_directly: re.Pattern[str] | None
    elsewhere: re.Pattern[str] | None
    now: re.Pattern[str] | None
    parts: re.Pattern[str] | None
    wholes: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    as_subject: re.Pattern[str] | None
    as_condition: re.Pattern[str] | None
    condition: str
    called: str
    unit: str
    in_reports: bool

    @property
    def subjects(self) -> tuple[EntityType, ...]:
        """What it can be asked of, the likeliest type first."""
        return tuple(dict.fromkeys(type_ for route in self.routes for type_ in route.start))

    @property
    def answers(self) -> frozenset[EntityType]:
        """The types of its answers."""
        return frozenset(t for route in self.routes for t in (route.to or EntityType))

    @property
    def is_of_kin(self) -> bool:
        """Whether all its ways lead from master to apprentice or back."""
        return {hop.type for route in self.routes for hop in route.hops} == {RelationType.MENTORS}


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of question that numbers are the answer to.

    Attributes:
        counts: the id of the question whose answers are counted where no document gives a number.
        bare: its nouns ask for the number even without 多少.
        verbs: what counts before any noun: 多少职工参与技术创新 asks for participants.
    """

    measure: MeasureType
    label: str
    nouns: re.Pattern[str]
    counts: str | None
    bare: bool
    verbs: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which things have the most of what a figure counts."""

    figure: Figure
    types: frozenset[EntityType]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All of questions.toml, and which characters sound alike.

    Attributes:
        wanted: nouns that are asked for, with the types of what they mean.
        asked_types: what in a question asks for which types, the likeliest first.
        speaks_of: the words by which a question speaks of a relation.
        spoken: what people say (俩), with how it is written (两个).
        honours: what of honours is asked for (省里的, 奖章), with what the names of such honours have.
        legal_forms: with what the names of firms end that people leave out.
        kinds: units that are asked for (哪家医院), with how the names of such units end.
    """

    questions: tuple[Question, ...]
    figures: tuple[Figure, ...]
    wanted: tuple[tuple[re.Pattern[str], frozenset[EntityType]], ...]
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    honours: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    ranked: tuple[tuple[re.Pattern[str], frozenset[EntityType]], ...]
    reading: dict[str, str]
    types: dict[EntityType, str]
    attributes: dict[RelationType, dict[str, str]]
    relations: dict[RelationType, str]
    lexicon: dict[str, re.Pattern[str]]
    legal_forms: tuple[str, ...]
    homophones: dict[str, str]
    asked_types: tuple[tuple[re.Pattern[str], frozenset[EntityType]], ...]
    speaks_of: dict[RelationType, re.Pattern[str]]
    spoken: tuple[tuple[re.Pattern[str], str], ...]

    def question(self, id_: str) -> Question:
        """The question of that id, which questions.toml itself refers to."""
        return next(question for question in self.questions if question.id == id_)

    def honour(self, text: str) -> re.Pattern[str] | None:
        """What the names of the honours asked for have: 省里的什么奖章."""
        told = [name.pattern for asked, name in self.honours if asked.search(text)]
        return re.compile("".join(f"(?=.*(?:{name}))" for name in told)) if told else None

    def written(self, text: str, names: Sequence[str] = ()) -> str:
        """The text as it would be written: 哪俩徒弟 as 哪两个徒弟; the names stay as they are (火车头奖章)."""
        for said, written in self.spoken:
            kept = [found.span() for name in names for found in re.finditer(re.escape(name), text)]
            text = said.sub(partial(_rewritten, written=written, kept=kept), text)
        return text

    def kind(self, text: str) -> re.Pattern[str] | None:
        """How the names of the units asked for end: 哪家医院."""
        return next((ends for noun, ends in self.kinds if noun.search(text)), None)


@cache
def phrasebook() -> Phrasebook:
    """questions.toml and homophones.toml, read once."""
    data, sounds = _read("questions.toml"), _read("homophones.toml")
    words = data["words"]
    return Phrasebook(
        questions=tuple(_question(row, words) for row in data["question"]),
        figures=tuple(_figure(row) for row in data["figure"]),
        wanted=tuple((_asked_noun(noun), _types(names)) for noun, names in data["wanted"].items()),
        kinds=tuple((_asked_noun(noun), re.compile(f"(?:{ends})$")) for noun, ends in data["kinds"].items()),
        honours=tuple((re.compile(asked), re.compile(name)) for asked, name in data["honours"].items()),
        ranked=tuple((re.compile(noun), _types(names)) for noun, names in data["ranked"].items()),
        reading=data["reading"],
        types={EntityType(name): label for name, label in data["types"].items()},
        attributes={RelationType(name): titles for name, titles in data["attributes"].items()},
        relations={RelationType(name): sentence for name, sentence in data["relations"].items()},
        lexicon={name: re.compile(_expanded(pattern, words)) for name, pattern in data["lexicon"].items()},
        legal_forms=tuple(data["legal_forms"]["forms"]),
        homophones=_homophones(sounds["groups"].split()),
        asked_types=tuple((re.compile(_expanded(a, words)), _types(names)) for a, names in data["asked_types"].items()),
        speaks_of={RelationType(type_): re.compile(_expanded(a, words)) for type_, a in data["speaks_of"].items()},
        spoken=tuple((re.compile(said), written) for said, written in data["spoken"].items()),
    )


def _rewritten(found: re.Match[str], written: str, kept: Sequence[tuple[int, int]]) -> str:
    inside = any(start <= found.start() and found.end() <= end for start, end in kept)
    return found[0] if inside and found[0] else found.expand(written)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("search").joinpath("questions", name).read_text("utf-8"))


def _homophones(groups: list[str]) -> dict[str, str]:
    """For each character those that sound the same."""
    alike: dict[str, str] = {}
    for group in groups:
        for character in group:
            alike[character] = alike.get(character, "") + group.replace(character, "")
    return alike


def _question(row: dict[str, Any], words: dict[str, str]) -> Question:
    return Question(
        id=row["id"],
        cues=tuple(re.compile(_expanded(cue, words)) for cue in row["cues"]),
        routes=tuple(map(route, row["route"])),
        reading=row["reading"],
        nothing=row["nothing"],
        handler=row.get("handler", "relations"),
        carries=row.get("carries", False),
        widen=row.get("widen", False),
        by_wanted=row.get("by_wanted", False),
        by_kind=row.get("by_kind", False),
        leave_out_officials=row.get("leave_out_officials", False),
        all_names=row.get("all_names", False),
        of_pairs=row.get("of_pairs", False),
        without_subject=_optional(row, "without_subject", words),
        leave_out_named=row.get("leave_out_named", False),
        of_the_same=row.get("of_the_same", False),
        of_all=row.get("of_all", False),
        having=tuple(row.get("having", ())),
        by_topic=row.get("by_topic", False),
        directly=_optional(row, "directly", words),
        rather_directly=_optional(row, "rather_directly", words),
        elsewhere=_optional(row, "elsewhere", words),
        now=_optional(row, "now", words),
        parts=_optional(row, "parts", words),
        wholes=_optional(row, "wholes", words),
        beside=_optional(row, "beside", words),
        as_subject=_optional(row, "as_subject", words),
        as_condition=_optional(row, "as_condition", words),
        condition=row.get("condition", ""),
        called=row.get("called", ""),
        unit=row.get("unit", "个"),
        in_reports=row.get("in_reports", False),
    )


def _optional(row: dict[str, Any], key: str, words: dict[str, str]) -> re.Pattern[str] | None:
    return re.compile(_expanded(row[key], words)) if key in row else None


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        measure=MeasureType(row["measure"]),
        label=row["label"],
        nouns=re.compile(row["nouns"]),
        counts=row.get("counts"),
        bare=row.get("bare", False),
        verbs=re.compile(row["verbs"]) if "verbs" in row else None,
    )


def _types(names: list[str]) -> frozenset[EntityType]:
    return frozenset(map(EntityType, names))


def _asked_noun(noun: str) -> re.Pattern[str]:
    return re.compile(rf"(?:哪些?|什么|哪几|几)(?:个|位|名|项|家|支|座|所)?[^,@]{{0,4}}?(?:{noun})")


def _expanded(cue: str, words: dict[str, str]) -> str:
    """The cue with <word> replaced by what it stands for; words may use words."""
    expanded = _MACRO.sub(lambda found: words.get(found[1], found[0]), cue)
    return expanded if expanded == cue else _expanded(expanded, words)
