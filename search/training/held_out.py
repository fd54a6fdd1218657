"""How well a table answers cases that it has not learned from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search.training.cases import Case
from search.training.glossary import Group


def recall(cases: Sequence[Case], tokenizer: Tokenizer, table: NDArray[np.float32]) -> float:
    """The share of all that is asked for which the report of its own case is the nearest among those of all cases."""
    reports = _vectors(["".join(case.passages) for case in cases], tokenizer, table)
    asked = [(text, number) for number, case in enumerate(cases) for text in case.asked]
    nearest = (_vectors([text for text, _ in asked], tokenizer, table) @ reports.T).argmax(axis=1)
    return float((nearest == [number for _, number in asked]).mean())


def as_cases(groups: Sequence[Group]) -> list[Case]:
    """Terms, the first of each group, as if somebody asked for their names in the words of their glosses."""
    return [Case(term.name, (term.gloss,), (term.name,), ()) for term, *_ in groups]


def _vectors(texts: Sequence[str], tokenizer: Tokenizer, table: NDArray[np.float32]) -> NDArray[np.float32]:
    means = np.stack([table[encoding.ids].mean(axis=0) for encoding in tokenizer.encode_batch(list(texts))])
    unit: NDArray[np.float32] = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return unit
