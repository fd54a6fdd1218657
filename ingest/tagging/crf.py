"""The best sequence of tags under a linear-chain conditional random field (Viterbi), many sequences at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.tagging.packing import Packing, Rows

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Crf:
    """Scores for beginning with a tag [K], ending with it [K], and going from one tag to another [K, K]."""

    start: Array
    end: Array
    transitions: Array

    def best(self, scores: Array, packing: Packing) -> Rows:
        """The tag of each row of the best sequences, for emission scores [rows, K]."""
        return self._traced(self._reached(scores, packing), packing)

    def _reached(self, scores: Array, packing: Packing) -> Array:
        """The score [rows, K] of the best way from the sequence's beginning to each tag of each row."""
        best = scores.copy()
        first, last = packing.steps[0]
        before = best[first:last]
        before += self.start
        # A row for each tag that a step comes from, as long as all ways from it: numpy is quick with long rows only.
        onward = np.tile(self.transitions, last - first)
        for first, last in packing.steps[1:]:
            ways = np.repeat(before[: last - first].T, len(self.end), axis=1)
            ways += onward[:, : ways.shape[1]]
            before = best[first:last]
            before += np.maximum.reduce(ways, axis=0).reshape(before.shape)
        return best

    def _traced(self, reached: Array, packing: Packing) -> Rows:
        """The tags of the best sequences, followed from their ends."""
        tags = np.empty(len(reached), dtype=np.intp)
        into = np.ascontiguousarray(self.transitions.T)
        following = tags[:0]
        for first, last in reversed(packing.steps):
            going_on = len(following)
            ways = reached[first:last] + self.end
            np.add(reached[first : first + going_on], into[following], out=ways[:going_on])
            following = tags[first:last]
            ways.argmax(axis=1, out=following)
        return tags
