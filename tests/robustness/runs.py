"""A small class, runs that grade it and can be disturbed, and what must be the same in the end."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, family, wait_until_gone
from tests.tiny_course import HALF, NAME, RIGHT, hand_in, make_tiny_course

_PR_SET_CHILD_SUBREAPER = 36
_SECONDS_UNTIL_GONE = 10.0

CLASS = {
    "Ada Sample": RIGHT,
    "Ben Beispiel": HALF,
    "Cleo Attrape": "def double(x):\n    while True: pass\ndef negate(x): return -x\n",
    "Dora Muster": "import os\nos._exit(0)\n",
    "Emil Ejemplo": "def double(x): return x + x\ndef negate(x): return x\n",
    "Fay Esempio": "import os\ndef double(x): os.fork()\ndef negate(x): return -x\n",
    "Gus Exemple": RIGHT + "# the same in other words\n",
}
SCORES = {
    **{"Ada Sample": 10, "Ben Beispiel": 5, "Cleo Attrape": 5, "Dora Muster": 0},
    **{"Emil Ejemplo": 5, "Fay Esempio": 5, "Gus Exemple": 10},
}


def make_classroom(root: Path) -> Path:
    """A course whose endless loops are short, with a class in its folder `class`."""
    make_tiny_course(root)
    settings = root / "assignments" / NAME / "assignment.toml"
    short = settings.read_text().replace("call_cpu_seconds = 1", "call_cpu_seconds = 0.3")
    settings.write_text(short)
    for student, source in CLASS.items():
        hand_in(root / "class", student, source)
    return root


def mend_a_check(root: Path) -> None:
    """Change a check so that a regrading gives and takes points."""
    check = root / "autograder" / "hidden" / NAME / "test_hidden.py"
    check.write_text(check.read_text().replace("reference.negate(x + 10))", "x + 10)"))


def grade(root: Path, out: Path, workers: int = 2) -> list[str]:
    """The arguments that grade the class."""
    where = ["--out", str(out), "--workers", str(workers), "--quiet"]
    return ["--course", str(root), "grade", NAME, str(root / "class"), *where]


def regrade(root: Path, out: Path) -> list[str]:
    """The arguments that regrade it, and keep the results."""
    return ["--course", str(root), "regrade", NAME, "--out", str(out), "--workers", "2", "--yes"]


class Run:
    """A running command, and all that belongs to it."""

    def __init__(
        self, arguments: list[str], folder: Path, moment: str = "none", number: int = 0
    ) -> None:
        token = uuid.uuid4().hex[:12]
        self._others = family(os.getpid())
        self._temporary = folder / f"temporary-{token}"
        self._temporary.mkdir(parents=True)
        self._counts = folder / f"{token}.json"
        dying = [sys.executable, "-B", "-m", "tests.robustness.dying"]
        self.process = subprocess.Popen(
            [*dying, moment, str(number), str(self._counts), *arguments],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self._temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    @property
    def counts(self) -> dict[str, int]:
        """How often each moment of `dying` came, once the run is over."""
        counts = json.loads(self._counts.read_text())
        assert isinstance(counts, dict)
        return counts

    def finish(self, seconds: float = 120.0) -> str:
        """What it says, once it has ended well."""
        said, _ = self.process.communicate(timeout=seconds)
        assert self.process.returncode == 0, said
        return said

    def processes(self, kind: str) -> list[int]:
        """Its living processes: `grader`, `worker` or `warm parent`."""
        if kind == "grader":
            return [self.process.pid] if self.process.poll() is None else []
        mark = {"worker": "grading.examiner", "warm parent": "sandbox.warm_parent"}[kind]
        found = {one: _command_line(one) for one in family(self.process.pid)}
        # What they fork has their command line, too.
        marked = {one for one, line in found.items() if mark in line}
        return sorted(one for one in marked if _parent(one) not in marked)

    def left_over(self) -> list[str]:
        """What is there of it that should not be, some time after its end."""
        mine = family(os.getpid()) - self._others - {self.process.pid}
        living = wait_until_gone(mine, _SECONDS_UNTIL_GONE)
        files = [str(path) for path in self._temporary.iterdir()]
        return [f"process {one}: {_command_line(one)}" for one in living] + files

    def kill_group(self) -> None:
        """SIGKILL for every process of its group at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


@contextlib.contextmanager
def adopting_orphans() -> Iterator[None]:
    """Meanwhile processes whose parents were killed become this process's, and so are seen."""
    libc = ctypes.CDLL(None)
    assert libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    children = _children()
    try:
        yield
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
        for orphan in _children() - children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(orphan, os.WNOHANG)


def state(out: Path) -> dict[str, object]:
    """All that grading a class gives, but for times: gradebook, results files and report."""
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = {
            "results": [
                (*row[:-1], _without_timing(row[-1]))
                for row in book.execute(
                    "SELECT assignment, folder, submission_version, checks_version, engine_version,"
                    " secret_version, student, score, max_score, result FROM results ORDER BY"
                    " folder, checks_version"
                )
            ],
            "proposals": book.execute("SELECT count(*) FROM proposals").fetchall(),
            "submissions": book.execute(
                "SELECT assignment, folder, student, version, files, problem, authors, submitted,"
                " marked_late, counts FROM submissions ORDER BY folder"
            ).fetchall(),
            "contents": book.execute("SELECT * FROM contents ORDER BY sha256").fetchall(),
            "people": book.execute("SELECT assignment, person FROM people").fetchall(),
        }
    files = {}
    for path in (*(out / "results").rglob("*"), *(out / "report").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            is_result = path.parent.name == "results"
            files[str(path.relative_to(out))] = _without_timing(content) if is_result else content
    return {**tables, "files": files}


def progress(out: Path) -> int:
    """How far grading is: the gradebook, each of the results files, the report."""
    parts = (out / "gradebook.sqlite", out / "report")
    return sum(part.exists() for part in parts) + len(list((out / "results").glob("*.json")))


def scores(out: Path) -> list[tuple[str, float | None]]:
    """Every row of results: whose, and how many points."""
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        return book.execute("SELECT student, score FROM results ORDER BY id").fetchall()


def copy_of(out: Path, target: Path) -> Path:
    """A graded class once more, to do something else to."""
    shutil.copytree(out, target)
    return target


def wait_for(run: Run, kind: str) -> list[int]:
    """Its processes of a kind, as soon as there are any, or none if it ends without."""
    while run.process.poll() is None:
        if found := run.processes(kind):
            return found
        time.sleep(0.002)
    return []


def _without_timing(text: str | bytes) -> object:
    content = json.loads(text)
    content.pop("execution_time", None)
    content.pop("timing", None)
    return content


def _children() -> set[int]:
    return {
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/stat")
        if _parent(int(path.parent.name)) == os.getpid()
    }


def _parent(process: int) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def _command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
