"""A case on which a submission fails is made smaller by Hypothesis, in few draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.grading.cases import DrawnCase, draw_smaller, size_of
from autograder.grading.checks import Check
from autograder.grading.prepared import prepare
from tests.tiny_course import NAME, make_tiny_course

SIZES = '''
from gradescope_utils.autograder_utils.decorators import tags, visibility, weight
from hypothesis import assume, given, strategies as st
from autograder.checking import assert_close, integer_arrays

@weight(1)
@tags("double")
@visibility("after_published")
@given(x={x}{more})
def test_sizes(student, reference, x):
    """double: any."""
    assert_close(student.double(x), reference.double(x))
'''


ARRAYS = "st.integers(1, 9).flatmap(lambda size: integer_arrays(size))"
MORE = ("", "; import more")
DRAWS = f"""
from pathlib import Path
from autograder.course import Course
from autograder.grading.prepared import prepare
prepared = prepare(Course(Path(sys.argv[1])).assignment({NAME!r}), b"a secret of the course")
print([case.pickled for cases in prepared.cases.values() for case in cases])
"""


class DrawnLargest:
    """A check and its largest case, and which smaller ones are tried for it."""

    def __init__(self, root: Path, more: str = "") -> None:
        course = make_tiny_course(root)
        file = root / "autograder" / "hidden" / NAME / "test_hidden.py"
        file.write_text(SIZES.format(x=ARRAYS, more=more))
        prepared = prepare(course.assignment(NAME), b"a secret of the course")
        self.check: Check = next(one for one in prepared.checks if "test_sizes" in one.identity)
        self.case: DrawnCase = prepared.cases[self.check.identity][-1]

    def tried(self, most: int, smallest_that_fails: int = 1) -> list[np.ndarray]:
        """In the order of drawing."""
        tried: list[np.ndarray] = []

        def attempt(x: np.ndarray) -> None:
            tried.append(x)
            assert x.size < smallest_that_fails

        draw_smaller(self.check, self.case, most, attempt)
        return tried


def test_the_case_itself_is_drawn_first(tmp_path: Path) -> None:
    largest = DrawnLargest(tmp_path)
    (first,) = largest.tried(1)
    assert size_of({"x": first}) == len(largest.case.pickled)
    np.testing.assert_array_equal(first, largest.case.arguments()["x"])


def test_what_still_fails_gets_smaller(tmp_path: Path) -> None:
    tried = DrawnLargest(tmp_path).tried(100, smallest_that_fails=4)
    assert tried[0].size == 9
    assert min(one.size for one in tried if one.size >= 4) == 4


@pytest.mark.parametrize("most", [1, 2, 4])
def test_there_are_no_more_draws_than_allowed(tmp_path: Path, most: int) -> None:
    assert len(DrawnLargest(tmp_path).tried(most)) == most


def test_a_draw_that_ends_without_a_case_counts(tmp_path: Path) -> None:
    largest = DrawnLargest(tmp_path, ".filter(lambda x: x.size > 8)")
    assert len(largest.tried(100)) >= 5
    assert len(largest.tried(5)) < 5


def test_a_process_that_has_imported_more_draws_the_same(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    file = tmp_path / "autograder" / "hidden" / NAME / "test_hidden.py"
    numbers = "st.lists(st.integers(0, 10**6), min_size=9).map(np.array)"
    file.write_text("import numpy as np" + SIZES.format(x=numbers, more=""))
    (tmp_path / "more.py").write_text(f"NUMBERS = {[*range(1000, 1500)]}")
    programs = [f"import sys; sys.path.append({str(tmp_path)!r}){more}\n{DRAWS}" for more in MORE]
    command = [sys.executable, "-c"]
    drawn = {
        subprocess.run([*command, one, tmp_path], check=True, capture_output=True).stdout
        for one in programs
    }
    assert len(drawn) == 1
    assert len(drawn.pop()) > 64
