"""Labels of forms and tables ("完成人：", "姓　　名：", "授权专利（件）"): which field they name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.lexicon import Lexicon, alternation

NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])[一二三四五六七八九十\d①-⑩]$")
"""What tells the fields of several things of one kind apart ("成果一", "徒弟2")."""
WIDE = "\u3000\t"
ENUMERATOR = r"(?:[（(]?[\d一二三四五六七八九十①-⑳]+[）)、.．])?"
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[^（）()：:]{1,4})[）)]")


class Labelled(NamedTuple):
    """A label and where its value stands; `kind` is None for a label that the lexicon does not know."""

    kind: str | None
    start: int
    end: int
    label: str


class LabelReader:
    """Reads labels by the lexicon of forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kind_of = lru_cache(maxsize=4096)(self._kind_of_label)  # the columns of a table repeat in every row
        table = lexicon.tables["record_fields"]
        self._kind = {label: kind for kind, labels in table["labels"].items() for label in labels}
        self._prefix = re.compile(alternation(table["modifiers"]["before"]))
        self._suffix = re.compile(alternation(table["modifiers"]["behind"]) + "$")
        self._endings: dict[str, str] = table["endings"]
        self._money = re.compile(alternation(table["modifiers"]["money"]))
        self._counts: dict[str, str] = table["counts"]
        self._label = re.compile(
            rf"(?:^|(?<=[；。{WIDE}])|(?<= {{2}}))[\s*]*{ENUMERATOR}\s*"
            rf"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff/、（）() {WIDE}]{{0,18}}?)\**[：:]\**"
        )

    def kind_of(self, label: str) -> str | None:
        """The kind of field that a label names, without marks, units, spaces and light words around it."""
        return self._kind_of(label)

    def _kind_of_label(self, label: str) -> str | None:
        bare = re.sub(r"[\s*：:]", "", BRACKETS.sub("", label))
        bare = NUMBERED.sub("", bare)
        forms = (bare, self._prefix.sub("", bare, count=1), self._suffix.sub("", bare))
        known = next((self._kind[form] for form in forms if form in self._kind), None)
        return known or next((kind for ending, kind in self._endings.items() if bare.endswith(ending)), None)

    def is_money(self, label: str) -> bool:
        """Whether a column holds amounts of money, by the words of its name."""
        return self._money.search(label) is not None

    def unit_of(self, label: str) -> str | None:
        """The unit in which a column counts, by its label ("创效（万元）", "授权专利数")."""
        if match := UNIT.search(label):
            return match["unit"]
        return next((unit for ending, unit in self._counts.items() if label.strip().endswith(ending)), None)

    def begins(self, line: str) -> bool:
        """Whether the line begins with a known label."""
        first = self._label.match(line)
        return first is not None and self.kind_of(first["label"]) is not None

    def has_label(self, line: str) -> bool:
        """Whether the line begins with something like a label, be it known or not."""
        return self._label.match(line) is not None

    def labelled(self, text: str) -> Iterator[Labelled]:
        """The labels of a line with their values, known and unknown ones."""
        found = list(self._label.finditer(text))
        ends = [*(match.start() for match in found[1:]), len(text)]
        for match, end in zip(found, ends, strict=False):
            value = text[match.end() : end]
            start = match.end() + len(value) - len(value.lstrip())
            last = match.end() + len(value.rstrip("；。 " + WIDE))
            yield Labelled(self.kind_of(match["label"]), start, max(start, last), match["label"])
