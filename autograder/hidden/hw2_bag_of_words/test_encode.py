"""Hidden checks of problem 6: from the features of an image's patches to the image's vector."""

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
from autograder.hidden.hw2_bag_of_words.cases import (
    UNKNOWN_WORDS,
    ClusterCase,
    cases_with_a_feature_that_is_a_word,
    encoding_cases,
)


def _check_encode(
    student: ModuleType, reference: ModuleType, case: ClusterCase, assignment: str, pooling: str
) -> None:
    expected = reference.encode(case.features, case.centers, assignment, pooling)
    received = student.encode(case.features, case.centers, assignment, pooling)
    assert_close(received, telling(expected), name="the vector")


@number("6.4")
@weight(1.5)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases())
def test_encode_hard_sum(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """encode: 'hard' and 'sum': how many features are nearest to each word."""
    _check_encode(student, reference, case, "hard", "sum")


@number("6.5")
@weight(1)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases())
def test_encode_hard_max(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """encode: 'hard' and 'max': which words are nearest to some feature."""
    _check_encode(student, reference, case, "hard", "max")


@number("6.6")
@weight(1)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases())
def test_encode_soft_sum(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """encode: 'soft' and 'sum', by Euclidean distances that are not squared."""
    _check_encode(student, reference, case, "soft", "sum")


@number("6.7")
@weight(1)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases())
def test_encode_soft_max(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """encode: 'soft' and 'max', by Euclidean distances that are not squared."""
    _check_encode(student, reference, case, "soft", "max")


@number("6.8")
@weight(0.5)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases(patches=(2, 3), axes=(4, 5)))
def test_encode_more_numbers_than_features(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """encode: two or three features of four or five numbers each."""
    _check_encode(student, reference, case, "hard", "sum")


@number("6.9")
@weight(0.5)
@tags("encode")
@visibility("after_published")
@given(case=cases_with_a_feature_that_is_a_word())
def test_encode_a_feature_that_is_a_word(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """encode: 'soft', where a feature is a word and its distance is zero."""
    _check_encode(student, reference, case, "soft", "sum")


@number("6.10")
@weight(0.5)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases(), word=UNKNOWN_WORDS)
def test_encode_unknown_assignment(
    student: ModuleType, reference: ModuleType, case: ClusterCase, word: str
) -> None:
    """encode: an assignment other than 'hard' and 'soft' raises ValueError."""
    _check_encode(student, reference, case, "hard", "sum")
    assert_raises_value_error(
        lambda: student.encode(case.features, case.centers, word, "sum"),
        because=f"{word!r} is neither 'hard' nor 'soft'",
    )


@number("6.11")
@weight(0.5)
@tags("encode")
@visibility("after_published")
@given(case=encoding_cases(), word=UNKNOWN_WORDS)
def test_encode_unknown_pooling(
    student: ModuleType, reference: ModuleType, case: ClusterCase, word: str
) -> None:
    """encode: a pooling other than 'sum' and 'max' raises ValueError."""
    _check_encode(student, reference, case, "hard", "sum")
    assert_raises_value_error(
        lambda: student.encode(case.features, case.centers, "hard", word),
        because=f"{word!r} is neither 'sum' nor 'max'",
    )


@number("6.12")
@weight(0.5)
@tags("encode")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=encoding_cases())
def test_encode_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """encode: a right answer, with features and vocabulary not modified."""
    expected = telling(reference.encode(case.features, case.centers, "hard", "sum"))
    assert_modifies_no_argument(
        student.encode, case.features, case.centers, "hard", "sum", expected=expected
    )
