"""Logistic regression, by Newton's method."""

import numpy as np

ROUNDS = 50


def logistic(figures: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """The weights of the highest penalised likelihood; the intercept, which is not penalised, comes first.

    Args:
        figures: [n, d].
        right: [n], 0 or 1.
        penalty: of the squared weights.
    """
    rows = np.hstack([np.ones((len(figures), 1)), figures])
    penalties = np.diag([0.0, *[penalty] * figures.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - likely) - penalties @ weights
        curvature = (rows * (likely * (1 - likely))[:, None]).T @ rows + penalties
        weights += np.linalg.solve(curvature, gradient)
    return weights
