"""The page templates, and how values are written in them."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from api.addresses import entity_path
from api.assets import CHARTS, Assets
from api.labels import Labels
from api.suggestions import TYPES
from kg import EvidenceRecord, MeasureRecord
from search import Answer

LARGE_UNITS = ((100_000_000, "亿"), (10_000, "万"))


class Pages:
    """Renders templates; built once."""

    def __init__(self, labels: Labels, assets: Assets) -> None:
        self.labels = labels
        self._environment = Environment(
            loader=PackageLoader("api"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "asset": assets.address,
            "boxes": tuple(labels.boxes.values()),
            "charts_built": CHARTS in assets,
            "suggested_types": {t.value: (labels.word("marks", t.value), labels.type(t.value)) for t in TYPES},
            "navigation": labels.plain["navigation"],
        }
        self._environment.filters |= {
            "type_word": labels.type,
            "type_sign": lambda name: labels.word("marks", name),
            "measure_word": labels.measure,
            "relation_word": lambda name: labels.relation(name, from_head=True),
            "job_word": lambda name: labels.word("jobs", name),
            "level_word": lambda name: labels.word("honour_levels", name),
            "outcome_word": lambda name: labels.word("outcomes", name),
            "marked": marked,
            "entity_path": lambda entity: entity_path(entity.id, entity.name),
            "word": lambda name, section: labels.word(section, name),
            "figure": figure,
            "answer_figure": answer_figure,
            "passage_url": passage_url,
        }

    def page(self, template: str, section: str, status: int = 200, **values: object) -> HTMLResponse:
        """The page; `section` is the address of the part of the site that it belongs to."""
        text = self._environment.get_template(template).render(section=section, **values)
        return HTMLResponse(text, status)


def marked(text: str, terms: Iterable[str]) -> Markup:
    """The text with every occurrence of a term in <mark>; terms that touch share one."""
    wanted = sorted({t for t in terms if t}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    # split with one group: every second piece is a term
    pieces = re.split(f"((?:{'|'.join(map(re.escape, wanted))})+)", text, flags=re.IGNORECASE)
    return Markup("").join(Markup("<mark>{}</mark>").format(p) if n % 2 else p for n, p in enumerate(pieces))


def number(value: float, unit: str) -> str:
    """A figure as newspapers write it: money and large counts in 万 and 亿."""
    for size, word in LARGE_UNITS:
        if abs(value) >= size:
            return f"{value / size:.4f}".rstrip("0").rstrip(".") + word + unit
    return f"{value:.4f}".rstrip("0").rstrip(".") + unit


def figure(record: MeasureRecord) -> str:
    """A measure's figure; "约" where the document gives it as rounded."""
    return ("约" if record.approx else "") + number(record.value, record.unit)


def answer_figure(answer: Answer) -> str:
    """An answer's figure; empty where it is none."""
    return "" if answer.value is None else number(answer.value, answer.unit or "")


def passage_url(evidence: EvidenceRecord) -> str:
    """The address of the document's page with the sentence marked."""
    query = urlencode([(key, at) for s in evidence.spans for key, at in (("start", s.start), ("end", s.end))])
    return f"/documents/{evidence.document}?{query}#evidence"


def joined(parts: Sequence[str], between: str = " · ") -> str:
    """The parts that are not empty, in one line."""
    return between.join(p for p in parts if p)
