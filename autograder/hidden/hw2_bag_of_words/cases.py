"""The cases that the hidden checks of Homework 2 draw.

Each property has its cases: only the checks of ties have ties, only the check of empty clusters has
one, and so on, so that a mistake costs its own points only. Values are small integers or halves;
what is compared for size (squared distances) is exact in float32, so that rounding decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from autograder.checking import distinct_arrays, integer_arrays, nonzero_arrays, several_arrays
from autograder.hidden.hw2_bag_of_words.distances import Distance

Range = tuple[int, int]
"""The smallest and the largest value that is drawn."""

UNKNOWN_WORDS = st.sampled_from(["mean", "average", "min", "MAX", "summary", ""])
"""What neither `pool` nor `encode` knows."""


@dataclass(frozen=True)
class ClusterCase:
    """Arguments of kmeans_step, or of encode."""

    features: np.ndarray
    centers: np.ndarray


@st.composite
def cluster_cases(
    draw: st.DrawFn, *, features: Range = (3, 6), centers: Range = (2, 4), axes: Range = (1, 3)
) -> ClusterCase:
    """Features without ties, of which every centre has some.

    Args:
        draw: given by Hypothesis.
        features: how many features are drawn; those that have a tie are left out.
        centers: how many centres are drawn; those that have no features are left out.
        axes: how many numbers a feature has.
    """
    n_axes = draw(st.integers(*axes))
    drawn, given = several_arrays(
        draw, (draw(st.integers(*features)), n_axes), (draw(st.integers(*centers)), n_axes)
    )
    squares = _squared_distances(drawn, given)
    is_clear = _is_without_tie(squares)
    used = np.unique(squares[is_clear].argmin(axis=1))
    # With a single centre all labels are zeros.
    assume(len(used) >= min(2, centers[0]))
    return ClusterCase(drawn[is_clear], given[used])


@st.composite
def cases_with_an_empty_cluster(draw: st.DrawFn) -> ClusterCase:
    """One centre more, in any place, that is far from all features."""
    case = draw(cluster_cases())
    far = 50 + draw(nonzero_arrays(1, case.centers.shape[1]))
    place = draw(st.integers(0, len(case.centers)))
    return ClusterCase(case.features, np.insert(case.centers, place, far, axis=0))


@st.composite
def cases_with_ties(draw: st.DrawFn) -> ClusterCase:
    """A feature in the middle between centres 1 and 2, and others at the centres."""
    n_axes = draw(st.integers(1, 3))
    middle, apart = draw(integer_arrays(n_axes)), draw(nonzero_arrays(n_axes))
    centers = np.array([middle + 3 * apart, middle - apart, middle + apart])
    features = np.array([middle, *centers])
    return ClusterCase(features[draw(st.permutations(range(4)))], centers)


@st.composite
def cases_whose_labels_change(draw: st.DrawFn) -> ClusterCase:
    """A feature that has one label for the given centres, and another one for the new centres.

    On a line: features at some place left of 0, at 2 and near 4; centres at 0 and 5. The left one
    pulls its centre away from 2.
    """
    left, right = draw(st.integers(-8, -4)), draw(st.integers(3, 4))
    places = np.array(draw(st.permutations([float(left), 2.0, float(right)])))
    direction, origin = draw(nonzero_arrays(2, draw(st.integers(1, 3))))
    return ClusterCase(
        origin + places[:, np.newaxis] * direction,
        origin + np.array([[0.0], [5.0]]) * direction,
    )


@st.composite
def distance_cases(
    draw: st.DrawFn, *, patches: Range = (1, 4), words: Range = (2, 4)
) -> np.ndarray:
    """Distances of patches to words, shape (N, K): positive, and distinct within each row."""
    n_patches, n_words = draw(st.integers(*patches)), draw(st.integers(*words))
    distances = draw(distinct_arrays(n_patches, n_words))
    distances += 1 - distances.min()
    return distances


@st.composite
def distances_with_ties(draw: st.DrawFn) -> np.ndarray:
    """In each row two words or three share the smallest distance; in the last, not word 0."""
    distances = draw(distance_cases(words=(3, 4)))
    for row in distances[:-1]:
        row[draw(st.permutations(range(len(row))))[:2]] = 0.5
    distances[-1, 1:3] = 0.5
    return distances


@st.composite
def distances_with_zeros(draw: st.DrawFn, *, zeros: Range) -> np.ndarray:
    """Some rows, the last one at least, have as many distances of zero as `zeros` says."""
    distances = draw(distance_cases(words=(3, 4)))
    n_patches, n_words = distances.shape
    for n in range(draw(st.integers(0, n_patches - 1)), n_patches):
        places = draw(st.permutations(range(n_words)))[: draw(st.integers(*zeros))]
        distances[n, places] = 0
    return distances


@st.composite
def vote_cases(draw: st.DrawFn, *, patches: Range = (2, 5), words: Range = (2, 4)) -> np.ndarray:
    """Votes of patches for words, shape (N, K) with N ≠ K, from 0 to 1."""
    n_patches, n_words = draw(st.integers(*patches)), draw(st.integers(*words))
    n_patches += n_patches == n_words
    votes: np.ndarray = np.abs(draw(integer_arrays(n_patches, n_words, largest=3))) / 4
    # Never all zeros; and the maxima are never all ones.
    votes[0, -1] += 0.25
    return votes


@dataclass(frozen=True)
class PyramidCase:
    """Arguments of spatial_pyramid."""

    word_map: np.ndarray
    n_words: int
    n_levels: int


@st.composite
def pyramid_cases(
    draw: st.DrawFn,
    *,
    levels: Range = (2, 2),
    square: bool = True,
    odd: bool = False,
    absent: int = 0,
) -> PyramidCase:
    """Maps of words that are large enough for each cell to have pixels.

    Args:
        draw: given by Hypothesis.
        levels: how many levels there are.
        square: whether the map is as high as wide; otherwise it never is.
        odd: whether the sizes are odd, for two levels or more; otherwise the finest cells are of
            one size.
        absent: so many of the last words do not occur in the map; all others do.
    """
    n_levels = draw(st.integers(*levels))
    unit = 2 ** (n_levels - 1)
    # At least 2 × 2 pixels, and not many more than there are cells.
    factors = st.integers(2, 3) if unit == 1 else st.integers(1, 3 if unit == 2 else 2)
    # Of four cells, one pixel more lengthens the last; three lengthen all but the first.
    extra = st.sampled_from(range(1, unit, 2)) if odd else st.just(0)
    height = unit * draw(factors) + draw(extra)
    width = height if square else unit * draw(factors) + draw(extra)
    if not square and height == width:
        width += 2 * unit if odd else unit
    n_present = draw(st.integers(2, 3))
    n_pixels = height * width
    keys = draw(st.binary(min_size=n_pixels, max_size=n_pixels))
    words = np.frombuffer(keys, dtype=np.uint8).astype(np.int64) % n_present
    words[:n_present] = np.arange(n_present)[::-1]
    return PyramidCase(words.reshape(height, width), n_present + absent, n_levels)


@st.composite
def pyramid_cases_with_empty_cells(draw: st.DrawFn) -> PyramidCase:
    """Maps of one to three rows, or columns, where the third level has four cells."""
    height, width = draw(st.permutations([draw(st.integers(1, 3)), draw(st.integers(2, 5))]))
    n_pixels = height * width
    keys = draw(st.binary(min_size=n_pixels, max_size=n_pixels))
    words = np.frombuffer(keys, dtype=np.uint8).astype(np.int64) % 2
    # Both words occur.
    words[:2] = 1, 0
    return PyramidCase(words.reshape(height, width), n_words=2, n_levels=3)


@st.composite
def encoding_cases(
    draw: st.DrawFn, *, patches: Range = (3, 6), axes: Range = (1, 3)
) -> ClusterCase:
    """Features without ties, a word that is nearest to none, and no feature that is a word."""
    case = draw(cluster_cases(features=patches, axes=axes))
    far = 20 + draw(nonzero_arrays(1, case.centers.shape[1]))
    place = draw(st.integers(0, len(case.centers)))
    words = np.insert(case.centers, place, far, axis=0)
    features = case.features
    if not np.all(_squared_distances(features, words)):
        features = features + 0.25  # words are halves
    is_clear = _is_without_tie(_squared_distances(features, words))
    assume(is_clear.any())
    return ClusterCase(features[is_clear], words)


@st.composite
def cases_with_a_feature_that_is_a_word(draw: st.DrawFn) -> ClusterCase:
    """As `encoding_cases`, with one word, in any place, among the features."""
    case = draw(encoding_cases())
    word = case.centers[draw(st.integers(0, len(case.centers) - 1))]
    place = draw(st.integers(0, len(case.features)))
    return ClusterCase(np.insert(case.features, place, word, axis=0), case.centers)


@dataclass(frozen=True)
class ClassificationCase:
    """Arguments of classify."""

    train_vectors: np.ndarray
    train_labels: np.ndarray
    test_vectors: np.ndarray
    distance: Distance


@st.composite
def classification_cases(
    draw: st.DrawFn,
    *distances: Distance,
    train: Range = (2, 5),
    test: Range = (1, 4),
    rival: Distance | None = None,
    histograms: bool = False,
) -> ClassificationCase:
    """Vectors of which each one to classify has one nearest neighbour, clearly.

    Args:
        draw: given by Hypothesis.
        distances: one of these is taken.
        train: how many vectors have a label.
        test: how many vectors are drawn to get one; those that have a tie are left out.
        rival: a distance by which each of these would get another label.
        histograms: whether the vectors are histograms, of sum 1.
    """
    distance = draw(st.sampled_from(distances))
    n_train, n_test = draw(st.integers(*train)), draw(st.integers(*test))
    n_axes = draw(st.integers(3, 4) if histograms else st.integers(1, 3))
    known, new = several_arrays(draw, (n_train, n_axes), (n_test, n_axes))
    if histograms:
        known, new = _histograms(known), _histograms(new)
    table = _distance_table(distance, known, new)
    nearest = table.min(axis=1, keepdims=True)
    is_clear = np.sum(table < nearest + 1e-3, axis=1) == 1
    # No label is 0 or 1, and none is the number of its vector. Some classes have two examples.
    labels = np.array(draw(st.permutations([10 + k % 3 for k in range(n_train)])))
    if rival is not None:
        rivals = _distance_table(rival, known, new).argmin(axis=1)
        is_clear &= labels[table.argmin(axis=1)] != labels[rivals]
    assume(is_clear.any())
    return ClassificationCase(known, labels, new[is_clear], distance)


def _distance_table(distance: Distance, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """The distance of each test vector to each training vector, shape (M, N)."""
    table: np.ndarray = np.array([[distance(h, k) for k in train] for h in test])
    return table


def _histograms(vectors: np.ndarray) -> np.ndarray:
    counts: np.ndarray = np.abs(vectors)
    counts[:, 0] += counts.sum(axis=1) == 0
    counts /= counts.sum(axis=1, keepdims=True)
    return counts


def _squared_distances(features: np.ndarray, centers: np.ndarray) -> np.ndarray:
    squares: np.ndarray = np.sum((features[:, np.newaxis] - centers) ** 2, axis=2)
    return squares


def _is_without_tie(squares: np.ndarray) -> np.ndarray:
    """For each row whether one entry alone is the smallest."""
    is_clear: np.ndarray = np.sum(squares == squares.min(axis=1, keepdims=True), axis=1) == 1
    return is_clear
