"""The cases that the hidden checks of problems 5 to 8 draw: pairs of histograms, and costs.

Masses are whole numbers, quarters or halves, whose sums are exact in any order, but for the one
check that is about rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.hidden.hw1_histograms.cases import bytes_as_integers


@dataclass(frozen=True)
class PairCase:
    """Two histograms of one length."""

    h: np.ndarray
    k: np.ndarray

    def as_integers(self) -> PairCase:
        """The same counts in arrays of integers."""
        return PairCase(self.h.astype(np.int64), self.k.astype(np.int64))

    def normalised(self) -> PairCase:
        """Both divided by their sums."""
        return PairCase(self.h / self.h.sum(), self.k / self.k.sum())


@st.composite
def normalised_pairs(draw: st.DrawFn, heaps: int = 4) -> PairCase:
    """Histograms that sum to 1, of equal heaps in any bins."""
    size = draw(st.integers(2, 5))
    return PairCase(*_heaped(bytes_as_integers(draw, 2 * heaps).reshape(2, -1) % size, size))


@st.composite
def count_pairs(draw: st.DrawFn, *, emptied: tuple[bool, bool] = (False, False)) -> PairCase:
    """Histograms of counts, of different sums; no bin is empty, but for one or two.

    Args:
        draw: given by Hypothesis.
        emptied: whether one bin of h, and one of k, is empty: the same bin, if both are.
    """
    size = draw(st.integers(2, 5))
    h, k = 1.0 + bytes_as_integers(draw, 2 * size).reshape(2, size) % 5
    place = draw(st.integers(0, size - 1))
    for histogram, is_emptied in zip((h, k), emptied, strict=True):
        if is_emptied:
            histogram[place] = 0
    h[place - 1] += k.sum()
    return PairCase(h, k)


@st.composite
def histograms(draw: st.DrawFn) -> np.ndarray:
    """One histogram of counts, none of them 0."""
    return 1.0 + bytes_as_integers(draw, draw(st.integers(1, 5))) % 5


@st.composite
def row_pairs(draw: st.DrawFn, *, both_ways: bool = False, mass: float = 1.0) -> PairCase:
    """Histograms of one mass, in four equal heaps.

    Args:
        draw: given by Hypothesis.
        both_ways: one heap moves to the right and one to the left, over other bins; otherwise each
            moves to the right.
        mass: the total of either.
    """
    size = draw(st.integers(4, 7))
    start, steps = bytes_as_integers(draw, 8).reshape(2, 4)
    start = start % (size - 1)
    end = start + 1 + steps % (size - 1 - start)
    if both_ways:
        # Two heaps move inwards from the ends, or outwards to them, and two stay where they are.
        start[:2], end[:2] = (0, size - 1), (1 + steps[0] % (size - 3), size - 2)
        end[2:] = start[2:]
        if draw(st.booleans()):
            start, end = end, start
    h, k = _heaped([start, end], size)
    return PairCase(mass * h, mass * k)


@dataclass(frozen=True)
class EarthCase:
    """Arguments of earth_movers_distance: histograms of one mass, and what moving costs."""

    h: np.ndarray
    k: np.ndarray
    ground_distance: np.ndarray


@st.composite
def transport_cases(
    draw: st.DrawFn,
    *,
    symmetric: bool = True,
    free_to_stay: bool = True,
    single_bin: bool = False,
    mass: float = 1.0,
) -> EarthCase:
    """Any masses, and any costs of moving them.

    Args:
        draw: given by Hypothesis.
        symmetric: moving costs the same in both directions; otherwise, it never does.
        free_to_stay: what stays in its bin costs nothing; otherwise, it does.
        single_bin: one of the histograms is in one bin, so that there is a single plan.
        mass: the total of either histogram.
    """
    size = draw(st.integers(2, 4))
    bins = bytes_as_integers(draw, 8).reshape(2, 4) % size
    if single_bin:
        bins[draw(st.integers(0, 1))] = draw(st.integers(0, size - 1))
    h, k = _heaped(bins, size)
    costs = 1.0 + bytes_as_integers(draw, size * size).reshape(size, size) % 9
    below = np.tri(size, k=-1)
    mirrored = costs * below + (costs * below).T
    if symmetric:
        costs = np.diag(np.diag(costs)) + mirrored
    else:
        costs = costs + below * draw(st.sampled_from([10.0, 20.0]))
    if free_to_stay:
        np.fill_diagonal(costs, 0.0)
    return EarthCase(mass * h, mass * k, costs)


@st.composite
def trap_cases(draw: st.DrawFn) -> EarthCase:
    """Two heaps and two holes, where the cheapest move of all is in no cheapest plan."""
    size = draw(st.integers(2, 4))
    heaps, holes = (draw(st.permutations(range(size)))[:2] for _ in range(2))
    cheapest = float(draw(st.integers(0, 2)))
    one, other = (cheapest + draw(st.integers(1, 3)) for _ in range(2))
    costs = 9.0 + bytes_as_integers(draw, size * size).reshape(size, size) % 9
    costs[heaps[0], holes] = cheapest, one
    costs[heaps[1], holes] = other, one + other + draw(st.integers(1, 9))
    h, k = _heaped([heaps, holes], size)
    return EarthCase(h, k, costs)


@st.composite
def tangled_cases(draw: st.DrawFn) -> EarthCase:
    """Many heaps in eight bins: a plan found greedily has to be improved many times over."""
    size = 8
    bins = bytes_as_integers(draw, 32).reshape(2, 16) % size
    costs = 1.0 + bytes_as_integers(draw, size * size).reshape(size, size) % 9
    h, k = _heaped(bins, size)
    return EarthCase(h, k, costs)


def _heaped(bins: Iterable[Sequence[int] | np.ndarray], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Two histograms of mass 1 from the bins in which their equal heaps are."""
    h, k = (np.bincount(row, minlength=size) / len(row) for row in bins)
    return h, k
