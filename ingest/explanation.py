"""How a document was read: every sentence with what was recognised in it and the facts that it proves."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from corpus.document import Document
from ingest.discourse.coreference import ResolvedSentence
from ingest.extraction import Reader, reading
from ingest.facts import Entity, EntityKey, EntityType, Extraction, Measure, Relation, Span
from ingest.mentions.mention import Mention
from ingest.page.layout import Kind

WORD = re.compile(r"[^\W\d_]")
Fact = TypeVar("Fact", Relation, Measure)


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A name or an anaphor in a sentence.

    Attributes:
        spans: where it stands in `Document.text`; more than one where the layout cut it.
        name: what it is called there.
        entity: the name of the entity that it means.
        rule: the rule that found it.
        anaphor: whether it is 他, 该公司 … and `entity` comes from elsewhere.
        inner: whether it stands inside another mention.
    """

    spans: tuple[Span, ...]
    type: EntityType
    name: str
    entity: str
    rule: str
    anaphor: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence as it was read.

    Attributes:
        text: as read, its parts joined.
        spans: its parts in `Document.text`, in reading order.
        kind: what its paragraph is on the page.
        mentions: in the order of the text, inner ones behind those that hold them; then those of entities that the
            rules did not find.
        carried: an earlier sentence's subject that this one, having none of its own, takes over.
        relations: those that this sentence is evidence of; of evidence of several sentences it is the last.
        measures: likewise.
    """

    text: str
    spans: tuple[Span, ...]
    kind: Kind
    mentions: tuple[ExplainedMention, ...]
    carried: EntityKey | None
    relations: tuple[Relation, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One document's reading laid open.

    Attributes:
        sentences: in reading order, which differs from the file's where the layout was repaired.
        unread: runs of the document's text that no sentence holds, such as a paragraph printed twice; marks of
            lists do not count.
        entities: all entities of the document.
    """

    document: Document
    sentences: tuple[ExplainedSentence, ...]
    unread: tuple[Span, ...]
    entities: tuple[Entity, ...]


def explain(document: Document, reader: Reader, facts: Extraction | None = None) -> Explanation:
    """The facts that `extract` finds, each with the sentence and the rule that it came from.

    Args:
        document: what is read.
        reader: reads it.
        facts: the document's facts, where they are more than what the rules alone find; their evidence are sentences.
    """
    whole = reading(document, reader)
    facts = facts or whole.extraction
    keys = {(e.key.type, name): e.key for e in facts.entities for name in (e.key.name, *e.aliases)}
    spans = [_spans(sentence) for sentence in whole.sentences]
    relations, measures = _by_sentence(facts.relations, spans), _by_sentence(facts.measures, spans)
    added = list(_added(facts, whole.extraction))
    found = tuple(
        ExplainedSentence(
            sentence.read.tagged.sentence.evidence().text,
            spans[number],
            sentence.read.tagged.sentence.kind,
            (*_mentions(sentence, keys), *(m for m in added if _inside(m.spans[0], spans[number]))),
            _key(sentence.carried, keys) if sentence.carried else None,
            tuple(relations[number]),
            tuple(measures[number]),
        )
        for number, sentence in enumerate(whole.sentences)
    )
    return Explanation(document, found, tuple(_uncovered(document.text, found)), facts.entities)


def _spans(sentence: ResolvedSentence) -> tuple[Span, ...]:
    return sentence.read.tagged.sentence.evidence().spans


def _by_sentence(facts: Iterable[Fact], sentences: Sequence[tuple[Span, ...]]) -> dict[int, list[Fact]]:
    """The facts under the number of the last sentence of their evidence."""
    holder = {span: number for number, spans in enumerate(sentences) for span in spans}
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[max(holder[span] for span in fact.evidence.spans)].append(fact)
    return found


def _mentions(
    sentence: ResolvedSentence, keys: Mapping[tuple[EntityType, str], EntityKey]
) -> Iterator[ExplainedMention]:
    inner = set(map(id, sentence.read.inner))
    both = sorted((*sentence.mentions, *sentence.read.inner), key=lambda m: (m.start, -m.end, id(m) in inner))
    for m in both:
        spans = sentence.read.tagged.sentence.spans(m.start, m.end)
        key, anaphor = _key(m, keys), m.refers_to is not None
        yield ExplainedMention(spans, m.type, m.name, key.name, m.rule, anaphor, id(m) in inner)


def _added(facts: Extraction, rules: Extraction) -> Iterator[ExplainedMention]:
    """The names of entities that the rules alone do not find, under the rule of a fact about them."""
    known = {entity.key for entity in rules.entities}
    told = {key: r.rule for r in facts.relations for key in (r.head, r.tail)}
    told |= {m.subject: m.rule for m in facts.measures}
    for key, mentions in ((e.key, e.mentions) for e in facts.entities if e.key not in known):
        yield from (ExplainedMention((span,), key.type, key.name, key.name, told.get(key, "")) for span in mentions)


def _inside(span: Span, sentence: Iterable[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in sentence)


def _key(m: Mention, keys: Mapping[tuple[EntityType, str], EntityKey]) -> EntityKey:
    """The entity that a mention means; an anaphor's antecedent may be spelled as the text never does."""
    name = m.refers_to or m.name
    return keys.get((m.type, name), EntityKey(m.type, name))


def _uncovered(text: str, sentences: Iterable[ExplainedSentence]) -> Iterator[Span]:
    """The runs of text, without white space at their rims, that stand in no sentence; at most a line each."""
    held = sorted(span for sentence in sentences for span in sentence.spans)
    for before, after in pairwise([Span(0, 0), *held, Span(len(text), len(text))]):
        at = before.end
        for line in text[before.end : after.start].splitlines(keepends=True):
            start = at + len(line) - len(line.lstrip())
            at += len(line)
            if WORD.search(line.replace("&nbsp;", "")):
                yield Span(start, start + len(line.strip()))
