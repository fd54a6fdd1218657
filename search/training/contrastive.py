"""Contrastive training of the token table: a query's vector must be nearest to its own passage's among the batch's.

The loss is multiple negatives ranking both ways (Henderson et al. 2017) with a learned scale, on the first 256, 128 and
64 numbers of the vectors (Matryoshka, Kusupati et al. 2022), so that a shortened vector serves too. A token's vector is
its own plus half the mean of its parts' (`parts`), so that what is learned about a common word also moves the rare
words that hold it; the sum is baked into one table at the end.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from search.training.examples import Batch

LEARNING_RATE = 1e-3
SCALE_RATE = 2e-3
FIRST_SCALE = 20.0
PART_SHARE = 0.5
REPORT_EVERY = 100
CHECKPOINT_EVERY = 200
SHORTENED = {1: 1.0, 2: 0.5, 4: 0.25}
"""Into how many parts the vector is cut, and what the loss on its first part weighs."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """The shorter tokens that each token is made of, one after the other: those of token i from `starts[i]` on."""

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, parts: list[list[int]]) -> "Parts":
        """From one list for each token."""
        starts = np.cumsum([0, *map(len, parts)])
        return cls(np.array([part for row in parts for part in row], dtype=np.int64), starts)


class TableTrainer:
    """Trains the token table; where it stands can be saved and taken up again."""

    def __init__(self, initial: NDArray[np.float32], parts: list[list[int]], steps: int) -> None:
        """Begins with the vectors `initial` [n, d]; `parts` of each of the n tokens."""
        self._own = torch.nn.Embedding(len(initial), initial.shape[1], sparse=True)
        self._own.load_state_dict({"weight": torch.from_numpy(initial)})
        self._log_scale = torch.nn.Parameter(torch.tensor(FIRST_SCALE).log())
        self._parts, self._steps, self._done = Parts.of(parts), steps, 0
        self._optimizers = (
            torch.optim.SparseAdam(self._own.parameters(), lr=LEARNING_RATE),
            torch.optim.Adam([self._log_scale], lr=SCALE_RATE),
        )

    def run(self, batch_of: Callable[[int], Batch], checkpoint: Path | None = None) -> NDArray[np.float32]:
        """Goes through the steps that are left and returns the trained table [n, d].

        Args:
            batch_of: the batch of each step; the same for the same step.
            checkpoint: file that keeps how far it has come; taken up where it exists.
        """
        if checkpoint and checkpoint.is_file():
            self._take_up(checkpoint)
        while self._done < self._steps:
            loss = self._step(batch_of(self._done))
            self._done += 1
            if self._done % REPORT_EVERY == 0:
                log.info("step %d of %d, loss %.3f, scale %.1f", self._done, self._steps, loss, self._scale().item())
            if checkpoint and self._done % CHECKPOINT_EVERY == 0:
                self._save(checkpoint)
        return self.table()

    def table(self) -> NDArray[np.float32]:
        """The vectors [n, d] as they are used: each token's own with its parts'."""
        with torch.no_grad():
            trained: NDArray[np.float32] = self._with_parts(np.arange(self._own.num_embeddings)).numpy()
        trained[0] = 0.0  # the unknown token
        return trained

    def _step(self, batch: Batch) -> float:
        texts = [*batch.queries, *batch.passages]
        used, places = np.unique(np.concatenate(texts), return_inverse=True)
        starts = torch.from_numpy(np.cumsum([0, *map(len, texts)][:-1]))
        means = functional.embedding_bag(torch.from_numpy(places), self._with_parts(used), starts, mode="mean")
        loss = _loss(means[: len(batch.queries)], means[len(batch.queries) :], batch.same, self._scale())
        for optimizer in self._optimizers:
            optimizer.zero_grad()
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * max(1.0 - self._done / self._steps, 0.02)
        loss.backward()  # type: ignore[no-untyped-call]
        for optimizer in self._optimizers:
            optimizer.step()  # type: ignore[no-untyped-call]
        return float(loss.item())

    def _with_parts(self, tokens: NDArray[np.int64]) -> torch.Tensor:
        """The vectors [len(tokens), d] of some tokens; only they and their parts are looked up, and changed."""
        first, last = self._parts.starts[tokens], self._parts.starts[tokens + 1]
        counts = last - first
        at = np.repeat(first - np.concatenate(([0], counts.cumsum()[:-1])), counts) + np.arange(counts.sum())
        needed, places = np.unique(np.concatenate([tokens, self._parts.tokens[at]]), return_inverse=True)
        rows = self._own(torch.from_numpy(needed))
        own = rows[torch.from_numpy(places[: len(tokens)])]
        starts = torch.from_numpy(np.concatenate(([0], counts.cumsum()[:-1])))
        of_parts = functional.embedding_bag(torch.from_numpy(places[len(tokens) :]), rows, starts, mode="mean")
        whole: torch.Tensor = own + PART_SHARE * of_parts
        return whole

    def _scale(self) -> torch.Tensor:
        return self._log_scale.exp()

    def _save(self, path: Path) -> None:
        state = {
            "done": self._done,
            "steps": self._steps,
            "own": self._own.state_dict(),
            "log_scale": self._log_scale.detach(),
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(path)

    def _take_up(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        if state["steps"] != self._steps or state["own"]["weight"].shape != self._own.weight.shape:
            raise ValueError(f"{path} belongs to a training with other settings; remove it to begin anew")
        self._own.load_state_dict(state["own"])
        with torch.no_grad():
            self._log_scale.copy_(state["log_scale"])
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self._done = state["done"]
        log.info("taken up at step %d of %d", self._done, self._steps)


def _loss(queries: torch.Tensor, passages: torch.Tensor, same: NDArray[np.int64], scale: torch.Tensor) -> torch.Tensor:
    """Queries [n, d], each the asker of the passage of its number; passages [m, d], those from n on wrong for all."""
    number, width = torch.from_numpy(same), queries.shape[1]
    equal = (number[: len(queries), None] == number[None, :]) & ~torch.eye(len(queries), len(passages)).bool()
    target = torch.arange(len(queries))
    losses = []
    for cut, weight in SHORTENED.items():
        one, other = (functional.normalize(vectors[:, : width // cut], dim=1) for vectors in (queries, passages))
        scores = (scale * one @ other.T).masked_fill(equal, float("-inf"))
        back = functional.cross_entropy(scores[:, : len(queries)].T, target)
        losses.append(weight * (functional.cross_entropy(scores, target) + back) / 2)
    return torch.stack(losses).sum() / sum(SHORTENED.values())
