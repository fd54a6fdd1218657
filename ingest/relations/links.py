"""Relations that no rule states: for a mention, the one among all candidates that a careful reader would tie to it.

A log-linear model (lexicons/link_weights.toml, fitted on annotated texts by benchmarks/fitting) weighs where the two
stand, what is said between and around them, what the text has spoken of before, and what the rules have found.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.cues import CueSet, Places, between
from ingest.discourse.candidates import Candidate, CandidateFinder, Trail, meant, trailed
from ingest.discourse.clauses import breaks_between, clause_end, clause_start
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey, EntityType, Relation, RelationType
from ingest.lexicon import Lexicon
from ingest.mentions.mention import Mention
from ingest.names.entities import Directory
from ingest.page.layout import Kind
from ingest.relations.denial import is_unreal

Weights = Mapping[str, Mapping[str, float]]
REACH = 40
"""Words between two mentions are looked for in so many characters."""
CLOSE, BESIDE, APART = 2, 4, 14
"""Two mentions close to one another, beside one another and apart have so many characters between them."""
THEN = 12
"""Words behind both of them are looked for in so many characters."""
MOST_BREAKS, MOST_BETWEEN = 3, 3
JOINT = re.compile(r"(?:、|和|与|及|以及)[^，。；、\d]{0,7}|，")
LEAST = 0.35
"""A link is made if it is likelier than so much, where the lexicon names no other bar."""
MENTIONS = re.compile(r"(?:所|刚才|口中)?(?:说|讲|指|提到|介绍|形容|比划)的|口中的|[说讲指]的是")
"""Behind a person: he only speaks of the work."""
NOTHING = "(?!)"
SURE = 0.7
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
    """

    relation: RelationType
    anchor: EntityType
    anchor_is_head: bool
    partners: frozenset[EntityType]
    cue: re.Pattern[str]
    least: float
    unless: re.Pattern[str]
    not_with: re.Pattern[str]

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
                re.compile(row.get("not_with", NOTHING)),
            )  # fmt: skip
            self._links[link.anchor].append(link)
        self._between = CueSet(table["between"])
        self._ahead = CueSet(table["ahead"], reach=BESIDE)
        self._behind = CueSet(table["behind"])
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
            weights = self._weights.get(decision.link.name, {})
            base = sum(weights.get(feature, 0.0) for feature in decision.shared)
            totals = [base + sum(weights.get(f, 0.0) for f in features) for features in decision.features]
            best = max(range(len(totals)), key=totals.__getitem__)
            share = math.exp(totals[best]) / (1 + sum(map(math.exp, totals)))
            if share >= decision.link.least:
                chosen = decision.candidates[best]
                for partner in self._listed(chosen, decision.candidates, sentence):
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
        self, chosen: Candidate, candidates: Sequence[Candidate], sentence: ResolvedSentence
    ) -> Iterator[Candidate]:
        """The chosen one and those that stand in one list with it ("甲、乙和丙")."""
        yield chosen
        if not chosen.inside:
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
        known = _Known(stated)
        for sentence, trail in trailed(sentences):
            said = sentence.read.tagged.sentence
            if said.paragraph.columns or said.kind in {Kind.RECORD, Kind.FILLER}:
                continue
            keyed: list[tuple[Candidate, EntityKey]] | None = None
            cues: Places = ()
            for anchor, link in self._sought(sentence):
                key = directory.of(anchor)
                told = known.partners(link, key)
                if told and link.relation in ONE:
                    continue
                if keyed is None:
                    keyed = [(c, directory.of(c.mention)) for c in self._candidates.candidates(sentence, trail)]
                    cues = self._between.places(sentence.read.text)
                fitting = [(c, k) for c, k in keyed if k != key and self._can_be(link, c, said.text)]
                if fitting:
                    shared = self._of_anchor(anchor, sentence, cues, told)
                    paths = known.paths(key)
                    rows = []
                    for c, k in fitting:
                        row = [*c.features, f"known={told.get(k, 'no')}", *self._of_pair(c, anchor, sentence, cues)]
                        rows.append([*row, *(() if c.inside else _abroad(shared)), *paths.get(k, ())])
                    yield sentence, trail, Decision(link, anchor, [c for c, _ in fitting], shared, rows)

    def _sought(self, sentence: ResolvedSentence) -> Iterator[tuple[Mention, Link]]:
        """The anchors of a sentence, and what is looked for."""
        for anchor in sentence.mentions:
            for link in self._links.get(anchor.type, ()):
                sought = link.cue.search(sentence.read.text) and not link.unless.search(meant(anchor))
                if sought and not self._is_void(link, anchor, sentence.read.text):
                    yield anchor, link

    def _can_be(self, link: Link, candidate: Candidate, text: str) -> bool:
        """Whether the candidate's type fits; who only tells of help does not give it."""
        m = candidate.mention
        tells = link.relation is RelationType.HELPS and candidate.inside and self._speaks.match(text, m.end)
        if link.relation is RelationType.DEVELOPED and candidate.inside:
            tells = MENTIONS.match(text, m.end)
        return m.type in link.partners and not tells and not link.not_with.search(meant(m))

    def _is_void(self, link: Link, anchor: Mention, text: str) -> bool:
        """Whether the clause denies it or only hopes for it, or the anchor only speaks of it.

        Of help, whether the sentence tells of work and study there.
        """
        clause = text[clause_start(text, anchor.start) : anchor.start]
        untrue = link.relation is RelationType.RECEIVED and is_unreal(clause)
        if link.relation is RelationType.DEVELOPED and MENTIONS.match(text, anchor.end):
            return True
        return untrue or (link.relation is RelationType.HELPS and self._no_help.search(text) is not None)

    def _of_anchor(
        self, anchor: Mention, sentence: ResolvedSentence, said: Places, told: Mapping[EntityKey, str]
    ) -> list[str]:
        """What speaks for a partner, whoever it is."""
        text = sentence.read.text
        own = [f"anchor ahead={name}" for name in self._ahead.ahead(text, anchor.start)]
        own += [f"anchor behind={name}" for name in self._behind.behind(text, anchor.end)]
        own += [f"anaphor={anchor.refers_to is not None}", f"on={sentence.read.tagged.sentence.kind}"]
        own.append(f"told={bool(told)}")
        clause = clause_start(text, anchor.start), clause_end(text, anchor.end)
        return [*own, *(f"clause={name}" for name in between(said, *clause))]

    def _of_pair(self, candidate: Candidate, anchor: Mention, sentence: ResolvedSentence, said: Places) -> list[str]:
        """What speaks for one candidate."""
        m = candidate.mention
        row = [f"type={m.type}", f"{m.type}/anaphor={bool(anchor.refers_to)}"]
        if candidate.inside:
            return row + self._position(anchor, m, sentence, said)
        rival = any(o.type is m.type for o in sentence.mentions)
        return [*row, "out", f"out/rival={rival}", f"out/{m.type}"]

    def _position(self, anchor: Mention, m: Mention, sentence: ResolvedSentence, said: Places) -> list[str]:
        """How a candidate stands to the anchor in the sentence."""
        text = sentence.read.text
        before = m.start < anchor.start
        side = "before" if before else "after"
        first, second = (m, anchor) if before else (anchor, m)
        apart = text[first.end : second.start]
        breaks = min(breaks_between(text, first.end, second.start), MOST_BREAKS)
        others = [o for o in sentence.mentions if first.end <= o.start and o.end <= second.start]
        same = min(sum(o.type is m.type for o in others), MOST_BETWEEN)
        rivals = min(sum(o.type is anchor.type for o in others), MOST_BETWEEN)
        row = [
            f"{side}/{m.type}/breaks={breaks}",
            f"{side}/same={same}",
            f"{side}/rivals={rivals}",
            f"{side}/gap={_gap(len(apart))}",
            f"{side}/semicolon={'；' in apart}",
        ]
        if len(apart) <= CLOSE:
            row.append(f"{side}/between={apart}")
        if len(apart) <= REACH:
            row += [f"{side}/says={name}" for name in between(said, first.end, second.start)]
        return row + [f"{side}/then={name}" for name in between(said, second.end, second.end + THEN)]


def _abroad(shared: Sequence[str]) -> Iterator[str]:
    """What the anchor's clause says, for a candidate that the sentence does not name."""
    return (f"out/{feature}" for feature in shared if feature.startswith("clause"))


def _gap(characters: int) -> str:
    return "none" if not characters else "short" if characters <= BESIDE else "mid" if characters <= APART else "long"


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
