"""The Chinese words for types, relations, measures and the like, read from labels.toml."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Box:
    """The words of one tab's search box.

    Attributes:
        name: of the tab; its page is /<name>.
        tab: the word on the tab.
        placeholder: the hint in the empty box.
        verb: the word on the button.
        hint: what it is for.
        examples: queries to click.
    """

    name: str
    tab: str
    placeholder: str
    verb: str
    hint: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Words by name; a name without a word is shown as it is.

    Attributes:
        plain: by section ("types", "measures", …) and name.
        relations: by relation type, the words seen from its head and from its tail.
        lines: by entity type, the relations that make up the one line under its name.
        sections: of an entity's page, by name and in order: the word, and the relations with their ends.
        boxes: the search boxes by tab, in order.
    """

    plain: dict[str, dict[str, str]]
    relations: dict[str, tuple[str, str]]
    lines: dict[str, tuple[str, ...]]
    sections: dict[str, tuple[str, tuple[str, ...]]]
    boxes: dict[str, Box]

    @classmethod
    def load(cls) -> "Labels":
        """Reads the table that lies beside this file."""
        table = tomllib.loads(files("api").joinpath("labels.toml").read_text("utf-8"))
        relations = {name: (words["forward"], words["backward"]) for name, words in table.pop("relations").items()}
        lines = {name: tuple(wanted) for name, wanted in table.pop("lines").items()}
        sections = {name: (told["word"], tuple(told["relations"])) for name, told in table.pop("sections").items()}
        boxes = {
            name: Box(name, words["tab"], words["placeholder"], words["verb"], words["hint"], tuple(words["examples"]))
            for name, words in table.pop("boxes").items()
        }
        return cls(table, relations, lines, sections, boxes)

    def word(self, section: str, name: str) -> str:
        """The word for a name of a section."""
        return self.plain[section].get(name, name)

    def type(self, name: str) -> str:
        """The word for an entity type."""
        return self.word("types", name)

    def measure(self, name: str) -> str:
        """The word for a measure."""
        return self.word("measures", name)

    def relation(self, name: str, *, from_head: bool) -> str:
        """The word for what stands at the other end of a relation."""
        return self.relations[name][0 if from_head else 1]

    def way(self, step: str, type_: str, *, forward: bool) -> str:
        """The word for a stop between a problem and an expert: what it is to the stop before."""
        if step in self.relations:
            return self.relation(step, from_head=forward)
        return self.word("way", type_ if step == "matches" else step)

    def count(self, name: str) -> str:
        """The word for one of the store's counts: a total, an entity type or a relation type."""
        if name in self.relations:
            return f"关系：{self.relation(name, from_head=True)}"
        return self.plain["totals"].get(name) or self.type(name)
