"""Cuts every token of the vocabulary into the shorter tokens that it is made of."""

import math


def token_parts(tokens: list[str], frequency: dict[str, float]) -> list[list[int]]:
    """The ids of the likeliest shorter tokens that make up each token, itself left out.

    A rare word's meaning is guessed from its parts: 绝缘子 from 绝缘 and 子. Empty for single characters and for tokens
    that no shorter tokens make up.
    """
    number = {token: index for index, token in enumerate(tokens)}
    floor = min(value for value in frequency.values() if value > 0)
    cost = {token: -math.log(max(frequency.get(token, 0.0), floor)) for token in tokens}
    return [[number[part] for part in _cheapest_cut(token, cost)] for token in tokens]


def _cheapest_cut(token: str, cost: dict[str, float]) -> list[str]:
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(token)
    for end in range(1, len(token) + 1):
        for start in range(end):
            part, before = token[start:end], best[start]
            if before is None or part == token or part not in cost:
                continue
            total = before[0] + cost[part]
            known = best[end]
            if known is None or total < known[0]:
                best[end] = (total, [*before[1], part])
    whole = best[-1]
    return whole[1] if whole else []
