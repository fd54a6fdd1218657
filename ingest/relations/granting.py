"""Who gave an honour: "被某市总工会命名为……", "某公司授予某某……", "由某某工会授牌"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.relations.helping import WEAK
from ingest.relations.pattern import SYMBOL, Encoded

UNIT, AWARD = SYMBOL[EntityType.ORGANIZATION], SYMBOL[EntityType.AWARD]
BY = "by"


class GrantReader:
    """Finds the givers of honours."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["granting"]
        row = rf"(?P<givers>{UNIT}(?:[、和与及]|联合|会同)?(?:{UNIT}[、和与及]?)*)"
        self._gives = re.compile(row + table["gives"] + rf"(?P<awards>{AWARD}(?:(?:{table['next']}){AWARD})*)")
        self._cue = re.compile(table["cue"])
        self._no_employer = tuple(lexicon.tables["anaphors"]["not_enterprise"]["endings"])

    def told(
        self, relations: Iterable[Relation], sentences: Sequence[ResolvedSentence], directory: Directory
    ) -> list[Relation]:
        """The relations, honours with their giver; none has a union or an office for employer that only honours him."""
        givers: dict[EntityKey, dict[EntityKey, None]] = {}
        for sentence in sentences:
            for award, giver in self._grants(sentence):
                givers.setdefault(directory.of(award), {})[directory.of(giver)] = None
        relations = list(relations)
        honoured = {
            (r.head, giver)
            for r in relations
            if r.type is RelationType.RECEIVED
            for giver in givers.get(r.tail, ())
            if giver.name.endswith(self._no_employer)
        }
        return [
            self._with_giver(r, givers)
            for r in relations
            if not (r.type is RelationType.WORKS_AT and r.rule in WEAK and (r.head, r.tail) in honoured)
        ]

    @staticmethod
    def _with_giver(relation: Relation, givers: dict[EntityKey, dict[EntityKey, None]]) -> Relation:
        names = [giver.name for giver in givers.get(relation.tail, ()) if giver != relation.head]
        given = relation.type is RelationType.RECEIVED and bool(names)
        return replace(relation, attrs={**relation.attrs, BY: "、".join(names)}) if given else relation

    def _grants(self, sentence: ResolvedSentence) -> Iterator[tuple[Mention, Mention]]:
        """Honours and who gives them; of as many givers as honours each gives one ("被甲和乙命名为“丙”、“丁”")."""
        if not self._cue.search(sentence.read.text):
            return
        encoded = Encoded.of(sentence.read.text, sentence.mentions)
        for match in self._gives.finditer(encoded.text):
            givers = [encoded.mention(i) for i in range(*match.span("givers")) if encoded.text[i] == UNIT]
            awards = [encoded.mention(i) for i in range(*match.span("awards")) if encoded.text[i] == AWARD]
            if len(givers) > 1 and len(givers) == len(awards):
                yield from zip(awards, givers, strict=True)
            else:
                yield from ((award, giver) for award in awards for giver in givers)
