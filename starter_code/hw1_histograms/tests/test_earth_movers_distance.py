"""Visible checks of problem 8: the earth mover's distance, without and with a matrix of costs.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_raises_value_error

H = np.array([0.5, 0.5, 0, 0])
OPPOSITE = np.array([0, 0, 0.5, 0.5])
SHIFTED = np.array([0, 0.5, 0.5, 0])


@st.composite
def pairs_of_one_mass(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two histograms that sum to 1, each of as many equal heaps."""
    size, heaps = draw(st.integers(2, 5)), draw(st.sampled_from([1, 2, 4]))
    bins = st.lists(st.integers(0, size - 1), min_size=heaps, max_size=heaps)
    h, k = (np.bincount(draw(bins), minlength=size) / heaps for _ in range(2))
    return h, k


@number("8.1")
@weight(2)
@tags("earth_movers_distance")
def test_earth_movers_distance_of_the_deck(student: ModuleType) -> None:
    """earth_movers_distance: the handout's first two examples."""
    assert_close(student.earth_movers_distance(H, OPPOSITE), 2, name="the distance of h and k")
    assert_close(student.earth_movers_distance(H, SHIFTED), 1, name="the distance of h and k'")


@number("8.2")
@weight(1.5)
@tags("earth_movers_distance")
@given(bins=st.permutations(range(6)))
def test_earth_movers_distance_of_single_heaps(student: ModuleType, bins: list[int]) -> None:
    """earth_movers_distance: one heap of 1 that is carried by j bins, either way, costs j."""
    h, k = np.zeros(6), np.zeros(6)
    h[bins[0]] = k[bins[1]] = 1
    received = student.earth_movers_distance(h, k)
    assert_close(received, abs(bins[0] - bins[1]), name="the distance")


@number("8.3")
@weight(0.5)
@tags("earth_movers_distance")
@given(pair=pairs_of_one_mass())
def test_earth_movers_distance_mirrored(
    student: ModuleType, partner: ModuleType, pair: tuple[np.ndarray, np.ndarray]
) -> None:
    """earth_movers_distance: the same for both histograms in the reverse order of bins."""
    h, k = pair
    expected = partner.earth_movers_distance(h[::-1].copy(), k[::-1].copy())
    assume(expected != 0)
    assert_close(student.earth_movers_distance(h, k), expected, name="the distance")


@number("8.4")
@weight(0.5)
@tags("earth_movers_distance")
@given(pair=pairs_of_one_mass(), common=st.integers(1, 3))
def test_earth_movers_distance_ignores_what_is_common(
    student: ModuleType, partner: ModuleType, pair: tuple[np.ndarray, np.ndarray], common: int
) -> None:
    """earth_movers_distance: the same after adding a number to all bins of both histograms."""
    h, k = pair
    expected = partner.earth_movers_distance(h, k)
    assume(expected != 0)
    received = student.earth_movers_distance(h + common, k + common)
    assert_close(received, expected, name="the distance")


@number("8.5")
@weight(1)
@tags("earth_movers_distance")
def test_earth_movers_distance_of_unequal_mass(student: ModuleType) -> None:
    """earth_movers_distance: ValueError for different total masses, and only then."""
    assert_close(student.earth_movers_distance(H, OPPOSITE), 2, name="the distance")
    assert_raises_value_error(
        lambda: student.earth_movers_distance(H, 2 * OPPOSITE),
        because="h has a total mass of 1 and k of 2",
    )


@number("8.6")
@weight(0.5)
@tags("earth_movers_distance")
def test_earth_movers_distance_on_a_circle(student: ModuleType) -> None:
    """earth_movers_distance: the handout's first matrix: four hues on a circle."""
    circle = np.array([[0.0, 1, 2, 1], [1, 0, 1, 2], [2, 1, 0, 1], [1, 2, 1, 0]])
    first, second, last = np.eye(4)[[0, 1, 3]]
    received = student.earth_movers_distance(first, last, circle)
    assert_close(received, 1, name="the distance of [1, 0, 0, 0] and [0, 0, 0, 1]")
    received = student.earth_movers_distance(second, last, circle)
    assert_close(received, 2, name="the distance of [0, 1, 0, 0] and [0, 0, 0, 1]")


@number("8.7")
@weight(1)
@tags("earth_movers_distance")
def test_earth_movers_distance_with_the_costs_of_the_handout(student: ModuleType) -> None:
    """earth_movers_distance: the handout's second matrix: exchanging is cheaper than staying."""
    received = student.earth_movers_distance(np.ones(2), np.ones(2), np.array([[1.0, 2], [4, 10]]))
    assert_close(received, 6, name="the distance")


@number("8.8")
@weight(1)
@tags("earth_movers_distance")
@given(pair=pairs_of_one_mass())
def test_earth_movers_distance_with_the_costs_of_a_row(
    student: ModuleType, partner: ModuleType, pair: tuple[np.ndarray, np.ndarray]
) -> None:
    """earth_movers_distance: with |i - j| as the matrix, the same as without one."""
    h, k = pair
    expected = partner.earth_movers_distance(h, k)
    assume(expected != 0)
    bins = np.arange(float(len(h)))
    received = student.earth_movers_distance(h, k, abs(bins[:, np.newaxis] - bins))
    assert_close(received, expected, name="the distance")
