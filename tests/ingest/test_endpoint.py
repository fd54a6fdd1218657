"""A language model's claims, held to the text and added to what the rules read; the test plays the model."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from corpus import Document, bundled_folder, discover, read_file
from corpus.errors import BudgetSpent
from ingest import Completion, Dropped, ModelExtractor, Reader, extract
from ingest.endpoint import merge
from ingest.endpoint.claims import claims
from ingest.endpoint.merge import compare
from ingest.endpoint.parts import parts, text_of
from ingest.endpoint.prompt import Prompt, answer_schema
from ingest.endpoint.shown import Shown
from ingest.endpoint.verify import Verifier
from ingest.facts import (
    Entity,
    EntityKey,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    Passage,
    Relation,
    RelationType,
    Span,
)
from ingest.measures.quantities import QuantityReader
from ingest.page.sentences import uniform

TEXT = (
    "海城重工有限公司职工李大伟研制出“自动喷号机”，每年节约成本80万元。\n\n"
    "车间里，李大伟常喊小伙子陈　默来听声音，陈默如今已能独当一面。\n\n"
    "自动喷号机也给北山机械厂省了心，先后喷号１２００余块。\n"
)
PAIR = {
    "type": "mentors",
    "head": "李大伟",
    "tail": "陈默",
    "role": None,
    "quote": "李大伟常喊小伙子陈默来听声音,陈默如今已能独当一面",
}
ADOPTED = {
    "type": "applied_at",
    "head": "自动喷号机",
    "tail": "北山机械厂",
    "role": None,
    "quote": "自动喷号机也给北山机械厂省了心",
}
PEOPLE = [{"type": "Person", "name": "李大伟"}, {"type": "Person", "name": "陈默"}]
THINGS = [{"type": "Achievement", "name": "自动喷号机"}, {"type": "Organization", "name": "北山机械厂"}]


def document(text: str = TEXT) -> Document:
    return Document("0" * 16, "样例.txt", text, "样例", "text/plain")


def said(
    relations: list[dict[str, Any]] | None = None,
    measures: list[dict[str, Any]] | None = None,
    entities: list[dict[str, Any]] | None = None,
) -> str:
    told = {"entities": entities or [*PEOPLE, *THINGS], "relations": relations or [], "measures": measures or []}
    return json.dumps(told, ensure_ascii=False)


class Played:
    """A model that gives the test's answers in turn, the last one again and again."""

    model = "played"

    def __init__(self, *answers: str | Completion) -> None:
        self._answers = list(answers)
        self.asked: list[list[dict[str, str]]] = []

    def complete(self, messages: list[dict[str, str]], schema: dict[str, Any], answer_tokens: int) -> Completion:
        assert schema == answer_schema()
        self.asked.append(messages)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer if isinstance(answer, Completion) else Completion(answer, 1000)


Asked = Callable[..., tuple[Extraction, ModelExtractor]]


@pytest.fixture
def ask(reader: Reader) -> Asked:
    def run(*answers: str | Completion, text: str = TEXT) -> tuple[Extraction, ModelExtractor]:
        extractor = ModelExtractor(Played(*answers), 1_000_000)
        return extractor.extract(document(text), reader), extractor

    return run


def added(found: Extraction, reader: Reader) -> set[str]:
    rules = extract(document(), reader)
    assert found.relations[: len(rules.relations)] == rules.relations
    assert found.entities[: len(rules.entities)] == rules.entities
    return {f"{r.head.name} {r.type} {r.tail.name}" for r in found.relations[len(rules.relations) :]}


def test_what_the_text_bears_out_is_added_with_its_own_provenance(ask: Asked, reader: Reader) -> None:
    found, extractor = ask(said([PAIR, ADOPTED]))
    assert added(found, reader) == {"李大伟 mentors 陈默", "自动喷号机 applied_at 北山机械厂"}
    pair = next(r for r in found.relations if r.type is RelationType.MENTORS)
    assert (pair.rule, pair.confidence) == ("llm:played", 0.5)
    assert pair.evidence.text == "车间里，李大伟常喊小伙子陈　默来听声音，陈默如今已能独当一面。"
    assert "".join(TEXT[start:end] for start, end in pair.evidence.spans) == pair.evidence.text
    report = extractor.report()
    assert (report.requests, report.tokens, report.added, report.confirmed) == (1, 1000, 2, 0)
    assert sum(report.dropped.values()) == 0


def test_a_new_entity_is_named_as_the_document_writes_it(ask: Asked) -> None:
    text = "北山机械厂请来ＡＢＢ公司的师傅赵铁林，赵铁林带出了徒弟周小满。\n"
    pair = {"type": "mentors", "head": "赵铁林", "tail": "周小满", "role": None, "quote": "赵铁林带出了徒弟周小满"}
    works = {"type": "works_at", "head": "赵铁林", "tail": "ABB公司", "role": "总裁", "quote": "ＡＢＢ公司的师傅赵铁林"}
    entities = [{"type": "Person", "name": "赵铁林"}, {"type": "Organization", "name": "ABB公司"}]
    entities += [{"type": "Person", "name": "周小满"}]
    found, _ = ask(said([pair, works], entities=entities), text=text)
    employer = next(r for r in found.relations if r.type is RelationType.WORKS_AT and "公司" in r.tail.name)
    assert employer.tail.name == "ＡＢＢ公司"
    assert "总裁" not in employer.attrs.values()
    key = next(e for e in found.entities if e.key == employer.tail)
    assert [text[start:end] for start, end in key.mentions] == ["ＡＢＢ公司"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"quote": "李大伟收陈默为徒"}, Dropped.QUOTE),
        ({"quote": "伟。"}, Dropped.QUOTE),
        ({"tail": "陈沉默"}, Dropped.NAME),
        ({"tail": "，"}, Dropped.NAME),
        ({"tail": "北山机械厂"}, Dropped.ENDS),
        ({"tail": "李大伟"}, Dropped.ENDS),
        ({"quote": "先后喷号1200余块"}, Dropped.UNNAMED),
        ({"type": "loves"}, Dropped.FORM),
        ({"quote": None}, Dropped.FORM),
    ],
)
def test_what_is_invented_is_dropped_and_counted(
    ask: Asked, reader: Reader, changed: dict[str, Any], why: Dropped
) -> None:
    found, extractor = ask(said([PAIR | changed, ADOPTED]))
    assert added(found, reader) == {"自动喷号机 applied_at 北山机械厂"}
    assert {reason: n for reason, n in extractor.report().dropped.items() if n} == {why: 1}


def test_an_equal_fact_is_confirmed_and_not_doubled(ask: Asked, reader: Reader) -> None:
    quote = "海城重工有限公司职工李大伟研制出“自动喷号机”"
    made = {"type": "developed", "head": "李大伟", "tail": "“自动喷号机”", "role": None, "quote": quote}
    found, extractor = ask(said([made], entities=[*PEOPLE, {"type": "Achievement", "name": "“自动喷号机”"}]))
    assert found == extract(document(), reader)
    assert (extractor.report().added, extractor.report().confirmed) == (0, 1)


def measure(**changed: Any) -> dict[str, Any]:
    told = {"subject": "自动喷号机", "measure": "other", "figure": "1200余块", "period": "去年", "planned": False}
    return told | {"quote": "先后喷号1200余块"} | changed


def test_a_figure_is_read_from_the_text_not_from_the_model(ask: Asked, reader: Reader) -> None:
    text = "自动喷号机节约成本80万元。\n\n累计，自动喷号机在北山机械厂省下近3.5万元。\n"
    quote = "自动喷号机在北山机械厂省下近3.5万元"
    told = measure(measure="economic_benefit", figure="近3.5万元", period="累计", quote=quote)
    found, extractor = ask(said(measures=[told]), text=text)
    rules = extract(document(text), reader)
    figures = [(m.value, m.unit, m.approx, m.period) for m in found.measures if m.value == 35_000]
    assert figures == [(35_000, "元", True, "累计")]
    assert (
        len(found.measures) + extractor.report().confirmed + extractor.report().dropped.get(Dropped.OVERRULED, 0)
        == len(rules.measures) + 1
    )


def test_a_figure_in_traditional_characters(ask: Asked) -> None:
    text = "這項自動噴號機還走進了北山機械廠，職工們說，後來又為該廠節約了費用三十五萬元。\n"
    quote = "後來又為該廠節約了費用三十五萬元"
    told = measure(subject="北山機械廠", measure="economic_benefit", figure="三十五萬元", quote=quote)
    found, extractor = ask(said(measures=[told], entities=[{"type": "Organization", "name": "北山機械廠"}]), text=text)
    assert [(m.subject.name, m.value, m.unit) for m in found.measures] == [("北山機械廠", 350_000, "元")]
    assert (extractor.report().added + extractor.report().confirmed, extractor.report().dropped) == (1, {})


def test_figures_that_the_quotation_does_not_give_are_dropped(ask: Asked) -> None:
    _, extractor = ask(
        said(measures=[measure(figure="1500余块"), measure(subject="喷号总公司"), measure(quote="喷了")])
    )
    dropped = {reason: n for reason, n in extractor.report().dropped.items() if n}
    assert dropped == {Dropped.FIGURE: 1, Dropped.NAME: 1, Dropped.QUOTE: 1}


def test_the_rules_reading_of_a_figure_stands(ask: Asked, reader: Reader) -> None:
    """The rules say whose 80万元 it is; the model's other subject is not set beside it."""
    quote = "海城重工有限公司职工李大伟研制出“自动喷号机”，每年节约成本80万元。"
    rules = extract(document(), reader)
    (ours,) = [m for m in rules.measures if m.value == 800_000]
    other = next(n for n in ("海城重工有限公司", "李大伟", "自动喷号机") if n != ours.subject.name)
    told = measure(subject=other, measure="economic_benefit", figure="80万元", quote=quote)
    found, extractor = ask(said(measures=[told], entities=[{"type": "Organization", "name": "海城重工有限公司"}]))
    assert found.measures == rules.measures
    assert extractor.report().dropped[Dropped.OVERRULED] == 1


def test_an_answer_that_is_no_json_is_asked_for_once_more(ask: Asked, reader: Reader) -> None:
    found, extractor = ask("好的，以下是结果：", said([PAIR]))
    assert added(found, reader) == {"李大伟 mentors 陈默"}
    assert (extractor.report().requests, extractor.report().unread) == (2, 0)
    found, extractor = ask('{"relations": [')
    assert found == extract(document(), reader)
    assert (extractor.report().requests, extractor.report().unread) == (2, 1)


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "<think>先看{{第一句}}</think>{}", "答：{}"])
def test_json_is_found_in_its_wrapping(wrapped: str) -> None:
    read = claims(wrapped.replace("{}", said([PAIR])).replace("{{", "{").replace("}}", "}"))
    assert read is not None and [r.tail for r in read.relations] == ["陈默"]


@pytest.mark.parametrize("answer", ["", "null", "[1]", "{", "}{", "[" * 100_000, '{"relations": [[]]}'])
def test_any_answer_is_survived(answer: str) -> None:
    read = claims(answer)
    assert read is None or read.relations == ()


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(ask: Asked, reader: Reader) -> None:
    cut = Completion('{"entities": [', 50, whole=False)
    found, extractor = ask(cut, said([PAIR]), said([ADOPTED]))
    assert added(found, reader) == {"李大伟 mentors 陈默", "自动喷号机 applied_at 北山机械厂"}
    assert (extractor.report().requests, extractor.report().tokens) == (3, 2050)


def test_the_limit_ends_the_run_before_it_is_passed(reader: Reader) -> None:
    played = Played(Completion(said([PAIR]), 6000))
    extractor = ModelExtractor(played, 12_000)
    assert extractor.extract(document(), reader).relations
    with pytest.raises(BudgetSpent, match=r"已用约6000个词元.*上限12000.*JIANGPU_LLM_TOKENS"):
        extractor.extract(document(), reader)
    assert len(played.asked) == 1
    assert extractor.report().tokens == 6000


def test_what_a_silent_service_may_have_cost_is_counted(reader: Reader) -> None:
    played = Played(Completion("{}", None, unanswered=2))
    extractor = ModelExtractor(played, 100_000)
    extractor.extract(document(), reader)
    question = sum(len(m["content"]) for m in played.asked[0])
    assert extractor.report().tokens == 3 * question + 2


def test_the_question_holds_the_text_and_all_types(reader: Reader) -> None:
    played = Played("{}")
    ModelExtractor(played, 100_000).extract(document(), reader)
    [[system, user]] = played.asked
    assert all(f"- {name}：" in system["content"] for kind in (EntityType, RelationType) for name in kind)
    assert "JSON" in system["content"]  # services asked for "json_object" insist on the word
    assert "标题：样例" in user["content"] and "陈　默来听声音" in user["content"]


def passages(text: str) -> tuple[Passage, ...]:
    """A passage for each sentence; a line for each paragraph."""
    found, at = [], 0
    for piece in text.replace("。", "。|").replace("\n", "\n|").split("|"):
        if piece.strip():
            found.append(Passage(piece.strip(), (Span(at, at + len(piece.strip())),)))
        at += len(piece)
    return tuple(found)


def test_a_long_document_is_cut_between_paragraphs_with_an_overlap() -> None:
    text = "\n".join(f"第{i}段第一句。第{i}段第二句。" for i in range(1, 5))
    shown = [text_of(part) for part in parts(passages(text), size=32, overlap=8)]
    assert shown == [
        "第1段第一句。第1段第二句。\n第2段第一句。第2段第二句。",
        "第2段第二句。\n第3段第一句。第3段第二句。",
        "第3段第二句。\n第4段第一句。第4段第二句。",
    ]


def test_a_paragraph_longer_than_a_part_is_cut_between_sentences() -> None:
    shown = [text_of(part) for part in parts(passages("一二三四五。六七八九十。甲乙丙丁戊。"), size=12, overlap=0)]
    assert shown == ["一二三四五。六七八九十。", "甲乙丙丁戊。"]
    assert list(parts((), 10)) == []


def test_a_fact_in_the_overlap_counts_once(reader: Reader) -> None:
    filler = "大家听得很认真，记了满满一本。" * 100
    text = f"{filler}\n\n{TEXT}"
    played = Played(said([PAIR]))
    found = ModelExtractor(played, 1_000_000).extract(document(text), reader)
    assert len(played.asked) > 1
    assert len([r for r in found.relations if r.type is RelationType.MENTORS]) == 1


def test_a_quotation_over_a_cut_of_the_layout_is_found() -> None:
    shown = Shown([Passage("李大伟研制喷号机。", (Span(0, 4), Span(20, 25)))])
    assert shown.evidence("研制喷号机") == Evidence("李大伟研制喷号机。", (Span(0, 4), Span(20, 25)))
    assert shown.names("伟研制") == ("伟研制", (Span(2, 4), Span(20, 21)))
    assert shown.names("王五") is None and shown.evidence("") is None


def test_merging_changes_no_entity_of_the_rules() -> None:
    key = EntityKey(EntityType.PERSON, "李大伟")
    rules = extraction_of(key, "老师傅")
    other = extraction_of(EntityKey(EntityType.PERSON, "李·大伟"), "新别名")
    assert merge(rules, other) == rules
    assert merge(rules, rules) == rules
    stranger = extraction_of(EntityKey(EntityType.ORGANIZATION, "李大伟"), "")
    assert [e.key.type for e in merge(rules, stranger).entities] == ["Person", "Organization"]


def extraction_of(key: EntityKey, alias: str) -> Extraction:

    return Extraction("0" * 16, (Entity(key, (alias,), (Span(0, 3),)),), (), (), ())


def test_the_rules_own_facts_told_back_are_all_confirmed(reader: Reader) -> None:
    """The checks that keep inventions out let every fact of the bundled documents in, and find nothing new in them."""
    quantities = QuantityReader(reader.lexicon)
    told = 0
    for path in discover([bundled_folder()]):
        for source in read_file(path):
            rules = extract(source, reader)
            verifier = Verifier(rules, Prompt.load(), quantities, "llm:played")
            read = claims(told_back(rules, quantities))
            assert read is not None
            compared = compare(rules, verifier.verified(read))
            assert (compared.entities, compared.relations, compared.measures, compared.overruled) == ((), (), (), 0)
            assert (compared.confirmed, +verifier.dropped) == (len(quotable(rules)) + len(rules.measures), {}), path
            told += compared.confirmed
    assert told > 500


def quotable(rules: Extraction) -> list[Relation]:
    """The relations that one place of the text says; those that follow from two places have no single quotation."""
    return [r for r in rules.relations if "\n" not in r.evidence.text]


def told_back(rules: Extraction, quantities: QuantityReader) -> str:
    relations = [
        {"type": r.type, "head": r.head.name, "tail": r.tail.name, "quote": r.evidence.text} for r in quotable(rules)
    ]
    measures = [
        {"subject": m.subject.name, "measure": m.type, "figure": figure_of(m, quantities), "quote": m.evidence.text}
        for m in rules.measures
    ]
    return said(relations, measures, [{"type": e.key.type, "name": e.key.name} for e in rules.entities])


def figure_of(told: Measure, quantities: QuantityReader) -> str:
    """The words of the sentence that the rules read the figure from."""
    text = told.evidence.text
    return next(text[q.start : q.end] for q in quantities.find(uniform(text)) if q.value == told.value)
