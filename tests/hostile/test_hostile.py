"""No hostile submission gains a point, harms another, survives, or leaves a trace.

`submissions/` holds them, one folder each; some more are made here, since git can't hold them.
By default a part of every kind runs, with all that is made here; all run with ``-m slow``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

SUBMISSIONS = Path(__file__).parent / "submissions"
NAMES = sorted(path.name for path in SUBMISSIONS.iterdir())
CONTROLS = ("Ada Sample", "Grace Muster")
MARKER = "autograder-hostile-marker"
CANARY = "autograder-hostile-canary-5f0c"

_RIGHT_ON_PURPOSE = 6.0
_KNOWS_THE_EXAMPLES_BY_HEART = {"laziness_pinned_values": 10.0}
_EVERY = 3
"""Which part of the shipped ones runs by default: every third, and so some of each kind."""


def _made_submissions() -> dict[str, Callable[[Path], object]]:
    """Submissions that git can not hold, each as a function that fills its folder."""
    source = "convolution.py"

    return {
        "made_empty_folder": lambda folder: None,
        "made_fifo": lambda folder: os.mkfifo(folder / source),
        "made_folder": lambda folder: (folder / source).mkdir(),
        "made_link_to_the_reference": lambda folder: (folder / source).symlink_to(
            ROOT / "solutions" / "hw4_convolution" / source
        ),
        "made_link_to_another": lambda folder: (folder / source).symlink_to(
            f"../{CONTROLS[0]}/{source}"
        ),
        "made_link_to_a_device": lambda folder: (folder / source).symlink_to("/dev/zero"),
        "made_null_bytes": lambda folder: (folder / source).write_bytes(b"x = 1\0\0\n"),
        "made_bad_encoding": lambda folder: (folder / source).write_bytes(b"x = '\xff\xfe'\n"),
        "made_40_megabytes": lambda folder: (folder / source).write_bytes(b"# x\n" * (10 << 20)),
        "made_sparse_file": lambda folder: os.truncate(
            os.open(folder / source, os.O_CREAT | os.O_RDWR), 1 << 40
        ),
        "made_empty_file": lambda folder: (folder / source).touch(),
        "made_many_files": lambda folder: [
            (folder / f"{number}.py").write_text("x = 1\n") for number in range(2000)
        ],
        "made_deep_tree": lambda folder: (folder / Path(*"d" * 200)).mkdir(parents=True),
        "made_new\nline": lambda folder: (folder / source).write_text("raise SystemExit"),
        "made_quote\"s' $(touch x)": lambda folder: (folder / source).write_text("x = 1"),
        "made_陳小明": lambda folder: (folder / source).write_text("x = 1"),
        os.fsdecode(b"made_\xff"): lambda folder: (folder / source).write_text("x = 1"),
    }


MADE = _made_submissions()


@dataclass(frozen=True)
class Graded:
    """A class with hostile submissions, after its grading."""

    results: Path
    stdout: str
    stderr: str

    def content(self, name: str) -> dict[str, object]:
        """A student's results file."""
        loaded = json.loads((self.results / f"{name}.json").read_text())
        assert isinstance(loaded, dict)
        return loaded


def honest_score(name: str) -> float:
    """What a hostile submission deserves for what it does right on purpose."""
    if name in _KNOWS_THE_EXAMPLES_BY_HEART:
        return _KNOWS_THE_EXAMPLES_BY_HEART[name]
    files = (SUBMISSIONS / name).rglob("*.py") if name in NAMES else ()
    is_partly_right = any("Right on purpose" in path.read_text() for path in files)
    return _RIGHT_ON_PURPOSE if is_partly_right else 0.0


def grade(names: list[str], folder: Path) -> Graded:
    """Grade some hostile submissions with the controls, on a machine full of secrets."""
    students = folder / "class"
    for name in CONTROLS:
        shutil.copytree(ROOT / "examples" / "hw4_convolution" / name, students / name)
    for name in names:
        if name in MADE:
            (students / name).mkdir(parents=True)
            MADE[name](students / name)
        else:
            shutil.copytree(SUBMISSIONS / name, students / name)
    (folder / "canary").write_text(CANARY)
    command = [sys.executable, "-m", "autograder", "grade", "hw4_convolution", str(students)]
    with _listening():
        done = subprocess.run(
            [*command, "--out", str(folder / "out"), "--workers", "2"],
            cwd=ROOT,
            env={**os.environ, "AUTOGRADER_COURSE_SECRET": CANARY},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return Graded(folder / "out" / "results", done.stdout, done.stderr)


@contextlib.contextmanager
def _listening() -> Iterator[None]:
    """Servers where the hostile submissions look for them; none may be reached."""
    with contextlib.ExitStack() as stack:

        def listen(family: int, kind: int, address: object) -> socket.socket:
            server = stack.enter_context(socket.socket(family, kind))
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(address)
            server.setblocking(False)
            if kind == socket.SOCK_STREAM:
                server.listen()
            return server

        tcp = listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 48151))
        udp = listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 48152))
        local = listen(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{MARKER}")
        yield
        for look in (tcp.accept, local.accept, lambda: udp.recv(1)):
            with pytest.raises(BlockingIOError):
                look()


def fingerprint(*folders: Path) -> dict[str, str]:
    """Every file below `folders`, with a hash of its content; bytecode apart."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
    }


WATCHED = [ROOT / name for name in ("assignments", "solutions", "autograder", "starter_code")]


@pytest.fixture(scope="module", params=["part", pytest.param("all", marks=pytest.mark.slow)])
def chosen(request: pytest.FixtureRequest) -> list[str]:
    shipped = NAMES if request.param == "all" else NAMES[::_EVERY]
    return [*shipped, *MADE]


@pytest.fixture(scope="module")
def watched() -> dict[str, str]:
    return fingerprint(*WATCHED)


@pytest.fixture(scope="module")
def graded(
    chosen: list[str], watched: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Graded:
    assert watched
    return grade(chosen, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def controls_alone(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grade([], tmp_path_factory.mktemp("controls"))


def test_none_gains_or_loses_a_point(graded: Graded, chosen: list[str]) -> None:
    wrong = {
        name: (score, honest_score(name))
        for name in chosen
        if (score := graded.content(name).get("score")) != honest_score(name)
    }
    assert wrong == {}


def test_none_makes_the_grader_fail(graded: Graded, chosen: list[str]) -> None:
    verdicts = {
        (name, test["extra_data"]["verdict"])
        for name in chosen
        for test in graded.content(name)["tests"]  # type: ignore[attr-defined]
    }
    assert {verdict for _, verdict in verdicts} >= {
        "error", "failed", "forbidden", "missing", "out_of_memory", "timed_out",
    }  # fmt: skip
    assert [name for name, verdict in verdicts if verdict == "grader_error"] == []


@pytest.mark.parametrize("control", CONTROLS)
def test_none_harms_another_submission(
    graded: Graded, controls_alone: Graded, control: str
) -> None:
    among, alone = graded.content(control), controls_alone.content(control)
    del among["execution_time"], alone["execution_time"]
    assert among == alone


def test_no_file_outside_changes(graded: Graded, watched: dict[str, str]) -> None:
    assert graded.results.is_dir()
    assert fingerprint(*WATCHED) == watched


@pytest.mark.parametrize("place", ["/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home())])
def test_no_file_outside_appears(graded: Graded, place: str) -> None:
    assert graded.results.is_dir()
    found = [
        path
        for path in Path(place).glob("*")
        if MARKER in path.name or "autograder_hostile_marker" in path.name
    ]
    assert found == []


def test_none_writes_into_the_class_or_its_results(graded: Graded, chosen: list[str]) -> None:
    students = graded.results.parents[1] / "class"
    for name in set(chosen) - set(MADE):
        theirs = fingerprint(students / name)
        shipped = fingerprint(SUBMISSIONS / name)
        assert sorted(theirs.values()) == sorted(shipped.values()), name
    names = {path.name for path in graded.results.iterdir()}
    assert names == {f"{name}.json" for name in (*chosen, *CONTROLS)}


def test_no_process_survives(graded: Graded) -> None:
    assert graded.results.is_dir()
    living = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                living.append((process / "comm").read_text().strip())
    assert "ag-hostile" not in living


def test_no_secret_of_the_machine_is_in_what_comes_out(graded: Graded) -> None:
    secret = (ROOT / ".course-secret").read_text().strip()
    texts = {path.name: path.read_text() for path in graded.results.iterdir()}
    texts["terminal"] = graded.stdout + graded.stderr
    leaks = [name for name, text in texts.items() if secret in text or CANARY in text]
    assert leaks == []


def test_nothing_of_a_submission_reaches_the_terminal_as_a_command(graded: Graded) -> None:
    control_characters = re.findall(r"[\x00-\x08\x0b-\x1f\x7f]", graded.stdout + graded.stderr)
    assert control_characters == []


def test_every_kind_of_attack_is_among_them(chosen: list[str]) -> None:
    kinds = Counter(name.split("_")[0] for name in chosen)
    assert set(kinds) >= {
        "forging", "laziness", "network", "process", "resources", "secrets", "shadowing",
        "tampering", "writing", "made",
    }  # fmt: skip
    assert kinds.total() >= 40


def test_each_says_what_it_attempts() -> None:
    for name in NAMES:
        folder = SUBMISSIONS / name
        sources = [path.read_text() for path in folder.rglob("*.py")]
        assert any('ATTEMPTS = "' in source for source in sources), name
