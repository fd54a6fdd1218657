"""Every fact of real documents is proven by the words it points to."""

import re
from collections.abc import Iterator
from pathlib import Path

import cn2an
import pytest

from corpus import Document, bundled_folder, discover, read_file
from ingest import ExplainedSentence, Explanation, Reader, explain
from ingest.facts import Entity, EntityKey, Evidence, Measure, Relation, Span

MARKS = re.compile(r"[\W_]+")
SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
SCALES |= {"百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
NUMERALS = "一二两三四五六七八九十百千万"


def bare(text: str) -> str:
    """Without white space and marks, in lower case."""
    return MARKS.sub("", text).lower()


def at(document: Document, spans: tuple[Span, ...]) -> str:
    return "".join(document.text[start:end] for start, end in spans)


def sources(folder: Path) -> list[Path]:
    return sorted(discover([folder]))


@pytest.fixture(scope="module", params=["bundled", "seeds"])
def explained(request: pytest.FixtureRequest, reader: Reader) -> list[Explanation]:
    """All documents of the bundled corpus, and the newspaper pages where they are at hand."""
    folder = request.getfixturevalue("shared") / "seeds" if request.param == "seeds" else bundled_folder()
    return [explain(document, reader) for path in sources(folder) for document in read_file(path)]


def facts(explained: list[Explanation]) -> Iterator[tuple[Explanation, ExplainedSentence, Relation | Measure]]:
    for one in explained:
        for sentence in one.sentences:
            for fact in (*sentence.relations, *sentence.measures):
                yield one, sentence, fact


def test_the_words_at_the_spans_are_the_evidence(explained: list[Explanation]) -> None:
    assert len(list(facts(explained))) > 100
    for one, _, fact in facts(explained):
        assert fact.evidence.spans
        assert bare(at(one.document, fact.evidence.spans)) == bare(fact.evidence.text) != ""


def test_both_ends_of_a_fact_are_entities_that_the_text_names(explained: list[Explanation]) -> None:
    for one, _, fact in facts(explained):
        named = {entity.key for entity in one.entities if entity.mentions}
        ends = {fact.head, fact.tail} if isinstance(fact, Relation) else {fact.subject}
        assert ends <= named


def test_the_evidence_of_a_relation_names_an_end_of_it(explained: list[Explanation]) -> None:
    """By a name, an anaphor, or the subject that the sentence takes over from an earlier one."""
    failed = [
        (one.document.name, fact.rule, fact.head.name, fact.tail.name)
        for one, _, fact in facts(explained)
        if isinstance(fact, Relation) and not {fact.head, fact.tail} & named_in(one, fact.evidence)
    ]
    assert failed == []


def named_in(one: Explanation, evidence: Evidence) -> set[EntityKey]:
    inside = [s for s in one.sentences if set(s.spans) <= set(evidence.spans)]
    spans = [span for s in inside for m in s.mentions if not m.anaphor for span in m.spans]
    named = {e.key for e in one.entities if set(e.mentions) & set(spans)}
    meant = {EntityKey(m.type, m.entity) for s in inside for m in s.mentions if m.anaphor}
    return named | meant | {s.carried for s in inside if s.carried}


def test_the_number_of_a_measure_stands_in_its_evidence(explained: list[Explanation]) -> None:
    failed = [
        (one.document.name, fact.value, fact.unit, fact.evidence.text)
        for one, _, fact in facts(explained)
        if isinstance(fact, Measure) and fact.value not in numbers(fact.evidence.text)
    ]
    assert failed == []


def numbers(text: str) -> set[float]:
    """All that the digits and numerals of the text can mean, with whatever scale stands behind them."""
    found = set()
    for match in re.finditer(rf"\d+(?:,\d{{3}})*(?:\.\d+)?|[{NUMERALS}]+", text):
        rest = text[match.end() :].lstrip("余多几来")
        for scale, size in SCALES.items():
            if rest.startswith(scale):
                found |= {round(number * size, 4) for number in readings(match.group())}
    found |= {float(size) for scale, size in SCALES.items() if scale and scale in text}  # 上百亿元
    return found


def readings(written: str) -> set[float]:
    if written[0].isdigit():
        return {float(written.replace(",", ""))}
    found = set()
    for end in range(len(written), 0, -1):  # the last numerals may be the scale
        try:
            found.add(float(cn2an.cn2an(written[:end].replace("两", "二"), "smart")))
        except ValueError:
            continue
    return found


def test_where_an_entity_is_named_stands_a_form_of_its_name(explained: list[Explanation]) -> None:
    """Or the other way round: a place or parent unit may be named inside a longer name, a name cut by the layout."""
    failed = []
    for one in explained:
        meant = {span for s in one.sentences for m in s.mentions if m.anaphor for span in m.spans}
        for entity in one.entities:
            for span in set(entity.mentions) - meant:
                if not is_named(entity, one.document.text[span.start : span.end]):
                    failed.append((one.document.name, entity.key, one.document.text[span.start : span.end]))
    assert failed == []


def is_named(entity: Entity, said: str) -> bool:
    forms = [bare(form) for form in (entity.key.name, *entity.aliases)]
    return any(form in bare(said) or bare(said) in form for form in forms)
