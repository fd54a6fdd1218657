"""The question to a model, from the data file: what it is told, the form of its answer, what a relation may link."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ingest.facts import EntityType, MeasureType, RelationType

TEXT = {"type": "string"}
TEXT_OR_NONE = {"type": ["string", "null"]}


@dataclass(frozen=True, slots=True)
class Prompt:
    """The data file, read.

    Attributes:
        ends: the types that a relation's head and tail may have.
        subjects: the types that a figure may hang on.
    """

    system: str
    user: str
    ends: dict[RelationType, tuple[frozenset[EntityType], frozenset[EntityType]]]
    subjects: frozenset[EntityType]

    @classmethod
    def load(cls) -> "Prompt":
        """The prompt shipped with the package."""
        table = tomllib.loads(files("ingest").joinpath("endpoint/prompt.toml").read_text("utf-8"))
        relations = table["relations"]
        told = {
            "entities": _listed(table["entities"]),
            "measures": _listed(table["measures"]),
            "relations": _listed(
                {name: f"{_either(r['head'])} → {_either(r['tail'])}：{r['meaning']}" for name, r in relations.items()}
            ),
        }
        ends = {RelationType(name): (_types(r["head"]), _types(r["tail"])) for name, r in relations.items()}
        system = table["system"].strip().format(**told)
        return cls(system, table["user"].strip(), ends, _types(table["subjects"]["types"]))

    def messages(self, title: str, text: str) -> list[dict[str, str]]:
        """The question about a part of a document."""
        asked = self.user.format(title=title, text=text)
        return [{"role": "system", "content": self.system}, {"role": "user", "content": asked}]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer; strict, as services that hold a model to a schema want it."""
    return _object(
        entities=_array(type=_one_of(EntityType), name=TEXT),
        relations=_array(type=_one_of(RelationType), head=TEXT, tail=TEXT, role=TEXT_OR_NONE, quote=TEXT),
        measures=_array(
            subject=TEXT,
            measure=_one_of(MeasureType),
            figure=TEXT,
            period=TEXT_OR_NONE,
            planned={"type": "boolean"},
            quote=TEXT,
        ),
    )


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


def _one_of(values: type[EntityType] | type[RelationType] | type[MeasureType]) -> dict[str, Any]:
    return {"type": "string", "enum": [value.value for value in values]}


def _listed(meanings: dict[str, str]) -> str:
    return "\n".join(f"- {name}：{meaning}" for name, meaning in meanings.items())


def _either(types: list[str]) -> str:
    return "/".join(types)


def _types(names: list[str]) -> frozenset[EntityType]:
    return frozenset(map(EntityType, names))
