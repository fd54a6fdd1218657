"""Contrastive training of the token table: a query's vector must be nearest to its own passage's among the batch's.

The loss is multiple negatives ranking both ways (Henderson et al. 2017), equal passages masked, with a learned scale. A
token's vector is its own plus half the mean of its parts' (`parts`), so that what is learned about a common word also
moves the rare words that hold it; the sum is baked into one table at the end.
"""

import logging
from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from search.training.examples import Batch, Ids

LEARNING_RATE = 2e-3
FIRST_SCALE = 20.0
PART_SHARE = 0.5
REPORT_EVERY = 100

log = logging.getLogger(__name__)


def train_table(
    initial: NDArray[np.float32], parts: list[list[int]], batches: Iterable[Batch], steps: int
) -> NDArray[np.float32]:
    """The trained token table [n, d] from `initial` [n, d] and `steps` batches."""
    own = torch.nn.Parameter(torch.from_numpy(initial.copy()))
    log_scale = torch.nn.Parameter(torch.tensor(FIRST_SCALE).log())
    mixing = _mixing(parts)
    optimizer = torch.optim.Adam([own, log_scale], lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(1.0 - step / steps, 0.02))
    for step, batch in enumerate(batches, start=1):
        table = own + torch.sparse.mm(mixing, own)
        loss = _loss(_means(table, batch.queries), _means(table, batch.passages), batch.same, log_scale.exp())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if step % REPORT_EVERY == 0:
            log.info("step %d of %d, loss %.3f, scale %.1f", step, steps, loss.item(), log_scale.exp().item())
    with torch.no_grad():
        trained: NDArray[np.float32] = (own + torch.sparse.mm(mixing, own)).numpy()
    trained[0] = 0.0  # the unknown token
    return trained


def _mixing(parts: list[list[int]]) -> torch.Tensor:
    """Sparse [n, n]: row i spreads `PART_SHARE` evenly over the parts of token i."""
    rows = [row for row, of_row in enumerate(parts) for _ in of_row]
    columns = [part for of_row in parts for part in of_row]
    shares = [PART_SHARE / len(of_row) for of_row in parts for _ in of_row]
    return torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(shares), (len(parts),) * 2, check_invariants=True
    ).coalesce()


def _means(table: torch.Tensor, texts: list[Ids]) -> torch.Tensor:
    starts = np.cumsum([0, *map(len, texts)][:-1])
    ids = torch.from_numpy(np.concatenate(texts)).long()
    sums = functional.embedding_bag(ids, table, torch.from_numpy(starts), mode="mean")
    return functional.normalize(sums, dim=1)


def _loss(queries: torch.Tensor, passages: torch.Tensor, same: NDArray[np.int64], scale: torch.Tensor) -> torch.Tensor:
    scores = scale * queries @ passages.T
    number = torch.from_numpy(same)
    equal = (number[:, None] == number[None, :]) & ~torch.eye(len(number), dtype=torch.bool)
    scores = scores.masked_fill(equal, float("-inf"))
    target = torch.arange(len(number))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
