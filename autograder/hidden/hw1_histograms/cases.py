"""The cases that the hidden checks of problems 1 to 4 draw: vectors, values and features.

Each property has its cases: where the last edge is what is asked, no value is outside and all bins
are of one width, so that a mistake costs its own points only. Sizes are drawn first, then arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from hypothesis import strategies as st

from autograder.checking import distinct_arrays, integer_arrays, nonzero_arrays


@dataclass(frozen=True)
class NormCase:
    """Arguments of p_norm."""

    x: np.ndarray
    p: float


@st.composite
def norm_cases(
    draw: st.DrawFn, powers: list[float], *, positive: bool = False, scale: float = 1.0
) -> NormCase:
    """Vectors without zeros, and a power.

    Args:
        draw: given by Hypothesis.
        powers: the values of p.
        positive: whether all entries are above 0.
        scale: what the entries, integers and halves, are multiplied by.
    """
    x = scale * draw(nonzero_arrays(draw(st.integers(1, 4))))
    return NormCase(abs(x) if positive else x, draw(st.sampled_from(powers)))


@st.composite
def vectors_with_zeros(draw: st.DrawFn) -> np.ndarray:
    """Vectors of which some entries are 0, and two or more are not."""
    x = np.concatenate([draw(nonzero_arrays(2)), [0.0], draw(integer_arrays(2))])
    return x[draw(st.permutations(range(len(x))))]


class Position(Enum):
    """Where some values are; others, in every case, are inside of bins."""

    INSIDE = auto()
    LEFT_EDGE = auto()
    LAST_EDGE = auto()
    OUTSIDE = auto()


@dataclass(frozen=True)
class BinningCase:
    """Arguments of marginal_histogram."""

    values: np.ndarray
    edges: np.ndarray


@st.composite
def binning_cases(
    draw: st.DrawFn, position: Position = Position.INSIDE, *, uneven: bool = False
) -> BinningCase:
    """Values in every bin, of which some are at `position`."""
    edges = _edges(draw, uneven=uneven)
    inside, there = _inside(edges), _places(edges, position)
    values = [
        edges[:-1] + 0.5,
        inside[bytes_as_integers(draw, 3) % len(inside)],
        there[bytes_as_integers(draw, 2) % len(there)],
    ]
    return BinningCase(np.concatenate(values), edges)


@st.composite
def gappy_binning_cases(draw: st.DrawFn) -> BinningCase:
    """Three bins or more, of which the first and the last are empty."""
    edges = _edges(draw, fewest=3)
    inside = _inside(edges[1:-1])
    return BinningCase(inside[bytes_as_integers(draw, 3) % len(inside)], edges)


@dataclass(frozen=True)
class GridCase:
    """Arguments of grid_histogram."""

    features: np.ndarray
    edges_1: np.ndarray
    edges_2: np.ndarray


@st.composite
def grid_cases(
    draw: st.DrawFn,
    position: Position = Position.INSIDE,
    *,
    square: bool = True,
    uneven: bool = False,
) -> GridCase:
    """Features inside of a grid, but for some at `position` along one of the axes.

    Args:
        draw: given by Hypothesis.
        position: where these are.
        square: as many bins along both axes; otherwise there are more along one of them.
        uneven: the bins differ in width; otherwise all along an axis are of one width.
    """
    bins = draw(st.integers(2, 3))
    more = 0 if square else draw(st.sampled_from([1, 2, -1]))
    axes = [_edges(draw, bins, bins, uneven=uneven)]
    axes.append(_edges(draw, bins + more, bins + more, uneven=uneven))
    columns = []
    for axis, edges in enumerate(axes):
        inside, there = _inside(edges), _places(edges, position)
        column = inside[bytes_as_integers(draw, 7) % len(inside)]
        special = slice(2 * axis, 2 * axis + 2)  # two features along this axis, two along the other
        column[special] = there[bytes_as_integers(draw, 2) % len(there)]
        columns.append(column)
    return GridCase(np.stack(columns, axis=1), axes[0], axes[1])


@dataclass(frozen=True)
class ClusterCase:
    """Arguments of cluster_histogram."""

    features: np.ndarray
    centers: np.ndarray


@st.composite
def cluster_cases(
    draw: st.DrawFn, *, n_axes: tuple[int, int] = (1, 3), deserted: bool = False
) -> ClusterCase:
    """Features around centres so far apart that any sensible distance finds the same nearest one.

    Args:
        draw: given by Hypothesis.
        n_axes: the smallest and the largest D.
        deserted: the first and the last centre are nearest to no feature; otherwise every centre is
            nearest to one.
    """
    n_centers = draw(st.integers(3, 5) if deserted else st.integers(1, 4))
    shape = (n_centers, draw(st.integers(*n_axes)))
    centers = 6 * draw(integer_arrays(*shape))
    # Along one of the axes no two centres are alike.
    centers[:, draw(st.integers(0, shape[1] - 1))] = 6 * draw(distinct_arrays(n_centers))
    words = bytes_as_integers(draw, 3)
    if deserted:
        words = 1 + words % (n_centers - 2)
    else:
        words = np.concatenate([np.arange(n_centers), words % n_centers])
    offsets = draw(integer_arrays(len(words), shape[1], largest=1))
    return ClusterCase(centers[words] + offsets, centers)


@st.composite
def euclidean_cluster_cases(draw: st.DrawFn) -> ClusterCase:
    """A feature and two centres, of which another distance than Euclid's takes the other one.

    The offset (5, 0) is longer than (3, 3), but not by the sum of absolute differences; and it is
    shorter than (4, 4), but not by the largest of them.
    """
    diagonal = draw(st.sampled_from([3.0, 4.0]))
    signs = np.where(bytes_as_integers(draw, 4).reshape(2, 2) % 2, -1.0, 1.0)
    feature = draw(integer_arrays(1, 2))
    centers = feature + signs * np.array([[5.0, 0.0], [diagonal, diagonal]])
    if draw(st.booleans()):
        centers = centers[::-1].copy()
    # Features at the centres themselves: no cluster is empty.
    return ClusterCase(np.concatenate([feature, feature, centers]), centers)


@st.composite
def tied_cluster_cases(draw: st.DrawFn) -> ClusterCase:
    """Features half way between two centres, all in integers, so that no rounding decides."""
    n_axes = draw(st.integers(1, 2))
    # Twice a half is an integer.
    feature, offset = 2 * draw(integer_arrays(n_axes)), 2 * draw(nonzero_arrays(n_axes))
    far = [feature + 40.0] * draw(st.integers(0, 1))
    centers = np.stack([*far, feature - offset, feature + offset])
    # Features at the centres themselves: no cluster is empty.
    return ClusterCase(np.stack([feature] * draw(st.integers(2, 3)) + [*centers]), centers)


def bytes_as_integers(draw: st.DrawFn, size: int) -> np.ndarray:
    """`size` integers of 0 to 255 in one draw, simpler ones first."""
    return np.frombuffer(draw(st.binary(min_size=size, max_size=size)), np.uint8).astype(np.int64)


def _edges(draw: st.DrawFn, fewest: int = 2, most: int = 4, *, uneven: bool = False) -> np.ndarray:
    """Edges at integers; of bins that are uneven, the second one is the widest by far."""
    bins, width, start = (
        draw(st.integers(fewest, most)),
        draw(st.integers(1, 2)),
        draw(st.integers(-2, 2)),
    )
    widths = np.full(bins, float(width))
    if uneven:
        widths[1] += draw(st.integers(2, 3))
    return start + np.concatenate([[0.0], np.cumsum(widths)])


def _inside(edges: np.ndarray) -> np.ndarray:
    """Values half way between the integers, and so on no edge."""
    return np.arange(edges[0], edges[-1]) + 0.5


def _places(edges: np.ndarray, position: Position) -> np.ndarray:
    """The values that are at `position`."""
    first, last = edges[0], edges[-1]
    return {
        Position.INSIDE: _inside(edges),
        Position.LEFT_EDGE: edges[:-1],
        Position.LAST_EDGE: edges[-1:],
        Position.OUTSIDE: np.array([last + 0.5, first - 0.5, last + 3, first - 3]),
    }[position]
