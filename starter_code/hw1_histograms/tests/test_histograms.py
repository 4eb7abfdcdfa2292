"""Visible checks of problems 2 to 4: counting values, pairs of them, and features.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_shape, distinct_arrays, integer_arrays

EDGES = np.array([0.0, 1, 2, 4])


@st.composite
def edges_and_values(draw: st.DrawFn, n_values: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """The edges, at integers, of some bins of any widths, and values inside of them, on no edge."""
    widths = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    edges = np.concatenate([[0.0], np.cumsum(widths)]) - draw(st.integers(0, 4))
    steps = st.lists(st.integers(0, sum(widths) - 1), min_size=n_values, max_size=n_values)
    return edges, edges[0] + 0.5 + np.array(draw(steps))


@st.composite
def features_around_centers(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Features, near every one of several centres that are far apart: without ties."""
    n_centers, n_axes = draw(st.integers(2, 4)), draw(st.integers(1, 2))
    centers = np.stack([6 * draw(distinct_arrays(n_centers)) for _ in range(n_axes)], axis=1)
    more = draw(st.lists(st.integers(0, n_centers - 1), min_size=1, max_size=4))
    words = [*range(n_centers), *more]
    return centers[words] + draw(integer_arrays(len(words), n_axes, largest=1)), centers


@number("2.1")
@weight(1.5)
@tags("marginal_histogram")
def test_marginal_histogram_of_the_handout(student: ModuleType) -> None:
    """marginal_histogram: the handout's example."""
    values = np.array([0.0, 0.5, 1, 3, 4, 4.5, -1])
    assert_close(student.marginal_histogram(values, EDGES), [2, 1, 2], name="the histogram")


@number("2.2")
@weight(1)
@tags("marginal_histogram")
def test_marginal_histogram_on_edges(student: ModuleType) -> None:
    """marginal_histogram: an edge belongs to the bin to its right, but the last to the last bin."""
    values = np.array([4.0, 2, 0, 1, 2, 0, 0])
    assert_close(student.marginal_histogram(values, EDGES), [3, 1, 3], name="the histogram")


@number("2.3")
@weight(1)
@tags("marginal_histogram")
@given(case=edges_and_values(), cut=st.integers(1, 5))
def test_marginal_histogram_adds_up(
    student: ModuleType, partner: ModuleType, case: tuple[np.ndarray, np.ndarray], cut: int
) -> None:
    """marginal_histogram: of all values, the sum of those of the first few and of the others."""
    edges, values = case
    parts = (values[:cut].copy(), values[cut:].copy())
    expected = sum(partner.marginal_histogram(part, edges) for part in parts)
    assert_close(student.marginal_histogram(values, edges), expected, name="the histogram")


@number("2.4")
@weight(1.5)
@tags("marginal_histogram")
@given(case=edges_and_values())
def test_marginal_histogram_of_merged_bins(
    student: ModuleType, partner: ModuleType, case: tuple[np.ndarray, np.ndarray]
) -> None:
    """marginal_histogram: without the edge between them, two bins count what both counted."""
    edges, values = case
    expected = partner.marginal_histogram(values, np.delete(edges, 1))
    received = student.marginal_histogram(values, edges)
    assert_shape(received, (len(edges) - 1,), name="the histogram")
    merged = np.concatenate([[received[0] + received[1]], received[2:]])
    assert_close(merged, expected, name="the histogram, after adding its first two bins,")


@number("3.1")
@weight(1.5)
@tags("grid_histogram")
def test_grid_histogram_of_the_handout(student: ModuleType) -> None:
    """grid_histogram: the handout's example."""
    features = np.array([[0.5, 0.5], [0.5, 2.5], [1.5, 2.5], [1.5, 2.5], [2.5, 0.5]])
    received = student.grid_histogram(features, np.array([0.0, 1, 2]), np.array([0.0, 1, 2, 3]))
    assert_close(received, [[1, 0, 1], [0, 0, 2]], name="the histogram")


@number("3.2")
@weight(1.5)
@tags("grid_histogram")
@given(first=edges_and_values(), second=edges_and_values())
def test_grid_histogram_row_sums(
    student: ModuleType,
    partner: ModuleType,
    first: tuple[np.ndarray, np.ndarray],
    second: tuple[np.ndarray, np.ndarray],
) -> None:
    """grid_histogram: its row sums are the marginal histogram of the first feature."""
    expected = partner.marginal_histogram(first[1], first[0])
    received = student.grid_histogram(np.stack([first[1], second[1]], axis=1), first[0], second[0])
    assert_shape(received, (len(first[0]) - 1, len(second[0]) - 1), name="the histogram")
    assert_close(received.sum(axis=1), expected, name="the vector of row sums")


@number("3.3")
@weight(1.5)
@tags("grid_histogram")
@given(first=edges_and_values(), second=edges_and_values())
def test_grid_histogram_column_sums(
    student: ModuleType,
    partner: ModuleType,
    first: tuple[np.ndarray, np.ndarray],
    second: tuple[np.ndarray, np.ndarray],
) -> None:
    """grid_histogram: its column sums are the marginal histogram of the second feature."""
    expected = partner.marginal_histogram(second[1], second[0])
    received = student.grid_histogram(np.stack([first[1], second[1]], axis=1), first[0], second[0])
    assert_shape(received, (len(first[0]) - 1, len(second[0]) - 1), name="the histogram")
    assert_close(received.sum(axis=0), expected, name="the vector of column sums")


@number("4.1")
@weight(2)
@tags("cluster_histogram")
def test_cluster_histogram_of_the_handout(student: ModuleType) -> None:
    """cluster_histogram: the handout's example: words 1, 1 and 2 of five."""
    centers = np.array([[0.0], [1], [2], [3], [4]])
    received = student.cluster_histogram(np.array([[1.1], [0.8], [2.3]]), centers)
    assert_close(received, [0, 2, 1, 0, 0], name="the histogram")


@number("4.2")
@weight(1.5)
@tags("cluster_histogram")
@given(case=features_around_centers())
def test_cluster_histogram_in_another_order(
    student: ModuleType, partner: ModuleType, case: tuple[np.ndarray, np.ndarray]
) -> None:
    """cluster_histogram: centres in the reverse order give the histogram in the reverse order."""
    features, centers = case
    expected = partner.cluster_histogram(features, centers[::-1].copy())[::-1]
    received = student.cluster_histogram(features, centers)
    assert_close(received, expected, name="the histogram")


@number("4.3")
@weight(1.5)
@tags("cluster_histogram")
@given(case=features_around_centers(), shift=st.integers(-20, 20))
def test_cluster_histogram_shifts(
    student: ModuleType,
    partner: ModuleType,
    case: tuple[np.ndarray, np.ndarray],
    shift: int,
) -> None:
    """cluster_histogram: adding a number to all features and centres changes nothing."""
    features, centers = case
    expected = partner.cluster_histogram(features, centers)
    received = student.cluster_histogram(features + shift, centers + shift)
    assert_close(received, expected, name="the histogram")
