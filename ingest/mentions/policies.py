"""Policies: titles in book marks that end in the name of a kind of official document."""

import re
from collections.abc import Iterator

from ingest.facts import EntityType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention, TaggedSentence


class PolicyFinder:
    """Finds 《…办法》, 《…方案（2024—2026年）》 and the like."""

    def __init__(self, lexicon: Lexicon) -> None:
        ending = lexicon.either("policies", "endings")
        self._titled = re.compile(rf"《[^《》]{{2,60}}?{ending}(?:[（(][^（）()]{{1,20}}[）)])?》")
        self._short = re.compile(rf"《{ending}》")

    def find(self, sentence: TaggedSentence) -> Iterator[Mention]:
        """The policies named in the sentence; 《方案》 alone refers back and is none."""
        for match in self._titled.finditer(sentence.text):
            if not self._short.fullmatch(match.group()):
                yield Mention(
                    *match.span(), EntityType.POLICY, sentence.sentence.surface(*match.span()), "policy.title"
                )
