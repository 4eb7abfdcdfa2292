"""What a right submission answers is compared without its checks; fresh cases are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.sealed import SealedArray
from autograder.checking.student import Answer, Journal, StudentFunction, StudentModule
from autograder.checking.verdicts import Verdict
from autograder.grading import prepared as module_of_prepared
from autograder.grading.cases import DrawnCase
from autograder.grading.checks import Check
from autograder.grading.examination import examine, fresh_cases
from autograder.grading.grade import grade_job
from autograder.grading.job import Scope
from autograder.grading.preparation import make_jobs
from autograder.grading.prepared import FRESH_CASES, PreparedChecks, prepare
from autograder.grading.rehearsal import messages
from autograder.grading.sealing import SealedStudent
from autograder.records import CheckResult, Result, Submission
from autograder.sandbox.channel import Batch
from autograder.sandbox.close_answers import CloseAnswers, ExpectedAnswer
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.wire import encode
from tests.conftest import spec
from tests.tiny_course import NAME, RIGHT, make_tiny_course

X = np.array([0.0, 1.0, 2.0])
SHIFTED = "def double(x): return 2 * x + 1\ndef negate(x): return -x\n"
PRECISE = (
    "import numpy as np\n"
    "def double(x): return (2 * x).astype(np.{})\n"
    "def negate(x): return -x - 1e-9\n"
)
SINGLE, IN_HALF_PRECISION = PRECISE.format("float32"), PRECISE.format("float16")


@pytest.fixture
def prepared(tmp_path: Path) -> PreparedChecks:
    return prepare(make_tiny_course(tmp_path).assignment(NAME), b"a secret of the course")


Examiner = Callable[..., tuple[dict[str, CheckResult], Counter[str]]]


@pytest.fixture(params=[False, True], ids=["one by one", "asked ahead"])
def grade(
    warm_parent: WarmParent, prepared: PreparedChecks, request: pytest.FixtureRequest
) -> Examiner:
    """The results of a source by the check's name, and how often each check's test was run."""

    def by_name(
        source: str, scope: Scope | None = None, checks: PreparedChecks = prepared
    ) -> tuple[dict[str, CheckResult], Counter[str]]:
        runs: Counter[str] = Counter()
        ahead = request.param and (scope is None or scope.rehearsed)

        def counted(check: Check) -> Check:
            def test(**arguments: object) -> None:
                runs[check.description.name] += 1
                check.test(**arguments)

            return replace(check, test=test)

        counting = replace(checks, checks=tuple(map(counted, checks.checks)))
        submitted = SubmittedFiles("tiny", {"tiny.py": source.encode()})
        with SandboxSession(warm_parent, submitted) as session:
            if ahead:
                session.ask_ahead(messages(checks.rehearsed.values()))
            results = examine(counting, session, scope, submission=source)
        return {result.check.name: result for result in results}, runs

    return by_name


def verdicts(results: dict[str, CheckResult]) -> set[Verdict]:
    return {result.outcome.verdict for result in results.values()}


def test_every_check_of_the_tiny_week_is_rehearsed(prepared: PreparedChecks) -> None:
    assert prepared.rehearsed.keys() == {check.identity for check in prepared.checks}


def test_what_answers_as_the_reference_passes_and_no_check_is_run(grade: Examiner) -> None:
    results, runs = grade(RIGHT)
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() == 0


def test_without_the_rehearsal_each_case_is_run(grade: Examiner) -> None:
    results, runs = grade(RIGHT, Scope(rehearsed=False))
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() > 20


def test_what_is_right_in_other_numbers_passes_and_no_check_is_run(grade: Examiner) -> None:
    results, runs = grade(SINGLE)
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() == 0


@pytest.mark.parametrize(
    "asks", ["assert student.double(x).dtype == float", "assert (student.double(x) == 2 * x).all()"]
)
def test_a_check_that_looks_at_numbers_is_run_on_other_ones(
    grade: Examiner, tmp_path: Path, asks: str
) -> None:
    checks = asking(tmp_path / "again", asks)
    assert grade(RIGHT, checks=checks)[1].total() == 0
    results, _ = grade(SINGLE.replace("2 * x", "2.000001 * x"), checks=checks)
    assert results["test_double_any"].outcome.verdict is Verdict.FAILED
    assert results["test_double"].outcome.verdict is Verdict.PASSED


CAUGHT = """
    try:
        is_zero = not student.double(x).any()
    except {}:
        is_zero = False
    assert not is_zero or not x.any()"""


@pytest.mark.parametrize(
    "asks",
    [
        *(CAUGHT.format("Exception"), CAUGHT.format("BaseException"), "repr(student.double)"),
        "try: np.copyto(x.copy(), student.double(x))\n    except Exception: pass",
    ],
)
def test_a_check_that_catches_what_refuses_it_a_look_is_run(
    grade: Examiner, tmp_path: Path, asks: str
) -> None:
    checks = asking(tmp_path / "again", asks)
    results, runs = grade(SINGLE, checks=checks)
    assert verdicts(results) == {Verdict.PASSED}
    assert (runs["test_double_any"] > 0) == ("student.double(x)" in asks)


def test_what_a_check_is_written_with_takes_a_sealed_function_for_a_submissions() -> None:
    student = SealedStudent([spec("double")], lambda *_, **__: Answer(X), Journal(), list)
    assert isinstance(student.double, StudentFunction)
    assert isinstance(student, StudentModule)


@pytest.mark.parametrize("dtype", ["bool", "int64", "uint8", "float16", "float64", "complex128"])
def test_only_arrays_of_real_numbers_are_sealed(dtype: str) -> None:
    noted: list[object] = []
    array = X.astype(dtype)
    student = SealedStudent([spec("f")], lambda *_, **__: Answer(array), Journal(), noted.append)
    is_sealed = dtype not in ("bool", "complex128")
    assert (type(student.f()) is SealedArray) == is_sealed
    ((seal,),) = noted
    assert (type(seal) is SealedArray) == is_sealed


def test_a_number_that_crosses_as_an_array_is_no_sealed_one(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    solution = course.root / "solutions" / NAME / "tiny.py"
    large = "def double(x: np.ndarray) -> tuple[float, np.ndarray]:"
    text = solution.read_text().replace("def double(x: np.ndarray) -> np.ndarray:", large)
    solution.write_text(text.replace("return 2 * x", "return np.float64(2.0**60), 2 * x"))
    for path in course.root.rglob("test_*.py"):
        for call in ("student.double(np.array([3.0]))", "student.double(x)", "reference.double(x)"):
            path.write_text(path.read_text().replace(call, f"{call}[1]"))
    checks = prepare(course.assignment(NAME), b"a secret of the course")
    compared = {
        key.rpartition("::")[2]: any(
            any(answer.compared) for batch in batches for answer in batch.close._answers
        )
        for key, batches in checks.rehearsed.items()
    }
    assert compared == {"test_double": False, "test_double_any": False, "test_negate": True}


def test_who_answers_close_by_and_changes_an_argument_is_found(
    grade: Examiner, tmp_path: Path
) -> None:
    asks = "assert_modifies_no_argument(student.double, x + 1, expected=2 * x + 2)"
    checks = asking(tmp_path / "again", asks)
    results, runs = grade(SINGLE, checks=checks)
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() == 0
    source = SINGLE.replace("return (2 * x)", "x += 1e-9; return (2 * x)")
    assert grade(source, checks=checks)[0]["test_double_any"].outcome.verdict is Verdict.FAILED


def test_what_is_right_in_another_form_passes_by_its_checks(grade: Examiner) -> None:
    results, runs = grade(IN_HALF_PRECISION)
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() > 20


def test_with_and_without_the_rehearsal_results_are_equal(grade: Examiner) -> None:
    for source in (
        RIGHT,
        SINGLE,
        IN_HALF_PRECISION,
        SHIFTED,
        "def double(x): return None",
        "raise SystemExit",
    ):
        assert grade(source)[0] == grade(source, Scope(rehearsed=False))[0]


def test_an_answer_that_differs_in_one_byte_of_the_last_case_is_looked_at(
    grade: Examiner, prepared: PreparedChecks
) -> None:
    last = {}
    for identity, batches in prepared.rehearsed.items():
        end = batches[-1]
        altered = bytes([*end.answer[:-1], end.answer[-1] ^ 1])
        last[identity] = (*batches[:-1], replace(end, answer=altered, close=CloseAnswers(())))
    results, runs = grade(RIGHT, checks=replace(prepared, rehearsed=last))
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() > 20


def test_a_request_that_was_answered_is_not_made_again(grade: Examiner) -> None:
    source = f"""
calls = 0
{SHIFTED.replace("2 * x + 1", "count(2 * x)")}
def count(x):
    global calls
    calls += 1
    if calls > 25:
        raise RuntimeError("called too often")
    return x + (calls == 2)
"""
    results, _ = grade(source, Scope(shrink=False))
    messages = [result.outcome.message for result in results.values()]
    assert Verdict.FAILED in verdicts(results)
    assert not any("too often" in message for message in messages)


def asking(root: Path, asks: str) -> PreparedChecks:
    """The tiny course's checks, of which one asks more before it looks at an answer."""
    root.mkdir()
    course = make_tiny_course(root)
    hidden = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    more = f"    {asks}\n    assert_close(student.double(x)"
    text = hidden.read_text().replace("    assert_close(student.double(x)", more)
    imports = "import numpy as np\nfrom autograder.checking import assert_modifies_no_argument\n"
    hidden.write_text(imports + text)
    return prepare(course.assignment(NAME), b"a secret of the course")


@pytest.mark.parametrize(
    ("asks", "parts"),
    [
        ("student.negate(x)", 1),
        ("student.negate(student.double(x))", 20),
        ("student.negate(3 * student.double(x)[::-1])", 20),
        ("student.negate(student.double(x.astype(int)).astype(int) // 2 * 2)", 20),
        ("student.negate(reference.double(x))", 20),
        ("student.negate(reference.double(x) + np.ones_like(x))", 20),
        ("student.negate(x + (0 * student.double(x)))", 2),
    ],
)
def test_a_request_that_tells_an_answer_waits_for_it(tmp_path: Path, asks: str, parts: int) -> None:
    checks = asking(tmp_path / "again", f"student.double(x); {asks}")
    (rehearsed,) = [it for key, it in checks.rehearsed.items() if key.endswith("_any")]
    assert len(rehearsed) == parts
    sent = [{part.batch for part in message} & {*rehearsed} for message in checks.asked_ahead]
    assert sum(map(bool, sent)) == parts


@pytest.mark.parametrize(
    ("looks", "is_rehearsed"),
    [
        ("str(error).strip()", True),
        ('"operand" in str(error)', False),
        ('"broadcast" not in str(error)', False),
        ("len(str(error)) < 200", False),
    ],
)
def test_a_check_that_looks_at_an_exceptions_words_is_always_run(
    tmp_path: Path, looks: str, is_rehearsed: bool
) -> None:
    asks = f"""
    try:
        student.double(None)
    except TypeError as error:
        assert {looks}"""
    checks = asking(tmp_path / "again", asks)
    assert is_rehearsed == any(key.endswith("_any") for key in checks.rehearsed)


def test_what_is_right_in_other_words_passes_and_no_check_is_run(
    grade: Examiner, tmp_path: Path
) -> None:
    asks = """
    try:
        student.double(None)
    except TypeError as error:
        assert str(error)"""
    checks = asking(tmp_path / "again", asks)
    words = "    if x is None: raise TypeError('It should be an array.')\n    return 0.0 + 2 * x"
    results, runs = grade(RIGHT.replace(" return 2 * x", f"\n{words}"), checks=checks)
    assert verdicts(results) == {Verdict.PASSED}
    assert runs.total() == 0


TWO_CHECKS = """
@number("1.5")
@weight(1)
@tags("double")
def test_of_the_handout(student):
    \"\"\"double: of the handout.\"\"\"
    assert_close(student.double(np.array([1.0, 2.0, 4.0])), [2.0, 4.0, 8.0])

@number("2.5")
@weight(1)
@tags("negate")
def test_negate_of_the_handout(student):
    \"\"\"negate: of the handout.\"\"\"
    student.negate(np.array({}))
"""


@pytest.mark.parametrize(
    ("asks", "parts"), [("[2.0, 4.0, 8.0]", 2), ("[2.0, 4.0, 9.0]", 1), ("[2.0, 4.0]", 1)]
)
def test_a_check_that_asks_with_the_answer_of_another_one_waits_for_it(
    tmp_path: Path, asks: str, parts: int
) -> None:
    course = make_tiny_course(tmp_path)
    visible = course.root / "assignments" / NAME / "tests" / "test_visible.py"
    visible.write_text(visible.read_text() + TWO_CHECKS.format(asks))
    checks = prepare(course.assignment(NAME), b"a secret of the course")
    assert len(checks.rehearsed) == 5
    assert len(checks.asked_ahead) == parts


def test_a_submission_that_looks_ahead_finds_no_answer(grade: Examiner, tmp_path: Path) -> None:
    source = """
import sys
import numpy as np
from autograder.sandbox.wire import REQUEST_LIMITS, decode_trusted
seen = {}
def negate(x): return -x
def double(x):
    frame = sys._getframe()
    while frame and "batches" not in frame.f_locals:
        frame = frame.f_back
    batches = frame.f_locals["batches"] if frame else []
    requests = [one for batch in batches for one in decode_trusted(batch, REQUEST_LIMITS)]
    calls = [one for one in requests if one["do"] == "call"]
    alike = [np.array_equal(one["arguments"][0], x) for one in calls]
    first = alike.index(True) if True in alike else 0
    told = [one["arguments"][0] for one in calls[first:] if one["function"] == "negate"]
    return seen.setdefault(x.tobytes(), told[0] if told else 0 * x)
"""
    checks = asking(tmp_path / "again", "student.negate(student.double(x))")
    results, _ = grade(source, checks=checks)
    assert results["test_double_any"].outcome.verdict is Verdict.FAILED
    # It would find them if nothing waited.
    at_once = {name: (joined(batches),) for name, batches in checks.rehearsed.items()}
    results, _ = grade(source, checks=replace(checks, rehearsed=at_once, fresh={}))
    assert results["test_double_any"].outcome.verdict is Verdict.PASSED


def test_a_submission_that_withholds_an_answer_is_not_told_it(
    tmp_path: Path, grade: Examiner
) -> None:
    source = """
told, asked, times = {}, [], {}
def negate(x):
    if asked:
        told.setdefault(asked[-1], x.copy())
    return -x
def double(x):
    asked.append(x.tobytes())
    times[asked[-1]] = times.get(asked[-1], 0) + 1
    if times[asked[-1]] == 1 or asked[-1] not in told:
        raise ValueError("not yet")
    return told[asked[-1]]
"""
    checks = asking(tmp_path / "again", "student.negate(student.double(x))")
    results, _ = grade(source, checks=checks)
    assert results["test_double_any"].outcome.verdict is Verdict.ERROR


def test_who_raises_when_first_asked_has_raised(grade: Examiner) -> None:
    source = """
seen = set()
def double(x):
    if x.tobytes() not in seen:
        seen.add(x.tobytes())
        raise ValueError("not yet")
    return 2 * x
def negate(x): return -x
"""
    results, _ = grade(source)
    assert results["test_double"].outcome.verdict is Verdict.ERROR
    assert results["test_double_any"].outcome.verdict is Verdict.ERROR


def joined(batches: Sequence[Batch]) -> Batch:
    """All that they ask, as one."""
    exchanges = [exchange for batch in batches for exchange in batch.exchanges(batch.answer)]
    return Batch.of(
        [(request, ExpectedAnswer(b"".join(encode(answer)))) for request, answer in exchanges]
    )


def test_what_was_not_answered_with_the_others_is_asked_alone(
    grade: Examiner, prepared: PreparedChecks
) -> None:
    source = f"""
import numpy as np
{RIGHT.replace("def double", "def right")}
def double(x):
    return np.zeros(50_000) if x.any() else right(x)
"""
    assert max(len(batch.requests) for (batch, *_) in prepared.rehearsed.values()) > 10
    checks = replace(prepared, fresh={})
    results, _ = grade(source, checks=checks)
    assert results == grade(source, Scope(rehearsed=False), checks=checks)[0]
    assert verdicts(results) == {Verdict.PASSED, Verdict.FAILED}


def test_an_answer_of_many_megabytes_passes_nothing(
    grade: Examiner, prepared: PreparedChecks
) -> None:
    huge = "np.ones(6 << 20, np.uint8)"
    source = f"import numpy as np\ndef double(x): return {huge}\ndef negate(x): return {huge}\n"
    results, _ = grade(source, checks=replace(prepared, fresh={}))
    assert verdicts(results) == {Verdict.FAILED}


def test_who_knows_the_answers_of_the_common_cases_by_heart_fails_on_fresh_ones(
    grade: Examiner, prepared: PreparedChecks
) -> None:
    known = [
        pickled
        for check in prepared.checks
        if check.hypothesis is not None
        for pickled in (case["x"].tolist() for case in prepared.cases_of(check))  # type: ignore[attr-defined]
    ]
    source = f"""
import numpy as np
KNOWN = {known!r}
def known(x): return x.size != 3 or x.tolist() in KNOWN or (x - 10).tolist() in KNOWN
def double(x): return 2 * x if known(x) else 0 * x + 7
def negate(x): return -x if known(x) else 0 * x + 7
"""
    assert known
    assert verdicts(grade(source)[0]) >= {Verdict.FAILED}
    assert verdicts(grade(source, checks=replace(prepared, fresh={}))[0]) == {Verdict.PASSED}


def test_a_fresh_case_that_cannot_be_drawn_is_the_graders_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draws_nothing(seed: bytes) -> DrawnCase | None:
        raise ArithmeticError("no such number")

    monkeypatch.setattr(module_of_prepared, "drawing_one", lambda check: draws_nothing)
    course = make_tiny_course(tmp_path)
    submission = Submission("Ada", {"tiny.py": RIGHT.encode()})
    (job,) = make_jobs(course, course.assignment(NAME), [submission], frozenset())
    result = Result.from_json(grade_job(job))
    assert not result.is_graded
    assert "can't be drawn: ArithmeticError: no such number" in result.failure


def test_a_submission_has_fresh_cases_of_its_own(tmp_path: Path, prepared: PreparedChecks) -> None:
    again = prepare(prepared.assignment, prepared.secret)
    other_secret = prepare(prepared.assignment, b"another secret of the course")
    cases = [fresh_cases(prepared, digest) for digest in map(str, range(30))]
    assert cases[7] == fresh_cases(again, "7") != fresh_cases(other_secret, "7")
    assert {len(of_one) for of_one in cases} == {len(prepared.assignment.functions)}
    assert len({of_one[0].case.pickled for of_one in cases}) == FRESH_CASES
    known = {case.pickled for of_check in prepared.cases.values() for case in of_check}
    assert sum(fresh.case.pickled in known for of_one in cases for fresh in of_one) < 30
