"""Hidden checks of problem 8: the earth mover's distance, without and with a matrix of costs."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_raises_value_error,
    telling,
)
from autograder.hidden.hw1_histograms.distance_cases import (
    EarthCase,
    PairCase,
    normalised_pairs,
    row_pairs,
    tangled_cases,
    transport_cases,
    trap_cases,
)


def _check_in_a_row(student: ModuleType, reference: ModuleType, case: PairCase) -> None:
    expected = reference.earth_movers_distance(case.h, case.k)
    received = student.earth_movers_distance(case.h, case.k)
    assert_close(received, telling(expected), name="the distance")


@number("8.9")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=row_pairs())
def test_earth_movers_distance_to_the_right(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """earth_movers_distance: without a matrix, mass moves to the right only."""
    _check_in_a_row(student, reference, case)


@number("8.10")
@weight(1.5)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=row_pairs(both_ways=True))
def test_earth_movers_distance_both_ways(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """earth_movers_distance: without a matrix, mass moves to the right and to the left."""
    _check_in_a_row(student, reference, case)


@number("8.11")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=row_pairs(mass=8))
def test_earth_movers_distance_is_a_total_cost(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """earth_movers_distance: without a matrix, of any total mass: the cost is not divided by it."""
    _check_in_a_row(student, reference, case)


@number("8.12")
@weight(0.5)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=normalised_pairs(heaps=10))
def test_earth_movers_distance_with_rounded_totals(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """earth_movers_distance: without a matrix, totals that differ by rounding are equal."""
    _check_in_a_row(student, reference, case)


def _check_with_costs(student: ModuleType, reference: ModuleType, case: EarthCase) -> None:
    expected = reference.earth_movers_distance(case.h, case.k, case.ground_distance)
    received = student.earth_movers_distance(case.h, case.k, case.ground_distance)
    assert_close(received, telling(expected), name="the distance")


@number("8.13")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases(single_bin=True))
def test_earth_movers_distance_from_or_to_one_bin(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix, from one bin or to one: there is a single plan."""
    _check_with_costs(student, reference, case)


@number("8.14")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases())
def test_earth_movers_distance_with_symmetric_costs(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a symmetric matrix and zeros on its diagonal."""
    _check_with_costs(student, reference, case)


@number("8.15")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases(symmetric=False))
def test_earth_movers_distance_with_asymmetric_costs(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix that is not symmetric."""
    _check_with_costs(student, reference, case)


@number("8.16")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases(free_to_stay=False))
def test_earth_movers_distance_where_staying_costs(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix without zeros on its diagonal."""
    _check_with_costs(student, reference, case)


@number("8.17")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=trap_cases())
def test_earth_movers_distance_takes_back_a_cheap_move(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix whose cheapest move is in no cheapest plan."""
    _check_with_costs(student, reference, case)


@number("8.18")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases(symmetric=False, free_to_stay=False, mass=6))
def test_earth_movers_distance_with_costs_is_a_total_cost(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix, of any total mass: the cost is not divided by it."""
    _check_with_costs(student, reference, case)


@number("8.19")
@weight(1)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=tangled_cases())
def test_earth_movers_distance_of_many_heaps(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix for eight bins, where much has to be taken back."""
    _check_with_costs(student, reference, case)


@number("8.20")
@weight(0.5)
@tags("earth_movers_distance")
@visibility("after_published")
@given(case=transport_cases(single_bin=True))
def test_earth_movers_distance_of_unequal_mass(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: with a matrix, ValueError if total masses differ, and only then."""
    _check_with_costs(student, reference, case)
    assert_raises_value_error(
        lambda: student.earth_movers_distance(2 * case.h, case.k, case.ground_distance),
        because="h and k have different total masses",
    )


@number("8.21")
@weight(0.5)
@tags("earth_movers_distance")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=transport_cases(single_bin=True))
def test_earth_movers_distance_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: EarthCase
) -> None:
    """earth_movers_distance: a right answer, with h, k and the matrix not modified."""
    arguments = (case.h, case.k, case.ground_distance)
    expected = reference.earth_movers_distance(*arguments)
    assert_modifies_no_argument(
        student.earth_movers_distance, *arguments, expected=telling(expected)
    )
