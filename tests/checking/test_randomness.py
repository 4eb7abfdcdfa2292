"""Functions that draw random numbers: their generator, and how often something happens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.checking.local_caller import LocalCaller
from autograder.checking.randomness import assert_as_often, central_range, with_generator
from autograder.checking.signatures import read_signatures
from autograder.checking.student import Journal, StudentModule

SOURCE = """
import numpy as np
Cache = object
def draw(n: int, rng: object) -> tuple[np.ndarray, Cache]:
    numbers = rng.random(n)
    return numbers, numbers
def first(cache: Cache) -> float: return cache[0]
"""


def test_a_function_gets_a_generator_of_the_seed(tmp_path: Path) -> None:
    (tmp_path / "drawn.py").write_text(SOURCE)
    specs = read_signatures(SOURCE)
    student = StudentModule(specs, LocalCaller(tmp_path / "drawn.py"), Journal())
    numbers, cache = with_generator(student.draw, 5)(3)
    assert numbers.tolist() == np.random.default_rng(5).random(3).tolist()
    assert student.first(cache) == numbers[0]


def test_a_plain_function_gets_one_as_well() -> None:
    draw = with_generator(lambda n, rng: rng.random(n), 5)
    assert draw(3).tolist() == np.random.default_rng(5).random(3).tolist()


def test_the_range_leaves_out_as_much_as_is_allowed_and_no_more() -> None:
    # Ten coins: 0 heads with probability 1/1024, at most 1 with 11/1024; and so for tails.
    assert central_range(10, 0.5, 2.1 / 1024) == (1, 9)
    assert central_range(10, 0.5, 1.9 / 1024) == (0, 10)
    assert central_range(10, 0.5, 22.1 / 1024) == (2, 8)


def test_a_range_of_rare_events_is_lopsided() -> None:
    fewest, most = central_range(1000, 0.01, 1e-6)
    assert fewest == 0
    assert 25 < most < 40


def test_counts_outside_of_the_range_are_told() -> None:
    assert_as_often(500, 1000, 0.5, what="coins are heads")
    with pytest.raises(AssertionError, match="700 of 1000 coins are heads"):
        assert_as_often(700, 1000, 0.5, what="coins are heads")
    with pytest.raises(AssertionError, match="300 of 1000"):
        assert_as_often(300, 1000, 0.5, what="coins are heads")
