"""Finding what a sentence names: one finder a type of entity."""

from ingest.mentions.mention import Mention, TaggedSentence
from ingest.mentions.recognise import ReadSentence, Recogniser

__all__ = ["Mention", "ReadSentence", "Recogniser", "TaggedSentence"]
