"""Lines of a list without labels ("1.某装置　　某公司　　张三、李四"): what each column holds, told by its form."""

import re
from collections.abc import Callable, Sequence

from ingest.lexicon import Lexicon
from ingest.tagging.words import is_word

SPACED_NAME = r"(?<![^\s、，；：:])[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?![^\s、，；])"
"""A name of two characters, set as wide as one of three ("钱　进")."""
ONE_NAME = re.compile(SPACED_NAME)
NAMES_PARTED = re.compile("[、 ，]")
WIDE_CELL = re.compile(rf"{SPACED_NAME}|[^\s\u3000|｜]+(?: [^\s\u3000|｜]+)*")
"""Columns set apart by tabs, bars, wide spaces or several spaces."""
WIDE_GAP = re.compile(r"[\t|｜]|\u3000| {2,}")
NARROW_CELL = re.compile(rf"{SPACED_NAME}|[^\s\u3000|｜]+")
ABOUT_PERSON = re.compile(r"[（(][^（）()]*(?:女|男|[\u4e00-\u9fff]族)[^（）()]*[）)]$")
"""What is said of persons only ("吴越（女，满族）")."""
COMMA_CELL = re.compile("[^，]+")
"""Columns set apart by commas, where the last has a label ("某装置，某厂，完成人：张三")."""
NUMBERING = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)[.、．)）]\s*")
BRACKETS = re.compile("（[^（）]*）|[(][^()]*[)]")
BRACKETED = re.compile(
    r"(?:\d+[.、．)）]\s*)?(?P<work>[^（）()，。：\s]{5,40})\s*[（(](?P<inside>[^（）()]{6,60})[）)]"
)
LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:]\s*(?=.)")
"""Before the value of a single cell ("完成人：张三")."""
KINDS = {
    "achievement": "achievement",
    "author": "author",
    "person": "author",
    "organization": "organization",
    "maker": "organization",
    "studio": "studio",
    "award": "award",
}
PART = re.compile(r"[^ ，,：:\u3000/]+")
LONGEST_NARROW = 30
FEWEST_NARROW = 3
WITH_LABEL = 3
SHORTEST_UNIT = 4
LONGEST_MAKER = 7
UNKNOWN = ""

Cell = tuple[str, int, int]
"""The kind of a cell, and where it stands in the line."""


class ColumnReader:
    """Tells the columns of a list line by what stands in them."""

    def __init__(
        self,
        lexicon: Lexicon,
        is_name: Callable[[str], bool],
        could_fill: Callable[[str], bool],
        kind_of: Callable[[str], str | None],
    ) -> None:
        self._is_name, self._could_fill, self._kind_of = is_name, could_fill, kind_of
        self._unit = re.compile(lexicon.either("organizations", "suffixes", "trades", "departments") + "$")
        unit = lexicon.either("organizations", "suffixes", "trades", "departments")
        role = lexicon.either("roles", "workers", "officials")
        self._employed = re.compile(rf"(?P<unit>.+{unit})[^，。；]{{0,8}}?{role}(?:、.*)?")
        self._award = re.compile(lexicon.either("awards", "titles", "graded") + "$")
        self._achievement = re.compile(lexicon.either("achievements", "heads") + "$")

    def cells(self, line: str) -> list[Cell]:
        """The cells of known kind; none unless a unit or persons stand beside something else of known kind."""
        if re.search(r"[。；？！>]", line):
            return []
        if bracketed := self._bracketed(line):
            return bracketed
        cells = [self._cell(match) for match in self._matches(line) if not match.group().isdigit()]
        kinds = [kind for kind, _, _ in cells]
        if _begins_with_work(line, cells):
            cells[0] = ("achievement", *cells[0][1:])
        if {"achievement", "organization"} <= {kind for kind, _, _ in cells}:
            cells = [("author", *cell[1:]) if self._are_names(line, cell) else cell for cell in cells]
        cells = [cell for cell in cells if cell[0] != UNKNOWN]
        kinds = [kind for kind, _, _ in cells]
        if len(set(kinds)) < 2 or not {"author", "organization", "studio"} & set(kinds):  # noqa: PLR2004
            return []
        if "achievement" in kinds:
            return cells
        return [("person" if kind == "author" else kind, start, end) for kind, start, end in cells]

    def _are_names(self, line: str, cell: Cell) -> bool:
        """Whether a cell of no known form, beside a work and its unit, can hold its makers ("刀玉香、岩温罕")."""
        names = re.split("[、 ，]", line[cell[1] : cell[2]])
        return cell[0] == UNKNOWN and all(len(n) <= LONGEST_MAKER and self._could_fill(n) for n in names)

    def _bracketed(self, line: str) -> list[Cell]:
        """A work with its unit and makers in brackets behind it ("某装置（某公司 张三、李四）")."""
        match = BRACKETED.fullmatch(line.strip())
        if match is None:
            return []
        at = line.index(match["work"])
        inside = line.index(match["inside"], at + len(match["work"]))
        parts = [(m.group(), m.start() + inside, m.end() + inside) for m in PART.finditer(match["inside"])]
        cells = [(self._inside(text), start, end) for text, start, end in parts]
        kinds = {kind for kind, _, _ in cells}
        works = not self._is_name(match["work"]) and not self._unit.search(match["work"])
        if not works or UNKNOWN in kinds or not kinds >= {"author", "organization"}:
            return []
        return [("achievement", at, at + len(match["work"])), *cells]

    def _inside(self, text: str) -> str:
        named = all(self._names_somebody(part.removesuffix("等")) for part in text.split("、"))
        return "author" if named else ("organization" if self._unit.search(text) else UNKNOWN)

    def _matches(self, line: str) -> list[re.Match[str]]:
        wide = list(WIDE_CELL.finditer(line))
        if len(wide) > 1:
            return wide
        commas = list(COMMA_CELL.finditer(line))
        if len(commas) == WITH_LABEL and self._is_makers(commas[-1].group()):
            return commas
        narrow = list(NARROW_CELL.finditer(line))
        short = all(len(match.group()) <= LONGEST_NARROW and "，" not in match.group() for match in narrow)
        return narrow if len(narrow) >= FEWEST_NARROW and short else []

    def _is_makers(self, cell: str) -> bool:
        label = LABEL.match(cell)
        return label is not None and KINDS.get(self._kind_of(label["label"]) or "") == "author"

    def _names_somebody(self, text: str) -> bool:
        """Whether it is a name; two characters that are a common word (司机, 范围) are none."""
        text = "".join(text.split())
        return self._is_name(text) and not (len(text) == 2 and is_word(text))  # noqa: PLR2004

    def _cell(self, match: re.Match[str]) -> Cell:
        text, start, end = match.group(), match.start(), match.end()
        if (label := LABEL.match(text)) and (kind := self._kind_of(label["label"])):
            return KINDS.get(kind, UNKNOWN), start + label.end(), end
        if number := NUMBERING.match(text):
            text, start = text[number.end() :], start + number.end()
        names = [text] if ONE_NAME.fullmatch(text) else NAMES_PARTED.split(BRACKETS.sub("", text))
        if ABOUT_PERSON.search(text) or all(self._names_somebody(part.removesuffix("等")) for part in names):
            return "author", start, end
        if (employed := self._employed.fullmatch(text)) and len(employed["unit"]) >= SHORTEST_UNIT:
            end = end if self._unit.search(text) else start + employed.end("unit")
            return "organization", start, end
        return self._kind(text), start, end

    def _kind(self, text: str) -> str:
        """What a cell that names nobody holds, by its last word."""
        endings = (
            ("organization", self._unit.search(text) and len(text) >= SHORTEST_UNIT),
            ("studio", text.endswith("工作室")),
            ("award", self._award.search(text)),
            ("achievement", self._achievement.search(text.rstrip("》”")) and len(text) > SHORTEST_UNIT),
        )
        return next((kind for kind, fits in endings if fits), UNKNOWN)


def _begins_with_work(line: str, cells: Sequence[Cell]) -> bool:
    """Whether the first cell, of no known form, can only be the work of the makers and units beside it."""
    kinds = [kind for kind, _, _ in cells]
    if not cells or kinds[0] != UNKNOWN or "achievement" in kinds or cells[0][2] - cells[0][1] <= SHORTEST_UNIT:
        return False
    wide = WIDE_GAP.search(line) is not None
    makers = {"author", "organization", "studio"} & set(kinds)
    return {"author", "organization"} <= makers or (wide and bool(makers))
