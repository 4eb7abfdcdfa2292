"""A check may give a part of its points, measure, and draw numbers of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.grading.checks import ChecksError
from autograder.grading.examination import examine
from autograder.grading.job import Scope
from autograder.grading.prepared import functions_called, prepare
from autograder.records import CheckResult
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from tests.tiny_course import NAME, RIGHT, make_tiny_course

SECRET = b"a secret of the course"
IMPORTS = """
import numpy as np
from gradescope_utils.autograder_utils.decorators import (
    number, partial_credit, tags, visibility, weight,
)
"""
HEAD = '@tags("double")\n@visibility("after_published")\n'
PARTIAL = f'''
{HEAD}@partial_credit(10)
def test_accuracy(student, set_score=None):
    """double: as large as can be."""
    value = float(student.double(np.ones(1))[0])
    set_score(value)
    assert value == 2, "it is not 2"
'''

Grader = Callable[..., CheckResult]


@pytest.fixture
def grade(warm_parent: WarmParent, tmp_path: Path) -> Grader:
    """The result of the only hidden check, of submissions that return a number."""

    def result(checks: str, *values: float, secret: bytes = SECRET) -> CheckResult:
        course = make_tiny_course(tmp_path)
        (tmp_path / "autograder" / "hidden" / NAME / "test_hidden.py").write_text(IMPORTS + checks)
        prepared = prepare(course.assignment(NAME), secret)
        for value in values or (2,):
            source = f"import numpy as np\ndef double(x): return {value!r} * np.ones(1)"
            submitted = SubmittedFiles("tiny", {"tiny.py": source.encode()})
            with SandboxSession(warm_parent, submitted) as session:
                results = examine(prepared, session)
        return next(one for one in results if one.check.visibility == "after_published")

    return result


def test_a_check_that_fails_gives_what_it_has_set(grade: Grader) -> None:
    result = grade(PARTIAL, 1.5)
    assert result.outcome.verdict is Verdict.FAILED
    assert result.score == 1.5


def test_a_check_that_passes_gives_all_its_points(grade: Grader) -> None:
    assert grade(PARTIAL, 2.0).score == 10


@pytest.mark.parametrize(("words", "score"), [("11", 10), ("-3", 0), ("np.nan", 0)])
def test_a_part_of_the_points_is_never_above_them_nor_below_zero(
    grade: Grader, words: str, score: float
) -> None:
    result = grade(PARTIAL.replace("set_score(value)", f"set_score({words})"), 1.5)
    assert result.outcome.verdict is Verdict.FAILED
    assert result.score == score


def test_what_one_submission_got_is_not_left_to_the_next(grade: Grader) -> None:
    only_sometimes = PARTIAL.replace("set_score(value)", "value > 1 and set_score(value)")
    assert grade(only_sometimes, 1.5, 0.5).score == 0


def test_a_check_that_breaks_gives_nothing_of_what_it_has_set(grade: Grader) -> None:
    result = grade(PARTIAL.replace("assert", "raise ValueError\n    assert"), 1.5)
    assert result.outcome.verdict is Verdict.GRADER_ERROR
    assert result.score == 0


def test_measurements_come_with_the_result(grade: Grader) -> None:
    result = grade(f'''
{HEAD}@weight(1)
def test_measured(student, measured, device, settings):
    """double: measured."""
    assert student.double(np.ones(1))[0] == 2
    measured("accuracy", 0.5, order="desc")
    measured(f"{{device}} {{settings}}", 3)
''')
    assert [(one.name, one.value, one.order) for one in result.measurements] == [
        ("accuracy", 0.5, "desc"),
        ("cpu {}", 3.0, ""),
    ]


def test_random_numbers_of_a_check_follow_from_the_secret_and_its_name(grade: Grader) -> None:
    checks = f'''
{HEAD}@weight(1)
def test_drawn(student, rng, measured):
    """double: drawn."""
    student.double(np.ones(1))
    measured("drawn", rng.random())
'''
    first, again, other, renamed = (
        grade(checks).measurements,
        grade(checks, 1, 2).measurements,
        grade(checks, secret=b"another secret than this").measurements,
        grade(checks.replace("test_drawn", "test_other")).measurements,
    )
    assert first == again
    assert len({first, other, renamed}) == 3


@pytest.mark.parametrize("name", ["set_score=None", "rng", "reference", "measured"])
def test_a_visible_check_may_not_ask_for_what_students_lack(tmp_path: Path, name: str) -> None:
    course = make_tiny_course(tmp_path)
    file = tmp_path / "assignments" / NAME / "tests" / "test_visible.py"
    check = f'@tags("double")\n@partial_credit(1)\ndef test_it(student, {name}):\n    """A."""'
    file.write_text(IMPORTS + check)
    with pytest.raises(ChecksError, match="visible and uses"):
        prepare(course.assignment(NAME), SECRET)


def test_it_is_known_which_functions_a_check_calls(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    called = functions_called(prepare(course.assignment(NAME), SECRET))
    assert {name.split("::")[1]: set(names) for name, names in called.items()} == {
        "test_double": {"double"},
        "test_double_any": {"double"},
        "test_negate": {"negate"},
    }


def test_only_the_checks_that_are_asked_for_are_run(
    tmp_path: Path, warm_parent: WarmParent
) -> None:
    prepared = prepare(make_tiny_course(tmp_path).assignment(NAME), SECRET)
    wanted = prepared.checks[1]
    submitted = SubmittedFiles("tiny", {"tiny.py": RIGHT.encode()})
    with SandboxSession(warm_parent, submitted) as session:
        results = examine(prepared, session, Scope(only=frozenset({wanted.identity})))
    assert [result.check for result in results] == [wanted.description]


def test_an_examination_until_the_first_failure_ends_with_it(
    tmp_path: Path, warm_parent: WarmParent
) -> None:
    prepared = prepare(make_tiny_course(tmp_path).assignment(NAME), SECRET)
    half = "def double(x): return 2 * x if len(x) == 1 else x"
    with SandboxSession(warm_parent, SubmittedFiles("tiny", {"tiny.py": half.encode()})) as session:
        results = examine(prepared, session, Scope(until_failure=True))
    assert [result.outcome.verdict for result in results] == [Verdict.PASSED, Verdict.FAILED]
