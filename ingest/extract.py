"""Extraction: from one document to its facts, by rules alone."""

from dataclasses import dataclass, replace

from corpus.document import Document
from ingest.coreference import Resolver
from ingest.displaced import Proof, put_back
from ingest.entities import Directory
from ingest.facts import Extraction, Passage
from ingest.layout import Cues, Kind, paragraphs
from ingest.lexicon import Lexicon
from ingest.measures import Measurer
from ingest.mentions.mention import TaggedSentence
from ingest.mentions.recognise import Recogniser
from ingest.naming import NameReader
from ingest.records import RecordReader
from ingest.relations import Relator
from ingest.sentences import sentences
from ingest.tables import under_headers
from ingest.tagger import Tagger
from ingest.traditional import as_printed, simplified
from ingest.winners import WinnerLists
from ingest.words import one_word_across

NAMING_TAGS = {"PER", "ORG", "LOC"}
SHORTEST_PASSAGE = 6


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that reading needs, built once: the tagger's weights and the rules of the lexicons."""

    tagger: Tagger
    lexicon: Lexicon
    recogniser: Recogniser
    resolver: Resolver
    names: NameReader
    records: RecordReader
    winners: WinnerLists
    relator: Relator
    measurer: Measurer

    @classmethod
    def load(cls) -> "Reader":
        """A reader with the installed tagger and the shipped lexicons.

        Raises:
            ModelUnavailable: the tagger's files are missing.
        """
        lexicon = Lexicon.load()
        recogniser = Recogniser(lexicon)
        names = NameReader(recogniser.organizations, recogniser.places)
        records = RecordReader(lexicon, recogniser.fields)
        winners = WinnerLists(lexicon, recogniser.awards, recogniser.persons)
        return cls(
            Tagger.load(),
            lexicon,
            recogniser,
            Resolver(lexicon, recogniser.places, recogniser.organizations),
            names,
            records,
            winners,
            Relator(lexicon, names, records, winners),
            Measurer(lexicon),
        )

    def begins_with_name(self, line: str) -> bool:
        """Whether the line's first word names a person, place or organization."""
        tokens = self.tagger.tag([line])[0]
        return bool(tokens) and tokens[0].tag in NAMING_TAGS


def extract(document: Document, reader: Reader) -> Extraction:
    """All that the document says; the same document always gives the same facts."""
    read = simplified(document.text)
    if read == document.text:
        return _extract(document, reader)
    return as_printed(_extract(replace(document, text=read), reader), document.text, read)


def _extract(document: Document, reader: Reader) -> Extraction:
    fields = reader.recogniser.fields
    openers = reader.lexicon.words("layout", "openers")
    cues = Cues(reader.begins_with_name, one_word_across, fields.is_record, fields.is_source, openers)
    proof = Proof(
        one_word_across,
        reader.lexicon.words("measures", "counters"),
        reader.lexicon.words("layout", "open_ends"),
        openers,
    )
    flow = under_headers(put_back(paragraphs(document.text, cues), proof), fields.is_label)
    found = sentences(flow)
    tags = reader.tagger.tag([sentence.text for sentence in found])
    read = reader.winners.noted(
        reader.recogniser.read([TaggedSentence(s, t) for s, t in zip(found, tags, strict=True)])
    )
    directory = Directory(read, reader.lexicon, reader.recogniser.places)
    for sentence in read:
        for mention in (*sentence.mentions, *sentence.inner):
            reader.names.note(mention, sentence.tagged.sentence, directory)
    directory.relink()
    rows = {
        sentence.tagged.sentence.number: subject
        for record in reader.records.records(read)
        if (subject := reader.records.subject(record))
        for sentence in record
    }
    resolved = list(reader.resolver.resolve(read, rows))
    return Extraction(
        document.id,
        directory.entities(),
        tuple(reader.relator.relations(resolved, directory)),
        tuple(reader.measurer.measures(resolved, directory)),
        tuple(
            Passage(said.text, said.spans)
            for s in found
            if len(s.text) >= SHORTEST_PASSAGE and s.kind is not Kind.BYLINE
            for said in [s.evidence()]
        ),
    )
