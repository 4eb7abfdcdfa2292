"""A submission behind the wall: calls come back as values, troubles as verdicts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.signatures import Kind
from autograder.checking.student import Journal, StudentModule
from autograder.checking.verdicts import CheckStopped, Verdict, submission_trace
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.processes import SandboxError, SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from tests.conftest import ROOT, SessionMaker, family, spec, wait_until_gone

X = np.arange(3.0)


def value_of(
    session: SandboxSession, name: str, *arguments: object, kinds: tuple[Kind, ...] = ()
) -> Any:
    return session(spec(name, *kinds), arguments, {}).value


def process_of(parent: WarmParent) -> int:
    assert parent._process is not None
    return parent._process.pid


def verdict_of(session: SandboxSession, name: str, *arguments: object) -> Verdict:
    with pytest.raises(CheckStopped) as stopped:
        session(spec(name), arguments or (X,), {})
    return stopped.value.verdict


def test_a_function_is_called_with_arrays_and_gives_arrays(open_session: SessionMaker) -> None:
    session = open_session("def double(x, by=2): return by * x")
    assert value_of(session, "double", X).tolist() == [0, 2, 4]
    answer = session(spec("double"), (X,), {"by": 3})
    assert answer.value.tolist() == [0, 3, 6]


def test_a_cache_stays_inside_and_comes_back_as_the_same_object(open_session: SessionMaker) -> None:
    session = open_session(
        "class Cache: pass\n"
        "made = []\n"
        "def forward(x):\n"
        "    made.append(Cache())\n"
        "    return x, made[-1]\n"
        "def backward(dout, cache): return dout + (cache is made[0])\n"
    )
    _, first = value_of(session, "forward", X, kinds=(Kind.ARRAY, Kind.OPAQUE))
    _, second = value_of(session, "forward", X, kinds=(Kind.ARRAY, Kind.OPAQUE))
    assert value_of(session, "backward", X, first).tolist() == [1, 2, 3]
    assert value_of(session, "backward", X, second).tolist() == [0, 1, 2]


def test_what_a_function_does_to_its_arguments_is_seen_and_changes_nothing_here(
    open_session: SessionMaker,
) -> None:
    session = open_session("def spoil(x):\n    x += 1\n    return x")
    mine = X.copy()
    answer = session(spec("spoil"), (mine,), {}, wants_arguments=True)
    assert answer.arguments_after[0].tolist() == [1, 2, 3]
    assert session(spec("spoil"), (mine,), {}).arguments_after == []
    assert mine.tolist() == X.tolist()


def test_a_submissions_exception_is_raised_here_with_its_own_line(
    open_session: SessionMaker,
) -> None:
    session = open_session("def check(x):\n    raise ValueError('does not fit')\n")
    with pytest.raises(ValueError, match="does not fit") as raised:
        value_of(session, "check", X)
    trace = submission_trace(raised.value)
    assert trace is not None
    assert trace.lines == ("convolution.py, line 2, in check: raise ValueError('does not fit')",)


def test_a_custom_exception_is_raised_as_the_built_in_one_it_derives_from(
    open_session: SessionMaker,
) -> None:
    session = open_session("class Mine(ValueError): pass\ndef f(x):\n    raise Mine('so')\n")
    with pytest.raises(ValueError, match="so") as raised:
        value_of(session, "f", X)
    assert type(raised.value) is ValueError


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("raise NotImplementedError('f')", Verdict.MISSING),
        ("while True: pass", Verdict.TIMED_OUT),
        ("import time; time.sleep(60)", Verdict.TIMED_OUT),
        ("return np.ones(1 << 30)", Verdict.OUT_OF_MEMORY),
        ("blocks = []\n    while True: blocks.append(bytes(1 << 26))", Verdict.OUT_OF_MEMORY),
        ("return np.zeros(1 << 24)", Verdict.FORBIDDEN),
        ("return 'x' * (1 << 25)", Verdict.FORBIDDEN),
        ("os.fork()", Verdict.FORBIDDEN),
        ("import subprocess; subprocess.run(['true'])", Verdict.FORBIDDEN),
        ("import socket; socket.socket()", Verdict.FORBIDDEN),
        ("open('/x', 'w')", Verdict.FORBIDDEN),
        ("open('/scratch/x', 'wb').write(bytes(1 << 27))", Verdict.FORBIDDEN),
        ("os.kill(1 if os.getpid() != 1 else 2, 9)", Verdict.FORBIDDEN),
        ("os._exit(0)", Verdict.ERROR),
        ("import ctypes; ctypes.string_at(0)", Verdict.ERROR),
        ("raise SystemExit(0)", Verdict.ERROR),
        ("raise KeyboardInterrupt", Verdict.ERROR),
        ("for d in range(3, 64): os.write(d, b'garbage' * 9)", Verdict.FORBIDDEN),
    ],
)
def test_every_trouble_is_its_own_verdict_and_the_next_call_is_unharmed(
    open_session: SessionMaker, body: str, verdict: Verdict
) -> None:
    swallowing = "try: os.write(d, b'garbage' * 9)\n        except OSError: pass"
    body = body.replace("os.write(d, b'garbage' * 9)", "\n        " + swallowing)
    session = open_session(
        f"import os\nimport numpy as np\ndef f(x):\n    {body}\ndef good(x): return x\n"
    )
    assert verdict_of(session, "f") is verdict
    assert value_of(session, "good", X).tolist() == X.tolist()


def test_a_name_that_is_not_there_is_missing(open_session: SessionMaker) -> None:
    assert verdict_of(open_session("other = 1"), "f") is Verdict.MISSING


def test_a_file_that_cannot_be_imported_is_an_error_in_every_call(
    open_session: SessionMaker,
) -> None:
    session = open_session("def f(:\n")
    assert verdict_of(session, "f") is Verdict.ERROR
    with pytest.raises(CheckStopped, match="SyntaxError") as stopped:
        value_of(session, "g", X)
    assert stopped.value.concerns_all_checks


def test_bytes_that_are_no_text_are_an_error(open_session: SessionMaker) -> None:
    assert verdict_of(open_session(b"x = '\xff\x00'"), "f") is Verdict.ERROR


def test_a_function_that_ran_out_of_time_twice_is_not_called_again(
    open_session: SessionMaker,
) -> None:
    session = open_session("def f(x):\n    while True: pass\n")
    for _ in range(2):
        assert verdict_of(session, "f") is Verdict.TIMED_OUT
    with pytest.raises(CheckStopped, match="was not called again"):
        session(spec("f"), (X,), {})


def test_what_the_slowest_call_used_of_its_time_is_known(warm_parent: WarmParent) -> None:
    source = (
        "import time\n"
        "def slow(x):\n"
        "    end = time.process_time() + 0.3\n"
        "    while time.process_time() < end: pass\n"
        "    return x\n"
        "def quick(x): return x\n"
    )
    limits = TimeLimits(call_cpu=1.0, total_cpu=3.0)
    submitted = SubmittedFiles("convolution", {"convolution.py": source.encode()})
    with SandboxSession(warm_parent, submitted, limits) as session:
        for name in ("slow", "quick"):
            value_of(session, name, X)
        used = session.time_used
    assert used.slowest_function == "slow"
    assert 0.3 <= used.of_call < 0.9
    assert 0.1 <= used.of_submission < 0.3


def test_all_calls_together_have_a_limit(warm_parent: WarmParent) -> None:
    source = b"def f(x):\n    for _ in range(10**7): pass\n    return x\n"
    limits = TimeLimits(call_cpu=30, call_wall=60, total_cpu=0.2)
    with SandboxSession(warm_parent, SubmittedFiles("m", {"m.py": source}), limits) as session:
        verdicts = set()
        for _ in range(20):
            try:
                session(spec("f"), (X,), {})
            except CheckStopped as stopped:
                verdicts.add(stopped.verdict)
    assert verdicts == {Verdict.TIMED_OUT}


def test_a_sandbox_that_is_stopped_and_wakes_late_is_out_of_time(
    open_session: SessionMaker,
) -> None:
    session = open_session("def f(x): return x")
    value_of(session, "f", X)
    assert session._running is not None
    process = session._running._process
    os.kill(process, signal.SIGSTOP)
    assert verdict_of(session, "f") is Verdict.TIMED_OUT
    assert value_of(session, "f", X).tolist() == X.tolist()


def test_random_numbers_are_the_same_in_every_check(open_session: SessionMaker) -> None:
    session = open_session(
        "import numpy as np\nat_import = np.random.rand(5)\ndef f(x): return np.random.rand(3)\n"
    )
    drawn = []
    for _ in range(3):
        session.start_check()
        drawn.append(value_of(session, "f", X).tolist())
    assert drawn == [drawn[0]] * 3


def test_the_submissions_own_numpy_does_not_shadow_the_real_one(
    open_session: SessionMaker,
) -> None:
    files = {"numpy.py": b"raise Exception", "random.py": b"raise Exception"}
    session = open_session("import numpy, random\ndef f(x): return numpy.add(x, 1)\n", **files)
    assert value_of(session, "f", X).tolist() == [1, 2, 3]


def test_the_submissions_other_modules_can_be_imported(open_session: SessionMaker) -> None:
    session = open_session(
        "def f(x):\n    from helper import twice\n    return twice(x)\n",
        **{"helper.py": b"def twice(x): return 2 * x\n"},
    )
    assert value_of(session, "f", X).tolist() == [0, 2, 4]


WHAT_IT_SEES = """
import os, sys
def listed(x, folder): return os.listdir(folder) if os.path.isdir(folder) else []
def environment(x): return dict(os.environ)
def arguments(x): return sys.argv
def descriptors(x):
    found = []
    for d in range(64):
        try:
            os.fstat(d)
            found.append(d)
        except OSError:
            pass
    return found
def readable(x, *paths):
    found = []
    for path in paths:
        try:
            open(path).read(1)
            found.append(path)
        except OSError:
            pass
    return found
def modules(x): return sorted(m for m in sys.modules if m.startswith("autograder"))
def imported(x):
    found = []
    for name in ("autograder.hidden", "autograder.course", "autograder.grading", "pytest",
                 "hypothesis", "rich"):
        try:
            __import__(name)
            found.append(name)
        except ImportError:
            pass
    return found
def mine(x): return sorted(os.listdir(".")), sorted(os.listdir("submission"))
def user(x): return os.getuid(), os.getpid(), os.getppid()
"""


def test_it_sees_libraries_and_its_scratch_folder_and_nothing_else(
    open_session: SessionMaker, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    session = open_session(WHAT_IT_SEES)
    paths = [str(secret), __file__, "/etc/passwd", "/proc/self/environ"]
    assert value_of(session, "readable", X, *paths) == []
    assert value_of(session, "readable", X, np.__file__) == [np.__file__]
    assert value_of(session, "mine", X) == (["submission"], ["convolution.py"])
    assert "proc" not in value_of(session, "listed", X, "/")
    # Of the course's folder there may be the way to an interpreter inside of it.
    assert set(value_of(session, "listed", X, str(ROOT))) <= {Path(sys.prefix).name}


def test_it_inherits_nothing_of_the_graders_process(
    open_session: SessionMaker,
) -> None:
    session = open_session(WHAT_IT_SEES)
    environment = value_of(session, "environment", X)
    assert set(environment) <= {
        "PATH", "LANG", "LC_CTYPE", "HOME", "PYTHONHASHSEED",
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
    }  # fmt: skip
    # Three standard ones, its channel, and shared memory for either way.
    assert len(value_of(session, "descriptors", X)) == 6
    assert value_of(session, "imported", X) == []
    modules = value_of(session, "modules", X)
    assert modules
    assert not [name for name in modules if name.split(".")[1:2] not in ([], ["sandbox"])]


def test_it_is_alone_in_its_process_namespace(open_session: SessionMaker) -> None:
    user, process, parent = value_of(open_session(WHAT_IT_SEES), "user", X)
    assert user != 0
    assert (process, parent) == (1, 0)


def test_a_warm_parent_that_is_killed_before_it_has_begun_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    popen, started = subprocess.Popen, []

    def first_one_dies(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        if len(started) == 1:
            started[0].kill()
            started[0].wait()
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", first_one_dies)
    parent = WarmParent(SandboxOptions())
    submitted = SubmittedFiles("m", {"m.py": b"def f(x): return x\n"})
    with SandboxSession(parent, submitted) as session:
        assert session(spec("f"), (1.5,), {}).value == 1.5
    parent.close()
    assert len(started) == 2


def test_nothing_of_a_sandbox_is_left_when_its_session_has_ended() -> None:
    parent = WarmParent(SandboxOptions())
    source = (
        b"import threading, time\n"
        b"for _ in range(5): threading.Thread(target=time.sleep, args=(600,)).start()\n"
        b"def f(x): return x\n"
    )
    with SandboxSession(parent, SubmittedFiles("m", {"m.py": source})) as session:
        session(spec("f"), (X,), {})
        warm = process_of(parent)
        running = family(warm)
        assert len(running) == 3  # the warm parent, the keeper, the submission
    assert wait_until_gone(running - {warm}) == set()
    parent.close()
    assert wait_until_gone(running) == set()


def test_a_sandbox_ends_when_its_grader_is_killed() -> None:
    parent = WarmParent(SandboxOptions())
    parent.start()
    grader = os.fork()
    if grader == 0:
        source = b"def f(x):\n    while True: pass\n"
        limits = TimeLimits(call_cpu=600, call_wall=600)
        session = SandboxSession(parent, SubmittedFiles("m", {"m.py": source}), limits)
        session(spec("f"), (X,), {})
        os._exit(0)
    while len(running := family(process_of(parent))) < 3:
        time.sleep(0.05)
    os.kill(grader, signal.SIGKILL)
    os.waitpid(grader, 0)
    assert wait_until_gone(running - {process_of(parent)}) == set()
    parent.close()


@pytest.mark.parametrize("victim", ["keeper", "submission"])
def test_a_process_of_the_wall_that_is_killed_takes_the_others_with_it(victim: str) -> None:
    parent = WarmParent(SandboxOptions())
    submitted = SubmittedFiles("m", {"m.py": b"def f(x): return x\n"})
    session = SandboxSession(parent, submitted)
    session.layers()
    assert session._running is not None
    submission = session._running._process
    both = family(process_of(parent)) - {process_of(parent)}
    (keeper,) = both - {submission}
    os.kill(keeper if victim == "keeper" else submission, signal.SIGKILL)
    assert wait_until_gone(both) == set()
    with pytest.raises((CheckStopped, SandboxError)):
        session(spec("f"), (X,), {})
    parent.close()


def test_a_warm_parent_that_was_killed_is_replaced() -> None:
    parent = WarmParent(SandboxOptions())
    submitted = SubmittedFiles("m", {"m.py": b"def f(x): return x\n"})
    with SandboxSession(parent, submitted) as session:
        session.layers()
    assert parent._process is not None
    parent._process.kill()
    parent._process.wait()
    with SandboxSession(parent, submitted) as session:
        assert session(spec("f"), (X,), {}).value.tolist() == X.tolist()
    parent.close()


def test_a_warm_parent_that_cannot_start_is_the_graders_error() -> None:
    parent = WarmParent(SandboxOptions(libraries=("no_such_library",)))
    with pytest.raises(SandboxError), SandboxSession(parent, SubmittedFiles("m", {})) as session:
        session.layers()
    parent.close()


def test_a_wrong_kind_of_answer_is_said_in_words(open_session: SessionMaker) -> None:
    session = open_session("def f(x): return [1, 2]\ndef g(x): return object()\n")
    student = StudentModule([spec("f"), spec("g")], session, Journal())
    with pytest.raises(AssertionError, match="should return a NumPy array; it returned a list"):
        student.f(X)
    with pytest.raises(AssertionError, match="returned an object"):
        student.g(X)


def city_block(h: np.ndarray, k: np.ndarray) -> float:
    return float(np.abs(h - k).sum())


def with_outside_help(h: np.ndarray, k: np.ndarray) -> float:
    return city_block(h, k) + len(X)


def test_a_checks_function_can_be_an_argument(open_session: SessionMaker) -> None:
    session = open_session(
        "def apply(x, distance): return distance(x, 0 * x)\n"
        "def name(x, distance): return str(distance(x, x)) + ' ' + distance.__name__\n"
    )
    assert value_of(session, "apply", X, city_block) == 3
    assert session(spec("apply"), (X,), {"distance": city_block}).value == 3
    assert value_of(session, "name", X, city_block) == "0.0 city_block"


def test_a_checks_function_that_could_not_work_inside_is_the_checks_fault(
    open_session: SessionMaker,
) -> None:
    session = open_session("def apply(x, distance): return distance(x, 0 * x)")
    with pytest.raises(TypeError, match="uses X, city_block"):
        value_of(session, "apply", X, with_outside_help)
    assert value_of(session, "apply", X, city_block) == 3
