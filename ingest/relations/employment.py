"""Where people work and studios stand, when the text leaves it to the reader: at the enterprise that it is about."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Evidence, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.unit_names import UnitNames
from ingest.names.entities import Directory
from ingest.page.layout import Kind

CONFIDENCE = 0.6
OF_MANY = ("服务队", "服务团", "联盟")
"""Groups whose members come from several enterprises."""
REACH = 14
"""A trade or an office stands at most so many characters before the name."""


class EmploymentReader:
    """Fills in employers and hosts of a text that is about one enterprise."""

    def __init__(self, lexicon: Lexicon, organizations: UnitNames) -> None:
        self._organizations = organizations
        table = lexicon.tables["employment"]
        role = lexicon.either("roles", "workers", "officials")
        self._inside = re.compile(rf"(?:{table['inside']}[^，。；、]{{0,{REACH}}}?|{role}|{table['beside']})[、“]?$")

    def relations(
        self, sentences: Sequence[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """What `stated` lacks: employers of people introduced by their trade, and hosts of studios."""
        known = [r for r in stated if r.type is RelationType.WORKS_AT]
        told = list(self._employers(sentences, {r.head for r in known}, directory))
        yield from told
        yield from self._hosts(stated, [*known, *told])

    def _employers(
        self, sentences: Sequence[ResolvedSentence], employed: set[EntityKey], directory: Directory
    ) -> Iterator[Relation]:
        seen = set(employed)
        named = _first_naming(sentences, directory, self._organizations)
        units = directory.names(EntityType.ORGANIZATION)
        for sentence in sentences:
            text, enterprise = sentence.read.text, units.get(sentence.focus.enterprise or "")
            if enterprise is None or sentence.read.tagged.sentence.kind is Kind.BYLINE:
                continue
            for m in sentence.mentions:
                if m.type is not EntityType.PERSON or m.refers_to or directory.of(m) in seen:
                    continue
                nearest = max((o.end for o in sentence.mentions if o.end <= m.start), default=0)
                if self._inside.search(text, nearest, m.start) or self._inside.search(text[nearest : m.start]):
                    seen.add(directory.of(m))
                    evidence = sentence.read.tagged.sentence.evidence().with_earlier(named[enterprise])
                    yield Relation(
                        RelationType.WORKS_AT,
                        directory.of(m),
                        enterprise,
                        evidence,
                        {},
                        "employment.inside",
                        CONFIDENCE,
                    )

    def _hosts(self, stated: Sequence[Relation], employers: Sequence[Relation]) -> Iterator[Relation]:
        """A studio of which no host is told stands where its leader works: at the enterprise, not in a workshop."""
        hosted = {r.head for r in stated if r.type is RelationType.HOSTED_BY}
        works = {r.head: r for r in reversed(employers) if not self._organizations.is_department(r.tail.name)}
        for lead in stated:
            if lead.type is not RelationType.LEADS or lead.tail.name.endswith(OF_MANY):
                continue
            if lead.tail not in hosted and (work := works.get(lead.head)):
                hosted.add(lead.tail)
                evidence = lead.evidence.with_earlier(work.evidence)
                yield Relation(
                    RelationType.HOSTED_BY, lead.tail, work.tail, evidence, {}, "employment.host", CONFIDENCE
                )


def _first_naming(
    sentences: Iterable[ResolvedSentence], directory: Directory, organizations: UnitNames
) -> dict[EntityKey, Evidence]:
    """The sentence that first names each organization."""
    found: dict[EntityKey, Evidence] = {}
    for sentence in sentences:
        for m in sentence.read.mentions:
            if m.type is EntityType.ORGANIZATION:
                for name in organizations.chain(m.refers_to or m.name):
                    unit = directory.key(EntityType.ORGANIZATION, name)
                    found.setdefault(unit, sentence.read.tagged.sentence.evidence())
    return found
