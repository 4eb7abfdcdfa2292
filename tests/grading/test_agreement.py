"""Two answers agree as far as a check can tell."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checking.student import ForeignValue
from autograder.grading.agreement import agree, snapshot

THREE = np.array([1.0, np.nan, -np.inf])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (THREE, THREE.copy()),
        (np.float32(0.1), 0.1),
        (np.array([1, 2]), np.array([1.0, 2.000001])),
        (5, 5.0),
        (1j * np.ones(2), 1j * np.ones(2)),
        ((1.0, "a", None), [1.0, "a", None]),
        ({"x": THREE}, {"x": THREE}),
    ],
)
def test_equal_values_agree(one: object, other: object) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (THREE, np.array([1.0, 2.0, -np.inf])),
        (THREE, -THREE),
        (np.ones(2), np.ones((2, 1))),
        (np.ones(2), np.array([1.0, 1.001])),
        (np.ones(2), np.ones(2) + 0j),
        (np.ones(2), [1.0, 1.0]),
        ((1, 2), (1, 2, 3)),
        ({"x": 1}, {"y": 1}),
        ("a", "b"),
        (None, 0.0),
        (ForeignValue("set"), ForeignValue("set")),
    ],
)
def test_different_and_unknown_values_do_not(one: object, other: object) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


def test_numbers_in_single_precision_may_differ_by_what_a_deep_network_makes_of_rounding() -> None:
    scores = np.array([1000.0, -3.0])
    assert agree((scores + 1.5).astype(np.float32), scores.astype(np.float32))
    assert not agree((scores + 5).astype(np.float32), scores.astype(np.float32))
    assert not agree(scores + 1.5, scores)


def test_a_snapshot_stays_as_it_was() -> None:
    array = np.ones(2)
    kept = snapshot((array, [array], "a"))
    array += 1
    assert agree(kept, (np.ones(2), [np.ones(2)], "a"))
