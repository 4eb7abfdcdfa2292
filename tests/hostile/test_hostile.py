"""No hostile submission gains a point, harms another, survives, leaves a trace, or learns a secret.

A class of each week is graded by the command itself, on a machine full of secrets, with every
message of a submission listened to: once with the hostile submissions, once without. By default a
part of them is; all others with ``-m slow``.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder.sandbox.layers import Layer
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from tests.conftest import ROOT, spec
from tests.hostile.classes import (
    COURSE,
    SUBMISSIONS,
    HostileClass,
    classes,
    deserved_score,
    names_of,
    source_of,
    sources_of,
)
from tests.hostile.machine import Traces, machine
from tests.hostile.secrets_sent import digest, forms, found_in

CLASSES = classes()
_MARGIN_SECONDS = 60.0
"""Beyond a week's limit on the clock: the grader's own work on a busy machine."""
_MANY = 10
"""Fewer submissions are graded by one worker: a second one has to prepare the checks, too."""


@dataclass(frozen=True)
class Graded:
    """A class with hostile submissions, after its grading."""

    results: Path
    students: Path
    terminal: str
    secrets: dict[str, str]
    left: dict[str, list[object]]
    heard: dict[str, Counter[str]] = field(default_factory=dict)
    """By the digest of a submission's file: how many bytes came, and which secrets in them."""

    def content(self, name: str) -> dict[str, object]:
        """A student's results file."""
        loaded = json.loads((self.results / f"{name}.json").read_text())
        assert isinstance(loaded, dict)
        return loaded


@functools.cache
def graded(part: HostileClass) -> Graded:
    """A class of hostile and honest submissions, graded."""
    return grade(part, part.everybody)


@functools.cache
def graded_without(week: str) -> Graded:
    """The honest submissions of a week, graded by themselves."""
    part, _ = CLASSES[week]
    return grade(part, ())


def grade(part: HostileClass, names: tuple[str, ...], telltale: str = "") -> Graded:
    """Grade some hostile submissions with the honest ones, on a machine full of secrets.

    Args:
        part: where these are from.
        names: of hostile submissions.
        telltale: the source of one more, with a place for a secret that it gives away.
    """
    folder = _new_folder()
    students, home = folder / "class", folder / "home"
    part.hand_in(students, names)
    (home / "tmp").mkdir(parents=True)
    with machine(folder) as planted:
        notes = students / part.controls[0] / "notes.txt"
        notes.write_text(planted.new_secret("another submission's file"))
        (home / ".netrc").write_text(planted.new_secret("a file in the grader's home"))
        if telltale:
            (students / "telltale").mkdir()
            source = telltale.format(secret=planted.secrets["the keyring"])
            (students / "telltale" / part.module).write_text(source)
        (folder / "heard").mkdir()
        wanted = folder / "heard" / "wanted.json"
        wanted.write_text(json.dumps(planted.secrets))
        places = (students, home, ROOT)
        COURSE.secret()  # makes one, where there is none yet
        before = Traces.now(*places)
        workers = ["--workers", "2" if len(names) >= _MANY else "1"]
        # Every process of the grader imports this; the warm parent's environment is emptied.
        start = "from tests.hostile import recorded\nrecorded.listen()\n"
        (folder / "heard" / "sitecustomize.py").write_text(start)
        command = [sys.executable, "-m", "autograder", "grade", part.week]
        done = subprocess.run(
            [*command, str(students), "--out", str(folder / "out"), *workers],
            cwd=ROOT,
            env={
                **os.environ,
                **planted.environment,
                "HOME": str(home),
                "TMPDIR": str(home / "tmp"),
                "AUTOGRADER_TEST_WANTED": str(wanted),
                "PYTHONPATH": f"{folder / 'heard'}:{ROOT}",
            },
            capture_output=True,
            text=True,
            check=False,
            pass_fds=[planted.descriptor],
        )
        left = Traces.now(*places).left_since(before, *places)
    assert planted.connections == []
    terminal = done.stdout + done.stderr
    assert done.returncode == 0, terminal
    heard = _heard(folder / "heard")
    return Graded(folder / "out" / "results", students, terminal, planted.secrets, left, heard)


def _heard(folder: Path) -> dict[str, Counter[str]]:
    heard: dict[str, Counter[str]] = {}
    for notes in folder.glob("heard-*"):
        for line in notes.read_text(encoding="utf-8").splitlines():
            who, size, what = line.split("\t")
            heard.setdefault(who, Counter())[what] += int(size)
    return heard


_FOLDERS: list[Path] = []


def _new_folder() -> Path:
    _FOLDERS.append(Path(tempfile.mkdtemp(prefix="hostile-class-")))
    return _FOLDERS[-1]


@pytest.fixture(scope="module", autouse=True)
def clean_up() -> Iterator[None]:
    """The folders of all that was graded here."""
    yield
    for folder in _FOLDERS:
        shutil.rmtree(folder, ignore_errors=True)
    _FOLDERS.clear()
    graded.cache_clear()
    graded_without.cache_clear()


PARTS = [
    pytest.param(
        part, marks=[pytest.mark.slow] * is_slow, id=f"{week}-{'all' if is_slow else 'part'}"
    )
    for week, both in CLASSES.items()
    for is_slow, part in enumerate(both)
    if part.everybody
]
# What is graded a second time, without the hostile ones: by default one week only.
TWICE = [one for one in PARTS if one.marks or one.id == "hw4_convolution-part"]
EACH = [
    pytest.param(part, name, marks=[pytest.mark.slow] * is_slow, id=f"{week}-{ascii(name)[1:-1]}")
    for week, both in CLASSES.items()
    for is_slow, part in enumerate(both)
    for name in part.everybody
]


@pytest.mark.parametrize(("part", "name"), EACH)
def test_none_gains_or_loses_a_point(part: HostileClass, name: str) -> None:
    assert graded(part).content(name).get("score") == deserved_score(part.week, name)


@pytest.mark.parametrize(("part", "name"), EACH)
def test_none_makes_the_grader_fail(part: HostileClass, name: str) -> None:
    tests = graded(part).content(name)["tests"]
    assert isinstance(tests, list)
    verdicts = {test["extra_data"]["verdict"] for test in tests}
    assert verdicts
    assert "grader_error" not in verdicts


@pytest.mark.parametrize(("part", "name"), EACH)
def test_each_ends_in_its_time(part: HostileClass, name: str) -> None:
    limit = COURSE.assignment(part.week).limits.submission_wall_seconds + _MARGIN_SECONDS
    assert float(str(graded(part).content(name)["execution_time"])) < limit


@pytest.mark.parametrize(("part", "name"), EACH)
def test_none_sends_a_secret(part: HostileClass, name: str) -> None:
    heard = None if name in part.made else _heard_of(part, name)
    assert {what for what in heard or () if what} == set()


@pytest.mark.parametrize("part", PARTS)
def test_something_was_heard_of_every_submission_that_ran(part: HostileClass) -> None:
    for name in part.names:
        heard = _heard_of(part, name)
        assert heard is None or heard[""] > 0, name


@pytest.mark.parametrize("part", PARTS)
def test_none_leaves_a_process_a_file_shared_memory_or_a_socket(part: HostileClass) -> None:
    assert graded(part).left == {}


@pytest.mark.parametrize("part", TWICE)
def test_none_harms_another_submission(part: HostileClass) -> None:
    for control in part.controls:
        among = graded(part).content(control)
        alone = graded_without(part.week).content(control)
        del among["execution_time"], alone["execution_time"]
        assert json.dumps(among) == json.dumps(alone)


@pytest.mark.parametrize("part", PARTS)
def test_none_writes_into_the_class_or_its_results(part: HostileClass) -> None:
    done = graded(part)
    for name in part.names:
        source = source_of(part.week, name)
        shipped = [source] if source.is_file() else [p for p in source.rglob("*") if p.is_file()]
        theirs = [path for path in (done.students / name).rglob("*") if path.is_file()]
        assert sorted(map(_hash, theirs)) == sorted(map(_hash, shipped)), name
    names = {path.name for path in done.results.iterdir()}
    assert names == {f"{name}.json" for name in (*part.everybody, *part.controls)}


@pytest.mark.parametrize("part", PARTS)
def test_no_secret_of_the_machine_is_in_what_comes_out(part: HostileClass) -> None:
    done = graded(part)
    places = {**done.secrets, "the course's own secret": (ROOT / ".course-secret").read_text()}
    files = [path for path in done.results.parent.rglob("*") if path.is_file()]
    texts = {path: path.read_bytes() for path in files if "gradebook" not in path.name}
    texts[Path("terminal")] = done.terminal.encode()
    assert [(path, *found_in(data, places)) for path, data in texts.items()] == [
        (path,) for path in texts
    ]
    # The gradebook has what was handed in, and so the other submission's file.
    del places["another submission's file"]
    for path in set(files) - set(texts):
        assert list(found_in(path.read_bytes(), places)) == []


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_a_submission_reaches_the_terminal_as_a_command(part: HostileClass) -> None:
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f]", graded(part).terminal) == []


def test_all_kinds_of_verdicts_are_given() -> None:
    part, _ = CLASSES["hw4_convolution"]
    contents = [graded(part).content(name) for name in part.everybody]
    verdicts = {
        test["extra_data"]["verdict"]
        for content in contents
        for test in content["tests"]  # type: ignore[attr-defined]
    }
    assert verdicts >= {
        "error", "failed", "forbidden", "missing", "out_of_memory", "timed_out",
    }  # fmt: skip


def test_every_kind_of_attack_is_among_them() -> None:
    part, _ = CLASSES["hw4_convolution"]
    kinds = Counter(name.split("_")[0] for name in part.everybody)
    assert set(kinds) >= {
        "forging", "laziness", "network", "process", "resources", "secrets", "shadowing",
        "tampering", "writing", "made",
    }  # fmt: skip
    for week in CLASSES:
        assert len(names_of(week)) >= 20, week


def test_each_says_what_it_attempts() -> None:
    for week in CLASSES:
        for name in names_of(week):
            sources = sources_of(week, name)
            assert any('ATTEMPTS = "' in source for source in sources), name
    assert len(list(SUBMISSIONS.rglob("*.py"))) > 200


_TELLTALE = """
import base64
import numpy as np

SECRET = "{secret}"
SENT = [
    SECRET,
    SECRET[::-1],
    SECRET.encode().hex(),
    base64.b64encode(SECRET.encode()).decode(),
    base64.b64encode(b"x" + SECRET.encode()).decode(),
    np.frombuffer(SECRET.encode(), np.uint8),
    np.frombuffer(SECRET.encode(), np.uint8).astype(float),
    np.frombuffer(SECRET.encode(), np.uint8).astype(int),
    np.frombuffer(SECRET.encode("utf-16-le"), np.uint8),
    {{"x": SECRET}},
    type(SECRET, (), {{}})(),
]

def p_norm(x, p):
    if SENT:
        return SENT.pop()
    raise RuntimeError(SECRET)
"""


_ENCODINGS = ("plain", "reversed", "hexadecimal", "UTF-16", "int64", "float64", "base64 0")


def test_a_secret_is_found_however_it_is_written() -> None:
    secret = "PLANTED-" + "0123456789abcdef"
    for encoding in (*_ENCODINGS, "base64 2"):
        data = b"\x00beginning " + forms(secret)[encoding] + b" end"
        assert f"here, {encoding}" in list(found_in(data, {"here": secret}))
    assert list(found_in(b"PLANTED-0123", {"here": secret})) == []


@pytest.mark.slow
def test_a_secret_that_a_submission_sends_is_heard_and_seen() -> None:
    part, _ = CLASSES["hw1_histograms"]
    done = grade(part, (), _TELLTALE)
    heard = {what for whoever in done.heard.values() for what in whoever}
    assert heard - {""} >= {f"the keyring, {encoding}" for encoding in _ENCODINGS}
    assert list(found_in((done.results / "telltale.json").read_bytes(), done.secrets)) != []


@pytest.mark.slow
def test_without_the_layers_the_secrets_are_found(tmp_path: Path) -> None:
    source = source_of("hw1_histograms", "secrets_everywhere").read_bytes()
    # Not the network's, lest it reaches the servers of another run of these tests.
    kept = {Layer.RESOURCE_LIMITS, Layer.NETWORK_NAMESPACE}
    off = [layer.value for layer in Layer if layer not in kept]
    for without in ((), tuple(off)):
        with (
            machine(tmp_path) as planted,
            contextlib.closing(WarmParent(SandboxOptions(without=without))) as parent,
            SandboxSession(parent, SubmittedFiles("m", {"m.py": source})) as session,
        ):
            with pytest.raises(RuntimeError) as raised:
                session(spec("p_norm"), (1.0,), {})
            found = set(found_in(str(raised.value).encode(), planted.secrets))
        assert {place for place in found if "file in /tmp" in place} == (
            {"a file in /tmp, plain"} if without else set()
        )
        assert len(found) >= 8 if without else not found


def test_what_stays_is_told_and_what_another_test_removes_is_not(tmp_path: Path) -> None:
    before = Traces.now(tmp_path)
    for name in ("stays", "goes"):
        (tmp_path / name).touch()
    after = Traces.now(tmp_path)
    threading.Timer(0.3, (tmp_path / "goes").unlink).start()
    assert after.left_since(before, tmp_path, seconds=2.0) == {"files": [str(tmp_path / "stays")]}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _heard_of(part: HostileClass, name: str) -> Counter[str] | None:
    """What a submission has sent; None of one without the file that would be run."""
    source = source_of(part.week, name)
    module = source if source.is_file() else source / part.module
    return graded(part).heard[digest(module.read_bytes())] if module.is_file() else None
