"""Relations that no rule states: for a mention, the one among all candidates that a careful reader would tie to it.

A log-linear model (lexicons/link_weights.toml, fitted on annotated texts by benchmarks/fitting) weighs where the two
stand, what is said between and around them, what the text has spoken of before, and what the rules have found.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from ingest.discourse.candidates import Candidate, CandidateFinder, Trail, meant, trailed
from ingest.discourse.clauses import clause_start
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.relations.denial import DENIED, is_unreal
from ingest.relations.link_features import LinkFeatures, Setting, abroad

Weights = Mapping[str, Mapping[str, float]]
JOINT = re.compile(r"(?:、|和|与|及|以及)[^，。；、\d]{0,7}|，")
LEAST = 0.35
"""A link is made if it is likelier than so much, where the lexicon names no other bar."""
MENTIONS = re.compile(r"(?:所|刚才|口中)?(?:说|讲|指|提到|介绍|形容|比划)的|口中的|[说讲指]的是")
"""Behind a person: he only speaks of the work."""
NOTHING = "(?!)"
ITSELF = "〇"
BEFORE, BEHIND = 3, 1
"""So many sentences before and behind one also tell who its persons are."""
SURE = 0.7
NOUGHTS = repeat(0.0)
"""What features without a weight weigh."""
ONE = frozenset({RelationType.HOSTED_BY, RelationType.LEADS, RelationType.MENTORS})
"""What the rules have found of these needs no second."""


@dataclass(frozen=True, slots=True)
class Link:
    """What is looked for: the partner of an anchor in a relation.

    Attributes:
        cue: what the sentence must hold.
        least: how likely a link must be.
        unless: names of anchors that have no partner.
        not_with: names of partners that are none.
        told_before: what the sentences before may hold instead of the cue.
        void: what tells, in the clause with `ITSELF` for the anchor and what follows, that the anchor has no partner.
    """

    relation: RelationType
    anchor: EntityType
    anchor_is_head: bool
    partners: frozenset[EntityType]
    cue: re.Pattern[str]
    least: float
    unless: re.Pattern[str]
    not_with: re.Pattern[str]
    told_before: re.Pattern[str]
    void: re.Pattern[str]

    @property
    def name(self) -> str:
        """The name under which its weights stand."""
        return f"{self.relation}.{self.anchor}"


class Decision(NamedTuple):
    """An anchor, and who may be its partner. No partner at all has no features.

    Attributes:
        shared: the features of every candidate.
        features: the further ones of each.
    """

    link: Link
    anchor: Mention
    candidates: Sequence[Candidate]
    shared: Sequence[str]
    features: Sequence[Sequence[str]]


class LinkFinder:
    """Finds relations between mentions of a sentence, and of these with what the text has spoken of before."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.tables["links"]
        self._links: dict[EntityType, list[Link]] = defaultdict(list)
        for row in table["link"]:
            partners = frozenset(map(EntityType, row["partners"]))
            link = Link(
                RelationType(row["relation"]), EntityType(row["anchor"]), row["end"] == "head", partners,
                re.compile(row["cue"]), row.get("least", LEAST), re.compile(row.get("unless", NOTHING)),
                re.compile(row.get("not_with", NOTHING)), re.compile(row.get("told_before", NOTHING)),
                re.compile(row.get("void", NOTHING)),
            )  # fmt: skip
            self._links[link.anchor].append(link)
        self._features, self._of_taught = LinkFeatures(table), LinkFeatures(table, wording=True)
        kinship = lexicon.tables["kinship"]
        self._relative, self._of_unit = re.compile(kinship["relative"]), re.compile(kinship["of_unit"])
        self._no_help = re.compile(lexicon.tables["helping"]["not"])
        self._speaks = re.compile(lexicon.tables["measures"]["speaking"]["behind"])
        self._candidates = CandidateFinder(lexicon)
        self._weights: Weights = lexicon.tables["link_weights"]

    def use(self, weights: Weights) -> None:
        """Puts other weights in place of the shipped ones."""
        self._weights = weights

    def relations(
        self, sentences: Iterable[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[Relation]:
        """The relations that the model adds to those that `stated` holds."""
        for sentence, trail, decision in self.decisions(sentences, stated, directory):
            weight = self._weights.get(decision.link.name, {}).get
            base = sum(map(weight, decision.shared, NOUGHTS))
            totals = [base + sum(map(weight, features, NOUGHTS)) for features in decision.features]
            best = max(range(len(totals)), key=totals.__getitem__)
            share = math.exp(totals[best]) / (1 + sum(map(math.exp, totals)))
            if share >= decision.link.least:
                chosen = decision.candidates[best]
                for partner in self._listed(decision.link, chosen, decision.candidates, sentence):
                    yield self._relation(decision, partner, sentence, trail, directory, round(share, 2))

    def _relation(
        self, decision: Decision, partner: Candidate, sentence: ResolvedSentence, trail: Trail, directory: Directory,
        confidence: float,
    ) -> Relation:  # fmt: skip
        anchor, other = directory.of(decision.anchor), directory.of(partner.mention)
        head, tail = (anchor, other) if decision.link.anchor_is_head else (other, anchor)
        evidence = sentence.read.tagged.sentence.evidence()
        for mention in (partner.mention, decision.anchor):
            if meant(mention) not in sentence.read.text and (earlier := trail.named.get(meant(mention))):
                evidence = evidence.with_earlier(earlier.read.tagged.sentence.evidence())
        attrs = {k: v for k, v in decision.anchor.attrs.items() if k in {"year", "grade"}}
        return Relation(decision.link.relation, head, tail, evidence, attrs, "linked", min(confidence, 0.75))

    def _listed(
        self, link: Link, chosen: Candidate, candidates: Sequence[Candidate], sentence: ResolvedSentence
    ) -> Iterator[Candidate]:
        """The chosen one and those that stand in one list with it ("甲、乙和丙"); masters share no apprentice."""
        yield chosen
        if not chosen.inside or link.relation is RelationType.MENTORS:
            return
        inside = sorted((c for c in candidates if c.inside), key=lambda c: c.mention.start)
        place = inside.index(chosen)
        for step in (1, -1):
            last, at = chosen, place + step
            while 0 <= at < len(inside) and inside[at].mention.type is chosen.mention.type:
                first, second = sorted((last.mention, inside[at].mention), key=lambda m: m.start)
                if not JOINT.fullmatch(sentence.read.text, first.end, second.start) or meant(first) == meant(second):
                    break
                yield inside[at]
                last, at = inside[at], at + step

    def decisions(
        self, sentences: Iterable[ResolvedSentence], stated: Sequence[Relation], directory: Directory
    ) -> Iterator[tuple[ResolvedSentence, Trail, Decision]]:
        """All anchors of the document with their candidates, in reading order."""
        known, read = _Known(stated), list(sentences)
        for place, (sentence, trail) in enumerate(trailed(read)):
            said = sentence.read.tagged.sentence
            if said.paragraph.columns or said.kind in {Kind.RECORD, Kind.FILLER}:
                continue
            keyed: list[tuple[Candidate, EntityKey]] | None = None
            nearby = read[max(0, place - BEFORE) : place + BEHIND + 1]
            settings: dict[LinkFeatures, Setting] = {}
            for anchor, link in self._sought(sentence, trail):
                key = directory.of(anchor)
                told = known.partners(link, key)
                if told and link.relation in ONE:
                    continue
                if keyed is None:
                    keyed = [(c, directory.of(c.mention)) for c in self._candidates.candidates(sentence, trail)]
                offered = [*keyed, *self._recent(link, keyed, sentence, trail, directory)]
                fitting = [(c, k) for c, k in offered if k != key and self._can_be(link, c, said.text)]
                if fitting:
                    describe = self._of_taught if link.relation is RelationType.MENTORS else self._features
                    if describe not in settings:
                        settings[describe] = describe.setting(sentence, nearby)
                    setting = settings[describe]
                    shared = describe.of_anchor(anchor, setting, told)
                    paths = known.paths(key)
                    rows = []
                    for c, k in fitting:
                        row = [*c.features, f"known={told.get(k, 'no')}"]
                        row += describe.of_pair(c, anchor, setting)
                        rows.append([*row, *(() if c.inside else abroad(shared)), *paths.get(k, ())])
                    yield sentence, trail, Decision(link, anchor, [c for c, _ in fitting], shared, rows)

    def _recent(
        self, link: Link, known: Iterable[tuple[Candidate, EntityKey]], sentence: ResolvedSentence, trail: Trail,
        directory: Directory,
    ) -> Iterator[tuple[Candidate, EntityKey]]:  # fmt: skip
        """Further candidates for a master: whom the sentences shortly before named, though nothing recalls them."""
        if link.relation is RelationType.MENTORS:
            named = {key for _, key in known}
            recent = ((c, directory.of(c.mention)) for c in self._candidates.persons(sentence, trail))
            yield from ((c, key) for c, key in recent if key not in named)

    def _sought(self, sentence: ResolvedSentence, trail: Trail) -> Iterator[tuple[Mention, Link]]:
        """The anchors of a sentence, and what is looked for; of masters and apprentices sentences before may tell."""
        types = {anchor.type for anchor in sentence.mentions}
        told = {kind: [link for link in self._links.get(kind, ()) if _is_told(link, sentence, trail)] for kind in types}
        for anchor in sentence.mentions:
            for link in told[anchor.type]:
                if not link.unless.search(meant(anchor)) and not self._is_void(link, anchor, sentence):
                    yield anchor, link

    def _can_be(self, link: Link, candidate: Candidate, text: str) -> bool:
        """Whether the candidate's type fits; who only tells of help does not give it."""
        m = candidate.mention
        tells = link.relation is RelationType.HELPS and candidate.inside and self._speaks.match(text, m.end)
        if link.relation is RelationType.DEVELOPED and candidate.inside:
            tells = MENTIONS.match(text, m.end)
        if link.relation is RelationType.MENTORS and candidate.inside:
            tells = self._relative.match(text, m.end)
        return m.type in link.partners and not tells and not link.not_with.search(meant(m))

    def _is_void(self, link: Link, anchor: Mention, sentence: ResolvedSentence) -> bool:
        """Whether the clause denies it or only hopes for it, or the anchor only speaks of it, or is told of as kin.

        Of help, whether the sentence tells of work and study there.
        """
        text = sentence.read.text
        clause = text[clause_start(text, anchor.start) : anchor.start]
        untrue = link.relation is RelationType.RECEIVED and is_unreal(clause)
        if link.void.search(clause + ITSELF + text[anchor.end :]):
            return True
        if link.relation is RelationType.DEVELOPED and MENTIONS.match(text, anchor.end):
            return True
        if link.relation is RelationType.MENTORS:
            others = {meant(m) for m in sentence.mentions if m.type is anchor.type and m.start > anchor.start}
            speaks = anchor.start == 0 and text.startswith("：", anchor.end)
            speaks = speaks or (len(others - {meant(anchor)}) > 1 and self._speaks.match(text, anchor.end) is not None)
            kin = self._relative.match(text, anchor.end) or self._of_unit.search(text[: anchor.start])
            return speaks or kin is not None
        return untrue or (link.relation is RelationType.HELPS and self._no_help.search(text) is not None)


def _is_told(link: Link, sentence: ResolvedSentence, trail: Trail) -> bool:
    """Whether the sentence, or one shortly before it, gives reason to look for the link."""
    if link.relation is RelationType.MENTORS:
        return _says(link.cue, sentence.read.text) or any(_says(link.told_before, said) for said in trail.said)
    return link.cue.search(sentence.read.text) is not None


def _says(cue: re.Pattern[str], text: str) -> bool:
    """Whether a text has a cue in a clause that does not deny it ("没有说师傅是谁")."""
    return any(not DENIED.search(text, clause_start(text, m.start()), m.start()) for m in cue.finditer(text))


class _Known:
    """What the rules have found, by the ends of the relations."""

    def __init__(self, stated: Sequence[Relation]) -> None:
        self._told: dict[tuple[RelationType, bool, EntityKey], dict[EntityKey, str]] = defaultdict(dict)
        self._around: dict[EntityKey, dict[EntityKey, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._paths: dict[EntityKey, Mapping[EntityKey, Sequence[str]]] = {}
        for relation in stated:
            sure = "sure" if relation.confidence >= SURE else "likely"
            self._told[relation.type, True, relation.head][relation.tail] = sure
            self._told[relation.type, False, relation.tail][relation.head] = sure
            self._around[relation.head][relation.tail].add(f"{relation.type}")
            self._around[relation.tail][relation.head].add(f"-{relation.type}")

    def partners(self, link: Link, anchor: EntityKey) -> Mapping[EntityKey, str]:
        """Those whom the rules tie to the anchor in the relation, and whether for sure."""
        return self._told.get((link.relation, link.anchor_is_head, anchor), {})

    def paths(self, anchor: EntityKey) -> Mapping[EntityKey, Sequence[str]]:
        """The entities one and two steps from an anchor, and by which relations, in alphabetical order."""
        if anchor not in self._paths:
            self._paths[anchor] = {end: sorted(ways) for end, ways in self._ways(anchor).items()}
        return self._paths[anchor]

    def _ways(self, anchor: EntityKey) -> dict[EntityKey, set[str]]:
        found: dict[EntityKey, set[str]] = defaultdict(set)
        for middle, steps in self._around.get(anchor, {}).items():
            found[middle] |= {f"step={step}" for step in steps}
            for end, further in self._around.get(middle, {}).items():
                if end != anchor:
                    found[end] |= {f"path={step}>{last}" for step in steps for last in further}
        return found
