"""The distances that hidden checks hand to `classify`: those of Homework 1.

Plain functions of this module that use nothing but NumPy: a submission gets them as code.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Distance = Callable[[np.ndarray, np.ndarray], float]


def euclidean(h: np.ndarray, k: np.ndarray) -> float:
    """The length of the difference."""
    return float(np.sqrt(np.sum((h - k) ** 2)))


def intersection(h: np.ndarray, k: np.ndarray) -> float:
    """What two histograms of sum 1 do not share."""
    return float(1 - np.sum(np.minimum(h, k)))


def chi_squared(h: np.ndarray, k: np.ndarray) -> float:
    """The squared differences, each relative to what the two have there; 0/0 counts 0."""
    total = h + k
    return float(0.5 * np.sum((h - k) ** 2 / np.where(total > 0, total, 1)))


def earth_movers(h: np.ndarray, k: np.ndarray) -> float:
    """The least cost of moving mass where adjacent bins are 1 apart."""
    return float(np.sum(np.abs(np.cumsum(h - k))))
