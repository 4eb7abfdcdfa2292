"""Hidden checks of problems 2 to 4: counting values, pairs of them, and features."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling
from autograder.hidden.hw1_histograms.cases import (
    BinningCase,
    ClusterCase,
    GridCase,
    Position,
    binning_cases,
    cluster_cases,
    euclidean_cluster_cases,
    gappy_binning_cases,
    grid_cases,
    tied_cluster_cases,
)


def _check_marginal(student: ModuleType, reference: ModuleType, case: BinningCase) -> None:
    expected = reference.marginal_histogram(case.values, case.edges)
    received = student.marginal_histogram(case.values, case.edges)
    assert_close(received, telling(expected), name="the histogram")


@number("2.5")
@weight(1.5)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=binning_cases())
def test_marginal_histogram_inside(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: values inside of bins of one width."""
    _check_marginal(student, reference, case)


@number("2.6")
@weight(1)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=binning_cases(uneven=True))
def test_marginal_histogram_of_uneven_bins(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: values inside of bins of different widths."""
    _check_marginal(student, reference, case)


@number("2.7")
@weight(1)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=binning_cases(Position.LEFT_EDGE))
def test_marginal_histogram_on_left_edges(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: some values on the left edge of a bin, which belongs to it."""
    _check_marginal(student, reference, case)


@number("2.8")
@weight(1.5)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=binning_cases(Position.LAST_EDGE))
def test_marginal_histogram_on_the_last_edge(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: some values on the last edge, which belongs to the last bin."""
    _check_marginal(student, reference, case)


@number("2.9")
@weight(1)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=binning_cases(Position.OUTSIDE))
def test_marginal_histogram_drops_what_is_outside(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: some values below the first edge or above the last."""
    _check_marginal(student, reference, case)


@number("2.10")
@weight(0.5)
@tags("marginal_histogram")
@visibility("after_published")
@given(case=gappy_binning_cases())
def test_marginal_histogram_keeps_empty_bins(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: the first and the last bin are empty, and keep their places."""
    _check_marginal(student, reference, case)


@number("2.11")
@weight(0.5)
@tags("marginal_histogram")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=binning_cases())
def test_marginal_histogram_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: BinningCase
) -> None:
    """marginal_histogram: a right answer, with values and edges not modified."""
    expected = reference.marginal_histogram(case.values, case.edges)
    assert_modifies_no_argument(
        student.marginal_histogram, case.values, case.edges, expected=telling(expected)
    )


def _check_grid(student: ModuleType, reference: ModuleType, case: GridCase) -> None:
    expected = reference.grid_histogram(case.features, case.edges_1, case.edges_2)
    received = student.grid_histogram(case.features, case.edges_1, case.edges_2)
    assert_close(received, telling(expected), name="the histogram")


@number("3.4")
@weight(1.5)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases())
def test_grid_histogram_of_a_square_grid(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: features inside of a grid with as many rows as columns."""
    _check_grid(student, reference, case)


@number("3.5")
@weight(1.5)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases(square=False))
def test_grid_histogram_of_any_grid(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: features inside of a grid with more rows than columns, or fewer."""
    _check_grid(student, reference, case)


@number("3.6")
@weight(1)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases(uneven=True))
def test_grid_histogram_of_uneven_bins(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: features inside of a grid of bins of different widths."""
    _check_grid(student, reference, case)


@number("3.7")
@weight(1)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases(Position.LEFT_EDGE))
def test_grid_histogram_on_left_edges(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: some features on the edge where a row or a column begins."""
    _check_grid(student, reference, case)


@number("3.8")
@weight(1)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases(Position.LAST_EDGE))
def test_grid_histogram_on_the_last_edges(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: some features on the last edge along either axis."""
    _check_grid(student, reference, case)


@number("3.9")
@weight(1)
@tags("grid_histogram")
@visibility("after_published")
@given(case=grid_cases(Position.OUTSIDE))
def test_grid_histogram_drops_what_is_outside(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: some features outside of the edges along one axis only."""
    _check_grid(student, reference, case)


@number("3.10")
@weight(0.5)
@tags("grid_histogram")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=grid_cases())
def test_grid_histogram_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: GridCase
) -> None:
    """grid_histogram: a right answer, with features and edges not modified."""
    expected = reference.grid_histogram(case.features, case.edges_1, case.edges_2)
    assert_modifies_no_argument(
        student.grid_histogram,
        case.features,
        case.edges_1,
        case.edges_2,
        expected=telling(expected),
    )


def _check_cluster(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    expected = reference.cluster_histogram(case.features, case.centers)
    received = student.cluster_histogram(case.features, case.centers)
    assert_close(received, telling(expected), name="the histogram")


@number("4.4")
@weight(1.5)
@tags("cluster_histogram")
@visibility("after_published")
@given(case=cluster_cases(n_axes=(1, 1)))
def test_cluster_histogram_of_one_number(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: features of a single number (D = 1)."""
    _check_cluster(student, reference, case)


@number("4.5")
@weight(1.5)
@tags("cluster_histogram")
@visibility("after_published")
@given(case=cluster_cases(n_axes=(2, 3)))
def test_cluster_histogram_of_several_numbers(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: features of two and three numbers."""
    _check_cluster(student, reference, case)


@number("4.6")
@weight(1)
@tags("cluster_histogram")
@visibility("after_published")
@given(case=euclidean_cluster_cases())
def test_cluster_histogram_by_euclidean_distance(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: the nearest centre is meant by the Euclidean distance."""
    _check_cluster(student, reference, case)


@number("4.7")
@weight(1.5)
@tags("cluster_histogram")
@visibility("after_published")
@given(case=cluster_cases(deserted=True))
def test_cluster_histogram_keeps_empty_clusters(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: a centre to which no feature is nearest has a bin, too."""
    _check_cluster(student, reference, case)


@number("4.8")
@weight(1)
@tags("cluster_histogram")
@visibility("after_published")
@given(case=tied_cluster_cases())
def test_cluster_histogram_ties(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: half way between two centres, the one of the lower index counts."""
    _check_cluster(student, reference, case)


@number("4.9")
@weight(0.5)
@tags("cluster_histogram")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=cluster_cases())
def test_cluster_histogram_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """cluster_histogram: a right answer, with features and centers not modified."""
    expected = reference.cluster_histogram(case.features, case.centers)
    assert_modifies_no_argument(
        student.cluster_histogram, case.features, case.centers, expected=telling(expected)
    )
