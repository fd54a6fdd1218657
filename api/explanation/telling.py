"""A fact and its evidence in one line of Chinese."""

from collections.abc import Iterable

from api.labels import Labels
from api.rendering import number
from ingest import ExplainedSentence
from ingest.facts import Measure, Relation, Span


def fact_line(fact: Relation | Measure, labels: Labels) -> str:
    """For example "赵德海 —工作单位→ 河州钢铁公司（职务：技师）", "赵德海 —经济效益→ 约320万元（每年）"."""
    if isinstance(fact, Relation):
        word, ends = labels.relation(fact.type.value, from_head=True), (fact.head.name, fact.tail.name)
    else:
        word, ends = labels.measure(fact.type.value), (fact.subject.name, amount(fact))
    told = "；".join(details(fact, labels))
    return f"{ends[0]} —{word}→ {ends[1]}" + (f"（{told}）" if told else "")


def amount(measure: Measure) -> str:
    """The figure; "约" where the text gives it as rounded."""
    return ("约" if measure.approx else "") + number(measure.value, measure.unit)


def details(fact: Relation | Measure, labels: Labels) -> list[str]:
    """What else is said: a relation's attributes, a figure's period, and whether it is only planned."""
    if isinstance(fact, Relation):
        return [f"{labels.word('attrs', key)}：{value}" for key, value in fact.attrs.items()]
    return [part for part in (fact.period, "计划" if fact.planned else None) if part]


def proof(fact: Relation | Measure, sentence: ExplainedSentence, text: str) -> str:
    """Where the evidence stands in the document, and whether the words there are those of the evidence."""
    spans = fact.evidence.spans
    which = "本句" if spans == sentence.spans else f"共{len(spans)}段，到本句为止"
    return f"{located(spans)} {which}，{'与原文一致' if stands(fact, text) else '与原文不一致'}"


def stands(fact: Relation | Measure, text: str) -> bool:
    """Whether the document's words at the evidence's spans are the evidence, white space aside."""
    found = "".join(text[start:end] for start, end in fact.evidence.spans)
    return "".join(found.split()) == "".join(fact.evidence.text.split())


def located(spans: Iterable[Span]) -> str:
    """The spans as "[12–30]", joined by "+"."""
    return "+".join(f"[{start}–{end}]" for start, end in spans)
