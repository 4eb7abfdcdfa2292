"""A failing function is diagnosed where one misconception alone answers as it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from autograder.course import Course
from autograder.grading.diagnosis import diagnose
from autograder.grading.examination import examine
from autograder.grading.grade import grade_job
from autograder.grading.job import Scope
from autograder.grading.preparation import make_jobs
from autograder.grading.prepared import prepare
from autograder.records import Diagnosis, Result, Submission
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.verification.cases import shipped_cases
from tests.tiny_course import NAME, RIGHT, make_tiny_course

SECRET = b"a secret of the course"
WRONG = {
    "double_adds_two": '"""Times, not plus."""\ndef double(x): return x + 2\n',
    "double_in_place": '"""Work on a copy."""\ndef double(x):\n    x *= 2\n    return x\n',
    "double_nan": '"""0/0?"""\ndef double(x): return 2 * x * (x / x)\n',
    "double_raises": '"""No need to."""\ndef double(x): raise ValueError("no")\n',
    "double_with_reference": (
        '"""Once only."""\nfrom _reference import negate\ndef double(x): return -4 * negate(x)\n'
    ),
}
DOUBLE = "def double(x): return {}\ndef negate(x): return -x\n"
HEAD = """
import numpy as np
from gradescope_utils.autograder_utils.decorators import tags, visibility, weight
from hypothesis import given, strategies as st
from autograder.checking import assert_close, integer_arrays
"""
CHECK = '@weight(1)\n@tags("{}")\n@visibility("after_published")\n'

Diagnoser = Callable[..., dict[str, str]]


@pytest.fixture
def diagnosed(warm_parent: WarmParent, tmp_path: Path) -> Diagnoser:
    """The misconceptions found in a submission's source, by function."""

    def by_function(
        source: str,
        checks: str = "",
        wrong: dict[str, str] = WRONG,
        limited: str = "",
        more: str = "",
    ) -> dict[str, str]:
        course = make_tiny_course(tmp_path)
        for name, text in wrong.items():
            (tmp_path / "solutions" / NAME / "wrong" / f"{name}.py").write_text(text)
        if checks:
            hidden = tmp_path / "autograder" / "hidden" / NAME / "test_hidden.py"
            hidden.write_text(HEAD + checks)
        if more:
            with (tmp_path / "solutions" / NAME / "tiny.py").open("a") as reference:
                reference.write(more)
        week = course.assignment(NAME)
        if limited:
            longer = ((limited, week.limits),)
            week = replace(week, limits=replace(week.limits, functions=longer))
        prepared = prepare(week, SECRET)
        submitted = SubmittedFiles("tiny", {"tiny.py": source.encode()})
        with SandboxSession(warm_parent, submitted) as session:
            results = examine(prepared, session, Scope(shrink=False))
            return {d.function: d.misconception for d in diagnose(prepared, session, results)}

    return by_function


def test_a_right_submission_is_not_run_again(warm_parent: WarmParent, tmp_path: Path) -> None:
    prepared = prepare(make_tiny_course(tmp_path).assignment(NAME), SECRET)
    submitted = SubmittedFiles("tiny", {"tiny.py": RIGHT.encode()})
    with SandboxSession(warm_parent, submitted) as session:
        results = examine(prepared, session)
    untouched = Mock(SandboxSession)
    assert diagnose(prepared, untouched, results) == ()
    assert not untouched.mock_calls


@pytest.mark.parametrize("name", WRONG)
def test_every_misconception_is_diagnosed_as_itself(diagnosed: Diagnoser, name: str) -> None:
    checks = f'''
{CHECK.format("double")}@given(x=integer_arrays(3))
def test_double_any(student, reference, x):
    """double: any three numbers, and x stays as it is."""
    answer, both = student.double.with_arguments_after(x)
    assert_close(answer, reference.double(x))
    assert_close(both["x"][1], x)
'''
    source = f"{WRONG[name]}\ndef negate(x): return -x\n"
    source = source.replace("from _reference import negate", "")
    assert diagnosed(source, checks) == {"double": name}


def test_each_failing_function_is_diagnosed_by_itself(diagnosed: Diagnoser) -> None:
    source = "def double(x): return x + 2\ndef negate(x): return x\n"
    assert diagnosed(source) == {"double": "double_adds_two", "negate": "forgets_sign"}


def test_another_way_to_write_a_misconception_is_the_same_one(diagnosed: Diagnoser) -> None:
    source = "import numpy as np\n" + DOUBLE.format("np.float32(x - 1) + np.float32(3)")
    assert diagnosed(source) == {"double": "double_adds_two"}


@pytest.mark.parametrize("wrong", ["3 * x", "x + 2.01", "x + 2 if x.max() < 3 else 2 * x", "None"])
def test_any_other_mistake_is_not_diagnosed(diagnosed: Diagnoser, wrong: str) -> None:
    assert diagnosed(DOUBLE.format(wrong)) == {}


def test_an_exception_of_another_type_is_another_mistake(diagnosed: Diagnoser) -> None:
    assert diagnosed(DOUBLE.format("int('no')")) == {"double": "double_raises"}
    assert diagnosed(DOUBLE.format("{}['no']")) == {}


def test_a_misconception_that_never_ends_is_ruled_out(diagnosed: Diagnoser) -> None:
    endless = {"double_never": '"""End."""\ndef double(x):\n    while True:\n        pass\n'}
    assert diagnosed(DOUBLE.format("x + 2"), wrong=WRONG | endless) == {"double": "double_adds_two"}


def test_where_two_misconceptions_fit_there_is_none(diagnosed: Diagnoser) -> None:
    twin = {"double_adds_one_twice": '"""Times."""\ndef double(x): return x + 1 + 1\n'}
    assert diagnosed(DOUBLE.format("x + 2"), wrong=WRONG | twin) == {}


def test_cases_of_checks_that_pass_count_too(diagnosed: Diagnoser) -> None:
    text = '"""Of one number too."""\ndef double(x): return x + 2 if x.size > 1 else 3 * x\n'
    wrong = {"double_never": text}
    assert diagnosed(DOUBLE.format("x + 2 if x.size > 1 else 2 * x"), wrong=wrong) == {}


def test_a_function_that_never_answered_is_not_diagnosed(diagnosed: Diagnoser) -> None:
    assert diagnosed("import os\ndef double(x): os._exit(1)\ndef negate(x): return -x\n") == {}
    assert diagnosed("def negate(x): return -x\n") == {}


def test_what_another_function_got_wrong_is_not_this_ones_misconception(
    diagnosed: Diagnoser,
) -> None:
    checks = f'''
{CHECK.format("double")}def test_of_negated(student):
    """double: of what negate gives."""
    assert_close(student.double(student.negate(np.ones(2))), [-2.0, -2.0])
'''
    unseen = {"double_on_tuesdays": '"""Any day."""\ndef double(x): return 2 * x\n'}
    source = "def double(x): return 2 * x\ndef negate(x): return 5 * x\n"
    assert diagnosed(source, checks, unseen) == {}


def test_a_function_whose_answers_are_never_seen_is_not_diagnosed(diagnosed: Diagnoser) -> None:
    checks = f'''
{CHECK.format("keep")}@given(x=integer_arrays(3))
def test_kept(student, x):
    """keep: what is kept can be fetched."""
    assert_close(student.fetch(student.keep(x)), x)
'''
    more = "\ndef keep(x) -> Cache: return x\ndef fetch(kept: Cache) -> np.ndarray: return kept\n"
    wrong = {"keep_ones": '"""All of it."""\ndef keep(x): return 0 * x + 1\n'}
    source = RIGHT + "def keep(x): return x + 100\ndef fetch(kept): return kept\n"
    assert diagnosed(source, checks, wrong, more="Cache = object" + more) == {}


def test_a_function_whose_checks_draw_on_the_way_is_not_diagnosed(diagnosed: Diagnoser) -> None:
    checks = f'''
{CHECK.format("double")}@given(data=st.data())
def test_on_the_way(student, reference, data):
    """double: drawn on the way."""
    x = data.draw(integer_arrays(3))
    assert_close(student.double(x), reference.double(x))
'''
    assert diagnosed(DOUBLE.format("x + 2"), checks) == {}


def test_a_function_with_limits_of_its_own_is_not_diagnosed(diagnosed: Diagnoser) -> None:
    source = "def double(x): return x + 2\ndef negate(x): return x\n"
    assert diagnosed(source, limited="double") == {"negate": "forgets_sign"}


def test_random_numbers_are_the_same_on_both_sides(diagnosed: Diagnoser) -> None:
    text = '"""Chance."""\nimport numpy as np\ndef double(x): return x * np.random.rand(3)\n'
    checks = f'''
{CHECK.format("double")}@given(x=integer_arrays(3))
def test_double_any(student, reference, x):
    """double: any three numbers."""
    assert_close(student.double(x), reference.double(x))
'''
    found = diagnosed(f"{text}\ndef negate(x): return -x\n", checks, {"double_at_random": text})
    assert found == {"double": "double_at_random"}


def result_of(course: Course, source: str, scope: Scope) -> Result:
    submission = Submission("Ada", {"tiny.py": source.encode()})
    job = make_jobs(course, course.assignment(NAME), [submission], frozenset(), SECRET)[0]
    return Result.from_json(grade_job(replace(job, scope=scope)))


def test_a_graded_result_has_its_diagnoses_and_hints(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    source = "def double(x): return 2 * x\ndef negate(x): return x\n"
    found = (Diagnosis("negate", "forgets_sign", "Look at the sign."),)
    assert result_of(course, source, Scope()).diagnoses == found
    assert result_of(course, source, Scope(diagnose=False)).diagnoses == ()
    assert result_of(course, RIGHT, Scope()).diagnoses == ()


def test_a_file_in_wrong_that_is_none_is_the_graders_failure(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    (tmp_path / "solutions" / NAME / "wrong" / "odd.py").write_text("def negate(x: return x")
    assert "odd.py can't be read as Python" in result_of(course, RIGHT, Scope()).failure


def test_five_misconceptions_of_homework_4_are_diagnosed_as_themselves(course: Course) -> None:
    names = [
        "conv1d_not_flipped",
        "conv2d_gradient_ignores_stride",
        "max_pool_starts_at_zero",
        "output_size_rounds_down",
        "relu_modifies_input",
    ]
    week = course.assignment("hw4_convolution")
    cases = {case.name: case for case in shipped_cases(week)}
    chosen = [cases[f"wrong/{name}"] for name in names]
    jobs = make_jobs(course, week, [case.submission for case in chosen], frozenset(), SECRET)
    for case, job in zip(chosen, jobs, strict=True):
        result = Result.from_json(grade_job(replace(job, scope=Scope(shrink=False))))
        found = [(f"wrong/{d.misconception}", d.function) for d in result.diagnoses]
        assert found == [(case.name, case.function)]
