"""Hidden checks of problem 2: dropout.

Which entries are dropped is the submission's own choice. What is computed from them is exact; how
many they are is compared with the binomial distribution by `assert_as_often`, which fails a right
answer with a probability of at most 1e-10. It is asked 3 times; each other check fails a right
answer with a probability below 1e-18 an example. In all that is below 1e-9.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_as_often,
    assert_close,
    assert_finite,
    assert_modifies_no_argument,
    assert_shape,
    with_generator,
)

from .cases import DropoutCase, dropout_cases

FEW_COUNTS = 3


@number("2.6")
@weight(1.5)
@tags("dropout_forward")
@visibility("after_published")
@given(case=dropout_cases())
def test_dropout_forward_scales_what_it_keeps(student: ModuleType, case: DropoutCase) -> None:
    """dropout_forward: what is kept is scaled for its probability, in arrays of any shape."""
    out = _output(student, case)
    expected = np.where(out == 0, 0, case.x / (1 - case.p_drop))
    assert_close(out, expected, name="out")


@number("2.7")
@weight(1)
@tags("dropout_forward")
@visibility("after_published")
@settings(max_examples=FEW_COUNTS)
@given(case=dropout_cases(entries=20_000))
def test_dropout_forward_drops_as_often_as_it_should(
    student: ModuleType, case: DropoutCase
) -> None:
    """dropout_forward: of 20,000 entries about the share p_drop is dropped."""
    dropped = int(np.sum(_output(student, case) == 0))
    assert_as_often(dropped, case.x.size, case.p_drop, what="entries are dropped")


@number("2.8")
@weight(1)
@tags("dropout_forward")
@visibility("after_published")
@given(case=dropout_cases())
def test_dropout_forward_at_test_time(student: ModuleType, case: DropoutCase) -> None:
    """dropout_forward: nothing happens at test time, and something does in training."""
    _output(student, case)
    dropout = with_generator(student.dropout_forward, case.seed)
    out, _ = dropout(case.x, case.p_drop, False)
    assert_close(out, case.x, name="out at test time")


@number("2.9")
@weight(0.5)
@tags("dropout_forward")
@visibility("after_published")
@given(case=dropout_cases())
def test_dropout_forward_drops_entries_independently(
    student: ModuleType, case: DropoutCase
) -> None:
    """dropout_forward: each entry of an array by itself, and not whole rows or columns."""
    # 200 rows of 2 columns. Both columns agree in a row with a probability of at most 0.68, and
    # in all rows with one below 1e-33; two rows agree with one of at most 0.47, and all 200 do
    # with one below 1e-24.
    x = np.resize(case.x, (200, 2))
    kept = _output(student, DropoutCase(x, x, case.p_drop, case.seed)) != 0
    if (kept[:, 0] == kept[:, 1]).all():
        raise AssertionError("In every one of 200 rows, both columns are dropped or both are kept.")
    if (kept[1:] == kept[:-1]).all():
        raise AssertionError("In each column, all of 200 rows are dropped or all are kept.")


@number("2.10")
@weight(0.5)
@tags("dropout_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=dropout_cases())
def test_dropout_forward_depends_on_the_generator_alone(
    student: ModuleType, case: DropoutCase
) -> None:
    """dropout_forward: the same generator gives the same mask, and another one gives another."""
    # 200 entries agree under two masks with a probability below 0.68 to the power of 200, or 1e-33.
    first, again = _output(student, case), _output(student, case)
    assert_close(again, first, name="out, with a new generator of the same seed,")
    other = DropoutCase(case.x, case.dout, case.p_drop, case.seed + 1)
    if np.array_equal(_output(student, other), first):
        raise AssertionError("Generators of different seeds give the same mask: is rng used?")


@number("2.11")
@weight(0.5)
@tags("dropout_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=dropout_cases())
def test_dropout_forward_modifies_no_argument(student: ModuleType, case: DropoutCase) -> None:
    """dropout_forward: a right answer, with x not modified."""
    out = _output(student, case)
    expected = np.where(out == 0, 0, case.x / (1 - case.p_drop))
    assert_modifies_no_argument(
        with_generator(student.dropout_forward, case.seed),
        case.x,
        case.p_drop,
        True,
        expected=(expected, None),
    )


@number("2.14")
@weight(1.5)
@tags("dropout_backward")
@visibility("after_published")
@given(case=dropout_cases(wide=True))
def test_dropout_backward_has_the_same_mask(student: ModuleType, case: DropoutCase) -> None:
    """dropout_backward: nothing passes where the forward dropped, and the rest is scaled alike."""
    cache, expected = _cache_and_gradient(student, case)
    assert_close(student.dropout_backward(case.dout, cache), expected, name="dx")


@number("2.15")
@weight(1.5)
@tags("dropout_backward")
@visibility("after_published")
@given(case=dropout_cases(wide=True))
def test_dropout_backward_at_test_time(student: ModuleType, case: DropoutCase) -> None:
    """dropout_backward: at test time the gradient passes as it is; in training it does not."""
    # What is wrong with the mask costs the other check's points.
    cache, _ = _cache_and_gradient(student, case)
    dx = student.dropout_backward(case.dout, cache)
    assert_shape(dx, case.dout.shape, name="dx in training")
    if np.array_equal(dx, case.dout) or not np.any(dx):
        raise AssertionError("In training some of the gradient passes, and some does not.")
    _, cache = with_generator(student.dropout_forward, case.seed)(case.x, case.p_drop, False)
    dx = student.dropout_backward(case.dout, cache)
    assert_close(dx, case.dout, name="dx at test time")


@number("2.16")
@weight(0.5)
@tags("dropout_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=dropout_cases(wide=True))
def test_dropout_backward_modifies_no_argument(student: ModuleType, case: DropoutCase) -> None:
    """dropout_backward: a right answer, with dout not modified."""
    cache, expected = _cache_and_gradient(student, case)
    assert_modifies_no_argument(student.dropout_backward, case.dout, cache, expected=expected)


def _output(student: ModuleType, case: DropoutCase) -> np.ndarray:
    """What a training forward gives; something of it is dropped, and something is kept."""
    out, _ = with_generator(student.dropout_forward, case.seed)(case.x, case.p_drop, True)
    return _checked(out, case)


def _checked(out: object, case: DropoutCase) -> np.ndarray:
    assert_shape(out, case.x.shape, name="out in training")
    # NaN differs from NaN, as outputs for two seeds should.
    assert_finite(out, name="out in training")
    array = np.asarray(out)
    dropped = int(np.sum(array == 0))
    if not 0 < dropped < array.size:
        raise AssertionError(
            f"In training, with p_drop = {case.p_drop} and np.random.default_rng({case.seed}), "
            f"dropout_forward dropped {dropped} of {array.size} entries; some should be dropped, "
            "and some kept."
        )
    return array


def _cache_and_gradient(student: ModuleType, case: DropoutCase) -> tuple[object, np.ndarray]:
    """The submission's cache, and the right dx for what its own forward has dropped."""
    out, cache = with_generator(student.dropout_forward, case.seed)(case.x, case.p_drop, True)
    is_dropped = _checked(out, case) == 0
    return cache, np.where(is_dropped, 0, case.dout / (1 - case.p_drop))
