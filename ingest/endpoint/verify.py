"""Claims held to the text: what cannot be found there is dropped and counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from ingest.endpoint.claims import ClaimedMeasure, ClaimedRelation, Claims
from ingest.endpoint.prompt import Prompt
from ingest.endpoint.report import Dropped
from ingest.endpoint.shown import Folded, Shown
from ingest.facts import Entity, EntityKey, EntityType, Evidence, Extraction, Measure, Relation
from ingest.measures.quantities import Quantity, QuantityReader
from ingest.names.entities import plain
from ingest.page.sentences import uniform
from ingest.traditional import simplified

CONFIDENCE = 0.5
"""Below every rule's: nobody has measured the precision of whatever model is asked."""
Claim = TypeVar("Claim")
Fact = TypeVar("Fact")


class _Untenable(Exception):
    """A claim that the text does not bear out."""

    def __init__(self, reason: Dropped) -> None:
        super().__init__(reason)
        self.reason = reason


class Verifier:
    """Holds the claims about one document to its text.

    Attributes:
        dropped: how many claims were not taken, by reason.
    """

    def __init__(self, rules: Extraction, prompt: Prompt, quantities: QuantityReader, rule: str) -> None:
        """Takes what the rules read, whose names go before the model's, and the rule to note the facts under."""
        self._document = rules.document_id
        self._shown = Shown(rules.passages)
        self._prompt, self._quantities, self._rule = prompt, quantities, rule
        self._entities = {entity.key: entity for entity in rules.entities}
        self._known: dict[str, list[EntityKey]] = defaultdict(list)
        for entity in rules.entities:
            for form in (entity.key.name, *entity.aliases):
                self._known[plain(form)].append(entity.key)
        self.dropped: Counter[Dropped] = Counter()

    def verified(self, claims: Claims) -> Extraction:
        """The claims that the text bears out, with the entities that they are about."""
        self.dropped[Dropped.FORM] += claims.malformed
        relations = tuple(self._borne_out(claims.relations, lambda claim: self._relation(claim, claims.types)))
        measures = tuple(self._borne_out(claims.measures, lambda claim: self._measure(claim, claims.types)))
        used = {key for r in relations for key in (r.head, r.tail)} | {m.subject for m in measures}
        entities = tuple(self._entities[key] for key in sorted(used))
        return Extraction(self._document, entities, relations, measures, ())

    def _borne_out(self, claims: Iterable[Claim], check: Callable[[Claim], Fact]) -> Iterator[Fact]:
        for claim in claims:
            try:
                yield check(claim)
            except _Untenable as untenable:
                self.dropped[untenable.reason] += 1

    def _relation(self, claim: ClaimedRelation, types: dict[str, EntityType]) -> Relation:
        evidence = self._evidence(claim.quote)
        heads, tails = self._prompt.ends[claim.type]
        head, tail = self._key(claim.head, types, heads), self._key(claim.tail, types, tails)
        if head == tail:
            raise _Untenable(Dropped.ENDS)
        if not any(_says(evidence, form) for key in (head, tail) for form in self._forms(key)):
            raise _Untenable(Dropped.UNNAMED)
        attrs = {"role": claim.role} if claim.role and _says(evidence, claim.role) else {}
        return Relation(claim.type, head, tail, evidence, attrs, self._rule, CONFIDENCE)

    def _measure(self, claim: ClaimedMeasure, types: dict[str, EntityType]) -> Measure:
        evidence = self._evidence(claim.quote)
        subject = self._key(claim.subject, types, self._prompt.subjects)
        quantity = self._quantity(evidence, claim.figure)
        period = claim.period if claim.period and _says(evidence, claim.period) else None
        return Measure(
            subject, claim.type, quantity.value, quantity.unit, evidence,
            quantity.approx, claim.planned, period, self._rule, CONFIDENCE,
        )  # fmt: skip

    def _evidence(self, quote: str) -> Evidence:
        evidence = self._shown.evidence(quote)
        if evidence is None:
            raise _Untenable(Dropped.QUOTE)
        return evidence

    def _key(self, name: str, types: dict[str, EntityType], wanted: Collection[EntityType]) -> EntityKey:
        """The entity that a name means: the rules' own where they know the name, else one of the model's type."""
        written, spans = self._shown.names(name) or (name, ())
        known = self._known.get(plain(written))  # in the text too, but some in two places: "某大赛" and "冠军"
        if not plain(written) or not (known or spans):
            raise _Untenable(Dropped.NAME)
        said = [EntityKey(types[name], written)] if name in types else []
        key = next((key for key in known or said if key.type in wanted), None)
        if key is None:
            raise _Untenable(Dropped.ENDS)
        self._entities.setdefault(key, Entity(key, (), spans))
        return key

    def _forms(self, key: EntityKey) -> tuple[str, ...]:
        return (key.name, *self._entities[key].aliases)

    def _quantity(self, evidence: Evidence, figure: str) -> Quantity:
        """The figure as the rules for quantities read it in the sentence, so that no model does the arithmetic."""
        places = list(Folded.of(evidence.text).find(figure))
        for quantity in self._quantities.find(uniform(simplified(evidence.text))):
            if any(start < quantity.end and quantity.start < end for start, end in places):
                return quantity
        raise _Untenable(Dropped.FIGURE)


def _says(evidence: Evidence, words: str) -> bool:
    return any(True for _ in Folded.of(evidence.text).find(words))
