"""Numbers with their units, as Chinese reports write them: 近5亿元, 30余项, 3.22万余人次, 百余项, 上百亿元."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import cn2an

from ingest.lexicon import Lexicon, alternation

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
CHINESE = r"[一二两三四五六七八九十百千]*[十百千]|[一二两三四五六七八九]"
SCALES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2, "千万": 1e7, "百万": 1e6, "万亿": 1e12, "十万": 1e5, "": 1.0, "百亿": 1e10, "千亿": 1e11}
COUNTERS = (
    "人次 场次 个次 井次 台次 对子 平方公里 公里/小时 吨/小时 平方米 立方米 个百分点 项 件 个 家 人 名 对 次 场 支 套 台 种 份 户 口 期 篇 条 批 座 间 位 届 吨 公里 米 公斤 千克 度 千瓦时 倍 % 部 组 道 处 部门 课 学时 天 小时 班次 门 幅 张 块 辆 本 岗 所 类"
).split()


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` is a number with a unit.

    Attributes:
        value: in `unit`; money in 元.
        approx: qualified by 近, 余, 多, 超 … or written as a round "上百亿".
    """

    start: int
    end: int
    value: float
    unit: str
    approx: bool


class QuantityReader:
    """Finds quantities in a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["measures"]
        before, after = alternation(table["approx_before"]), alternation(table["approx_after"])
        scales = alternation(scale for scale in SCALES if scale)
        units = alternation([*COUNTERS, *table["money"]])
        self._money = {unit for unit in table["money"] if unit.endswith("元")}
        self._quantity = re.compile(
            rf"(?P<before>{before})?(?P<number>{DIGITS}|(?:{CHINESE}))(?P<middle>{after})?(?P<scale>{scales})?(?P<late>{after})?(?P<unit>元|{units})(?P<after>{after})?"
        )
        self._round = re.compile(rf"(?P<before>上|超|逾|近|过|数)(?P<scale>百亿|千亿|十万|千万|百万|百|千|万|亿)(?P<late>余|多)?(?P<unit>元|{units})")
        self._not_unit = re.compile(r"(?:个|次|名|家|人)(?:月|性|体|别|为|单|牌|才|民|员|工|物|伟)")

    def find(self, text: str) -> Iterator[Quantity]:
        """The quantities of the text in order; dates, ordinals and grades are none."""
        taken = -1
        matches = sorted((*self._round.finditer(text), *self._quantity.finditer(text)), key=lambda m: (m.start(), -m.end()))
        for match in matches:
            if match.start() < taken or self._is_other(text, match):
                continue
            taken = match.end()
            groups = match.groupdict()
            number = groups.get("number")
            value = _number(number) * SCALES[groups["scale"] or ""] if number else SCALES[groups["scale"]]
            approx = any(groups.get(part) for part in ("before", "middle", "late", "after")) and groups.get("before") != "达到"
            yield Quantity(match.start(), match.end(), value, groups["unit"], bool(approx))

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        before, after = text[: match.start()], text[match.end() :]
        number = match.groupdict().get("number") or ""
        if before.endswith(("第", "20", "19", "十")) or re.search(r"[\d.A-Za-z]$", before):
            return True
        if number and not number[0].isdigit() and len(number) == 1 and match["unit"] in {"个", "次", "名", "位", "家", "支", "种", "项", "批", "条", "类", "场", "人", "道", "口", "对", "处", "座", "块", "张", "份", "套", "台", "部", "门", "本", "所", "天", "期", "度", "组", "间", "件", "篇", "幅", "课", "米"}:
            return True
        return bool(self._not_unit.match(text, match.end() - len(match["unit"]))) or after.startswith(("等奖", "级", "带头人"))


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", ""))
    spoken = text.replace("两", "二")
    return float(cn2an.cn2an(spoken if spoken[0] not in "十百千" else "一" + spoken, "smart"))
