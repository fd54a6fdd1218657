"""Extraction: from one document to its facts, by rules alone."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from corpus.document import Document
from ingest.discourse.coreference import ResolvedSentence, Resolver
from ingest.facts import EntityType, Extraction, Passage
from ingest.lexicon import Lexicon
from ingest.measures.measurer import Measurer
from ingest.mentions.mention import TaggedSentence
from ingest.mentions.recognise import Recogniser
from ingest.mentions.sections import WorkSections
from ingest.misprints.proofreader import Proofreader
from ingest.names.entities import Directory, Linker
from ingest.names.renamings import RenamingReader
from ingest.page.forms import in_forms
from ingest.page.layout import Kind, Paragraph
from ingest.page.publication import published_in
from ingest.page.reader import PageReader
from ingest.page.sentences import sentences
from ingest.page.tables import under_headers
from ingest.relations.namesakes import told_apart
from ingest.relations.naming import NameReader
from ingest.relations.records import RecordReader
from ingest.relations.relator import Relator
from ingest.relations.winners import WinnerLists
from ingest.tagging.corrections import corrected
from ingest.tagging.tagger import Tagger
from ingest.traditional import as_printed, simplified

SHORTEST_PASSAGE = 6


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that reading needs, built once: the tagger's weights and the rules of the lexicons."""

    tagger: Tagger
    lexicon: Lexicon
    page: PageReader
    recogniser: Recogniser
    linker: Linker
    resolver: Resolver
    names: NameReader
    renamings: RenamingReader
    records: RecordReader
    sections: WorkSections
    winners: WinnerLists
    relator: Relator
    measurer: Measurer
    proofreader: Proofreader

    @classmethod
    def load(cls) -> "Reader":
        """A reader with the installed tagger and the shipped lexicons.

        What it holds stays for the process's life, so the garbage collector is told to leave alone all that is there
        now: walking through it again and again takes an eighth of the time of an extraction.

        Raises:
            ModelUnavailable: the tagger's files are missing.
        """
        lexicon = Lexicon.load()
        recogniser = Recogniser(lexicon)
        names = NameReader(recogniser.units, recogniser.places)
        records = RecordReader(lexicon, recogniser.fields)
        winners = WinnerLists(lexicon, recogniser.awards, recogniser.fields)
        tagger = Tagger.load()
        reader = cls(
            tagger,
            lexicon,
            PageReader(tagger, lexicon, recogniser.fields, recogniser.persons.is_name),
            recogniser,
            Linker(lexicon, recogniser.places),
            Resolver(lexicon, recogniser.places, recogniser.units),
            names,
            RenamingReader(lexicon),
            records,
            WorkSections(lexicon),
            winners,
            Relator(lexicon, names, records, winners),
            Measurer(lexicon, recogniser.fields),
            Proofreader(lexicon),
        )
        gc.freeze()
        return reader


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's facts, and the sentences that they were found in, each with its mentions."""

    sentences: tuple[ResolvedSentence, ...]
    extraction: Extraction
    directory: Directory


def extract(document: Document, reader: Reader) -> Extraction:
    """All that the document says; the same document always gives the same facts."""
    return reading(document, reader).extraction


def reading(document: Document, reader: Reader) -> Reading:
    """As `extract`, with the sentences that the facts were found in (in simplified characters)."""
    read = simplified(document.text)
    if read == document.text:
        return _reading(document, reader)
    found = _reading(replace(document, text=read), reader)
    return replace(found, extraction=as_printed(found.extraction, document.text, read))


def _flow(document: Document, reader: Reader) -> list[Paragraph]:
    """The paragraphs in reading order, rows of tables with the names of their columns."""
    fields = reader.recogniser.fields
    rows = under_headers(reader.page.paragraphs(document.text), fields.is_label, fields.is_money)
    return in_forms(rows, fields.has_label)


def _reading(document: Document, reader: Reader) -> Reading:
    flow = _flow(document, reader)
    found = sentences(p for p in flow if p.kind is not Kind.FILLER)
    tags = reader.tagger.tag([sentence.text for sentence in found])
    of_places = reader.recogniser.units_of_places
    tagged = [TaggedSentence(s, corrected(s.text, t, of_places)) for s, t in zip(found, tags, strict=True)]
    recognised = reader.recogniser.read(tagged)
    read = reader.sections.noted(reader.records.noted(reader.renamings.noted(recognised)))
    read = reader.winners.noted(read)
    read = told_apart(read, reader.records)
    directory = Directory(read, reader.linker)
    for sentence in read:
        for mention in (*sentence.mentions, *sentence.inner):
            reader.names.note(mention, sentence.tagged.sentence, directory)
    for renaming in reader.renamings.find(read):
        directory.rename(renaming)
    directory.relink()
    rows = {
        sentence.tagged.sentence.number: subject
        for record in reader.records.records(read)
        if (subject := reader.records.subject(record))
        for sentence in record.lines
    }
    resolved = [
        sentence
        for _, article in groupby(read, key=lambda sentence: sentence.tagged.sentence.paragraph.article)
        for sentence in reader.resolver.resolve(list(article), rows)
    ]
    entities = directory.entities()
    extraction = Extraction(
        document.id,
        entities,
        tuple(reader.relator.relations(resolved, directory)),
        tuple(reader.measurer.measures(resolved, directory, document.published or published_in(document.text))),
        tuple(_passages(resolved, directory)),
        reader.proofreader.read(flow, entities, document.text),
        reader.page.articles(flow),
    )
    return Reading(tuple(resolved), extraction, directory)


def _passages(resolved: Sequence[ResolvedSentence], directory: Directory) -> Iterator[Passage]:
    for sentence in resolved:
        read = sentence.read.tagged.sentence
        if len(read.text) >= SHORTEST_PASSAGE and read.kind is not Kind.BYLINE:
            said = read.evidence()
            anaphors = (m for m in sentence.mentions if m.refers_to and m.type is not EntityType.ACHIEVEMENT)
            meant = frozenset(directory.of(m) for m in anaphors)
            yield Passage(said.text, said.spans, meant)


Extractor: TypeAlias = Callable[[Document, Reader], Extraction]
"""`extract`, or what adds to it."""
