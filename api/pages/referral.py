"""What stands on the sheet that an enterprise and the experts it is to meet take along, in print and in Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.pages.advisers import Case, Profile
from api.pages.need import Need
from api.rendering import figure
from kg import EvidenceRecord

Rows = Sequence[tuple[str, Sequence[str]]]
"""What stands at the left of a row, and the paragraphs beside it."""


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is filled in by hand: for each expert, after the visit, and who signs."""

    expert: tuple[str, ...] = ("联系电话", "约定上门日期")
    visit: tuple[str, ...] = ("企业联系人和电话", "实际上门日期", "对接结果", "后续安排")
    signed: tuple[str, ...] = ("企业代表（签字）", "专家（签字）", "工会经办人（签字）")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A problem, and the experts who are to look at it."""

    need: Need
    profiles: tuple[Profile, ...]
    made: date
    blanks: Blanks = Blanks()

    @property
    def day(self) -> str:
        """When it was made, as papers write it."""
        return f"{self.made.year}年{self.made.month}月{self.made.day}日"

    @property
    def title(self) -> str:
        """For windows and file names."""
        return " ".join(part for part in ("对接单", self.need.enterprise) if part)


def told(one: Profile) -> Rows:
    """What the library tells of an expert, but for the sentences; rows without anything are left out."""
    expert = one.adviser.expert
    rows = (
        ("合适程度", [f"{one.adviser.word}：{one.adviser.reason}"]),
        ("所在单位", [home.entity.name for home in one.homes] or [expert.employer or ""]),
        ("地区", ["、".join(expert.regions)]),
        ("荣誉", ["、".join(honour.entity.name for honour in one.honours) or "、".join(expert.honours)]),
        ("相近的成果", [case_line(case) for case in one.adviser.cases]),
    )
    return [(word, lines) for word, lines in rows if any(lines)]


def case_line(case: Case) -> str:
    """An achievement, its year, its figures and who made it."""
    by = f"{case.maker}完成" if case.maker else ""
    details = [f"{case.year}年" if case.year else "", *map(figure, case.figures), by]
    shown = "，".join(detail for detail in details if detail)
    return f"{case.name}（{shown}）" if shown else case.name


def source_line(item: EvidenceRecord) -> str:
    """Where a sentence stands."""
    return "，".join(part for part in (item.title, item.source, str(item.published or ""), item.place) if part)
