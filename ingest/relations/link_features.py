"""What speaks for a link between two mentions: where they stand, and what is said between and around them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ingest.cues import CueSet, Places, between
from ingest.discourse.candidates import Candidate, meant
from ingest.discourse.clauses import breaks_between, clause_end, clause_start
from ingest.discourse.coreference import ResolvedSentence
from ingest.facts import EntityKey
from ingest.mentions.mention import Mention
from ingest.relations.wording import Standings, Wording

REACH = 40
"""Words between two mentions are looked for in so many characters."""
CLOSE, BESIDE, APART = 2, 4, 14
"""Two mentions close to one another, beside one another and apart have so many characters between them."""
THEN = 12
"""Words behind both of them are looked for in so many characters."""
SENTENCES = 64
"""The cues of so many sentences are remembered: of each they are asked for anchor by anchor."""
MOST_BREAKS, MOST_BETWEEN = 3, 3


class Setting(NamedTuple):
    """A sentence in which links are looked for.

    Attributes:
        said: where each cue stands.
        standings: what is said beside each person's name, here and shortly before and behind.
    """

    sentence: ResolvedSentence
    said: Places
    standings: Standings


class LinkFeatures:
    """Describes anchors and candidates by the cues of the lexicon of links."""

    def __init__(self, table: Mapping[str, Any], *, wording: bool = False) -> None:
        """Takes the cues; with `wording` the characters around two persons are described too."""
        self._between, self._behind = CueSet(table["between"]), CueSet(table["behind"])
        self._ahead = CueSet(table["ahead"], reach=BESIDE)
        self._wording = Wording(table) if wording else None
        self._places = lru_cache(SENTENCES)(self._between.places)

    def setting(self, sentence: ResolvedSentence, nearby: Sequence[ResolvedSentence]) -> Setting:
        """What the description of all anchors and candidates of a sentence begins with."""
        standings = self._wording.standings(nearby) if self._wording else {}
        return Setting(sentence, self._places(sentence.read.text), standings)

    def of_anchor(self, anchor: Mention, setting: Setting, told: Mapping[EntityKey, str]) -> list[str]:
        """What speaks for a partner, whoever it is."""
        sentence, said, standings = setting
        text = sentence.read.text
        own = [f"anchor ahead={name}" for name in self._ahead.ahead(text, anchor.start)]
        own += [f"anchor behind={name}" for name in self._behind.behind(text, anchor.end)]
        own += [f"anaphor={anchor.refers_to is not None}", f"on={sentence.read.tagged.sentence.kind}"]
        own.append(f"told={bool(told)}")
        own += [f"anchor {name}" for name in standings.get(meant(anchor), ())]
        clause = clause_start(text, anchor.start), clause_end(text, anchor.end)
        return [*own, *(f"clause={name}" for name in between(said, *clause))]

    def of_pair(self, candidate: Candidate, anchor: Mention, setting: Setting) -> list[str]:
        """What speaks for one candidate."""
        sentence, said, standings = setting
        m = candidate.mention
        row = [f"type={m.type}", f"{m.type}/anaphor={bool(anchor.refers_to)}"]
        if self._wording:
            row += self._wording.of_pair(sentence, anchor, m if candidate.inside else None)
            row += standings.get(meant(m), ())
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


def abroad(shared: Sequence[str]) -> Iterator[str]:
    """What the anchor's clause says, for a candidate that the sentence does not name."""
    return (f"out/{feature}" for feature in shared if feature.startswith("clause"))


def _gap(characters: int) -> str:
    return "none" if not characters else "short" if characters <= BESIDE else "mid" if characters <= APART else "long"
