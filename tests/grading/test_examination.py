"""Cases are drawn once and replayed; a failure is then made smaller, within a budget."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.verdicts import Verdict
from autograder.grading import examination
from autograder.grading.cases import DrawnCase
from autograder.grading.checks import ChecksError, collect_checks
from autograder.grading.examination import examine
from autograder.grading.job import Scope
from autograder.grading.prepared import PreparedChecks, prepare
from autograder.records import CheckResult
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from tests.tiny_course import NAME, RIGHT, make_tiny_course

SECRET = b"a secret of the course"
IMPORTS = """
import numpy as np
import pytest
from gradescope_utils.autograder_utils.decorators import tags, visibility, weight
from hypothesis import assume, given, strategies as st
from autograder.checking import assert_close, integer_arrays
"""
HEAD = '@weight(1)\n@tags("double")\n@visibility("after_published")\n'

Examiner = Callable[..., dict[str, CheckResult]]


def prepared_with(root: Path, checks: str = "", secret: bytes = SECRET) -> PreparedChecks:
    """The tiny course's checks, or `checks` in the place of its hidden ones."""
    course = make_tiny_course(root)
    if checks:
        file = root / "autograder" / "hidden" / NAME / "test_hidden.py"
        file.write_text(IMPORTS + checks)
    return prepare(course.assignment(NAME), secret)


@pytest.fixture
def grade(warm_parent: WarmParent, tmp_path: Path) -> Examiner:
    """Results by the check's name, of a submission's source under some checks."""

    def by_name(source: str, checks: str = "", *, shrink: bool = True) -> dict[str, CheckResult]:
        prepared = prepared_with(tmp_path, checks)
        submitted = SubmittedFiles("tiny", {"tiny.py": source.encode()})
        with SandboxSession(warm_parent, submitted) as session:
            results = examine(prepared, session, Scope(shrink=shrink))
        return {result.check.name: result for result in results}

    return by_name


def cases_of(prepared: PreparedChecks, name: str) -> tuple[DrawnCase, ...]:
    return next(cases for key, cases in prepared.cases.items() if key.endswith(f"::{name}"))


def message_of(results: dict[str, CheckResult], name: str) -> str:
    assert results[name].outcome.verdict is Verdict.FAILED
    return results[name].outcome.message


def test_cases_depend_on_the_secret_and_the_checks_name_alone(tmp_path: Path) -> None:
    first = prepared_with(tmp_path / "a")
    again = prepared_with(tmp_path / "b")
    other = prepared_with(tmp_path / "c", secret=b"another secret than this")
    for name in ("test_double_any", "test_negate"):
        assert cases_of(first, name) == cases_of(again, name) != cases_of(other, name)
    assert cases_of(first, "test_double_any") != cases_of(first, "test_negate")


def test_there_are_as_many_cases_as_the_settings_say_the_smallest_first(tmp_path: Path) -> None:
    checks = f'''
{HEAD}@given(x=st.integers(1, 9).flatmap(lambda size: integer_arrays(size)))
def test_sizes(student, reference, x):
    """double: any."""
    assert_close(student.double(x), reference.double(x))
'''
    cases = cases_of(prepared_with(tmp_path, checks), "test_sizes")
    sizes = [np.size(case.arguments()["x"]) for case in cases]
    assert len(sizes) == 20
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 4


def test_a_case_that_a_check_does_not_assume_is_left_out(tmp_path: Path) -> None:
    checks = f'''
{HEAD}@given(x=integer_arrays(2))
def test_positive(student, reference, x):
    """double: positive sums."""
    assume(x.sum() > 0)
    assert_close(student.double(x), reference.double(x))
'''
    cases = cases_of(prepared_with(tmp_path, checks), "test_positive")
    assert len(cases) == 20
    assert all(np.sum(case.arguments()["x"]) > 0 for case in cases)


def test_a_check_that_draws_on_the_way_is_run_by_the_engine(grade: Examiner) -> None:
    checks = f'''
{HEAD}@given(data=st.data())
def test_on_the_way(student, reference, data):
    """double: drawn on the way."""
    x = data.draw(integer_arrays(3))
    assert_close(student.double(x), reference.double(x))
'''
    assert grade(RIGHT, checks)["test_on_the_way"].outcome.verdict is Verdict.PASSED
    wrong = "import numpy as np\ndef double(x): return x + np.abs(x)"
    message = message_of(grade(wrong, checks), "test_on_the_way")
    assert "x = [0, 0, -1]" in message


def test_a_check_without_cases_is_tried_on_the_reference_before_any_submission(
    grade: Examiner,
) -> None:
    checks = f'''
tried_on = []

{HEAD}def test_pinned(student, reference):
    """double: pinned."""
    tried_on.append(student is reference)
    assert tried_on == [True, False]
    assert_close(student.double(np.ones(2)), reference.double(np.ones(2)))
'''
    assert grade(RIGHT, checks)["test_pinned"].outcome.verdict is Verdict.PASSED


def test_a_failure_is_shrunk_for_its_reader(
    grade: Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "_SHRINKING_DRAWS", 100)
    wrong = "def double(x): return 2 * x if x.max() < 3 else 2 * x + 1"
    # 3 is the least that fails.
    assert "x = [0, 0, 3]" in message_of(grade(wrong), "test_double_any")


@pytest.mark.parametrize(
    "near", ["os._exit(0)", "return None", "raise ValueError('frail')", "os.fork()"]
)
def test_a_smaller_case_changes_no_verdict(
    grade: Examiner, monkeypatch: pytest.MonkeyPatch, near: str
) -> None:
    monkeypatch.setattr(examination, "_SHRINKING_DRAWS", 100)
    source = f"""
import os
def negate(x): return -x
def double(x):
    if x.max() < 5: return 2 * x
    if abs(x).sum() == 5: {near}
    return 2 * x + 1
"""
    checks = f'''
{HEAD}@given(x=integer_arrays(3))
def test_frail(student, reference, x):
    """double: any three numbers."""
    answer = student.double(x)
    if answer is None:
        raise KeyError("a check's own fault")
    assert_close(answer, reference.double(x))

{HEAD}@given(x=integer_arrays(3))
def test_later(student, reference, x):
    """double: small numbers."""
    assert_close(student.double(0 * x), reference.double(0 * x))
'''
    results = grade(source, checks)
    assert message_of(results, "test_frail") != message_of(
        grade(source, checks, shrink=False), "test_frail"
    )
    assert results["test_later"].outcome.verdict is Verdict.PASSED


def test_without_a_reader_the_smallest_drawn_case_is_reported(grade: Examiner) -> None:
    message = message_of(grade("def double(x): return 3 * x", shrink=False), "test_double_any")
    assert re.search(r"x = \[.*\]  shape \(3,\)", message)


def test_shrinking_ends_with_the_submissions_budget(
    grade: Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    tried = examination._Examination._tried
    monkeypatch.setattr(
        examination._Examination, "_tried", lambda *a: (calls.append(1), tried(*a))[1]
    )
    wrong = "def double(x): return 3 * x\ndef negate(x): return x\n"
    grade(wrong)
    unbounded = len(calls)
    calls.clear()
    monkeypatch.setattr(examination, "_SHRINKING_DRAWS", 2)
    assert "Expected" in message_of(grade(wrong), "test_negate").title()
    # One pinned check, then one replayed case or two for each of the others; two draws in all.
    assert len(calls) <= 1 + 2 * 2 + 2 < unbounded


def test_a_submission_that_fails_in_a_later_call_only_is_still_wrong(grade: Examiner) -> None:
    # The engine's own run, with a state of its own, does not find it again.
    source = """
calls = 0
def double(x):
    global calls
    calls += 1
    return 2 * x + (calls == 15)
"""
    assert grade(source)["test_double_any"].outcome.verdict is Verdict.FAILED


def test_every_submission_gets_arrays_of_its_own(grade: Examiner) -> None:
    checks = f'''
{HEAD}@given(x=integer_arrays(3))
def test_spoils(student, reference, x):
    """double: a check that writes into its case."""
    expected = reference.double(x)
    assert x.max() < 100
    answer = student.double(x)
    x += 1000
    assert_close(answer, expected)
'''
    for _ in range(2):
        assert grade(RIGHT, checks)["test_spoils"].outcome.verdict is Verdict.PASSED


def test_a_reference_that_fails_its_own_check_is_seen_when_it_is_graded(grade: Examiner) -> None:
    checks = f'''
{HEAD}@given(x=integer_arrays(3))
def test_impossible(student, x):
    """double: nobody is right."""
    assert_close(student.double(x), 2 * x + 1)
'''
    assert grade(RIGHT, checks)["test_impossible"].outcome.verdict is Verdict.FAILED


def test_a_check_whose_own_code_fails_is_a_grader_error(grade: Examiner) -> None:
    checks = f'''
{HEAD}@given(x=integer_arrays(3))
def test_broken(student, x):
    """double: broken."""
    raise KeyError("mine")
'''
    assert grade(RIGHT, checks)["test_broken"].outcome.verdict is Verdict.GRADER_ERROR


def test_an_answer_that_a_check_assumes_away_is_no_pass(grade: Examiner) -> None:
    checks = f'''
{HEAD}@given(x=integer_arrays(3))
def test_lenient(student, x):
    """double: assumes something of the answer."""
    answer = student.double(x)
    assume(np.all(np.isfinite(answer)))
    assert_close(answer, 2 * x)
'''
    never = "import numpy as np\ndef double(x): return x * np.nan"
    assert grade(never, checks)["test_lenient"].outcome.verdict is Verdict.GRADER_ERROR
    assert grade(RIGHT, checks)["test_lenient"].outcome.verdict is Verdict.PASSED


def test_parameters_of_a_check_are_given_to_it(grade: Examiner) -> None:
    checks = f'''
{HEAD}@pytest.mark.parametrize("size", [1, 2])
def test_sizes(student, size):
    """double: sizes."""
    assert_close(student.double(np.ones(size)), np.full(size, 2.0))
'''
    assert grade(RIGHT, checks)["test_sizes"].outcome.verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("check", "what"),
    [
        ('def test_files(student, tmp_path):\n    """double: files."""', "tmp_path"),
        ('@pytest.mark.skip\ndef test_later(student):\n    """double: later."""', "skip"),
    ],
)
def test_what_only_pytest_does_is_refused(tmp_path: Path, check: str, what: str) -> None:
    course = make_tiny_course(tmp_path)
    file = tmp_path / "autograder" / "hidden" / NAME / "test_hidden.py"
    file.write_text(f"{IMPORTS}{HEAD}{check}\n")
    with pytest.raises(ChecksError, match=f"uses .*{what}"):
        collect_checks(course.assignment(NAME))


def test_a_number_that_is_drawn_is_the_same_type_in_a_replay(tmp_path: Path) -> None:
    cases = cases_of(prepared_with(tmp_path), "test_negate")
    assert all(isinstance(case.arguments()["x"], np.ndarray) for case in cases)


def test_a_reference_with_torch_starts_no_threads_that_a_fork_would_wait_for(
    tmp_path: Path,
) -> None:
    torch = pytest.importorskip("torch")
    torch.set_num_threads(2)
    prepared_with(tmp_path)
    assert torch.get_num_threads() == 1
