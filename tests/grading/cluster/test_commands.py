"""`--cluster` on the command line: TLS, a killed command, and what is said of a wrong use."""

from __future__ import annotations

import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from tests.conftest import ROOT
from tests.grading.cluster.conftest import KINDS, Machines
from tests.tiny_course import NAME, hand_in, make_tiny_course

ELSEWHERE = "tcp://203.0.113.9:8786"  # an address that is nobody's


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """A tiny course, and a class in its folder `class`."""
    make_tiny_course(tmp_path / "course")
    for k in range(12):
        hand_in(tmp_path / "course" / "class", f"student {k}", KINDS[k % len(KINDS)])
    return tmp_path / "course"


def command(root: Path, out: str, *options: str) -> list[str]:
    """`autograder grade` as a program."""
    return [*arguments_of(root, out, sys.executable, "-m", "autograder"), *options]


def arguments_of(root: Path, out: str, *program: str) -> list[str]:
    places = (str(root / "class"), "--out", str(root / out))
    return [*program, "--course", str(root), "grade", NAME, *places]


def ask(root: Path, *options: str, status: int = 1) -> str:
    """What is said to a use that is refused before anything is written."""
    done = CliRunner().invoke(main, [*arguments_of(root, "out"), *options])
    assert done.exit_code == status, done.output
    assert not (root / "out").exists()
    return done.output


def grades(out: Path) -> list[tuple[object, ...]]:
    """All that the gradebook has of every result, but for times and order."""
    with sqlite3.connect(out / "gradebook.sqlite") as book:
        return book.execute(
            "SELECT student, score, submission_version, checks_version, engine_version,"
            " secret_version, json_remove(result, '$.timing') FROM results ORDER BY student"
        ).fetchall()


def test_another_machine_without_tls_is_refused(classroom: Path) -> None:
    pytest.importorskip("distributed")
    said = ask(classroom, "--cluster", ELSEWHERE)
    assert "whoever reaches this port can run programs as its user" in said
    assert "--cluster-without-tls" in said


def test_regrade_asks_for_the_same(classroom: Path) -> None:
    pytest.importorskip("distributed")
    arguments = ["regrade", NAME, "--out", str(classroom / "out"), "--cluster", ELSEWHERE]
    done = CliRunner().invoke(main, ["--course", str(classroom), *arguments])
    assert done.exit_code == 1
    assert "whoever reaches this port" in done.output


@pytest.mark.parametrize("address", ["inproc://here", "http://here:80", "tls://", "tcp://:5"])
def test_what_is_no_address_is_said(classroom: Path, address: str) -> None:
    pytest.importorskip("distributed")
    assert "is no address of a scheduler" in ask(classroom, "--cluster", address)


def test_a_missing_extra_is_named(classroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "autograder.grading.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = ask(classroom, "--cluster", "tls://here:8786")
    assert "pip install 'dlcv-autograder[cluster]'" in said


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--cluster", ELSEWHERE, "--workers", "2"], "--workers and --cluster contradict"),
        (["--cluster", ELSEWHERE, "--tls-ca", __file__], "belong together"),
        (["--tls-ca", __file__], "belong to --cluster"),
        (["--cluster-without-tls"], "belong to --cluster"),
    ],
)
def test_options_that_do_not_fit_are_a_wrong_use(
    classroom: Path, options: list[str], says: str
) -> None:
    pytest.importorskip("distributed")
    assert says in ask(classroom, *options, status=2)


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, ...]:
    """A cluster's authority, certificate and key, made by the commands in the documentation."""
    text = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8").replace("\\\n", "")
    commands = [line for line in text.splitlines() if line.startswith("openssl ")]
    assert len(commands) == 3
    folder = tmp_path / "keys"
    folder.mkdir()
    for line in commands:
        subprocess.run(shlex.split(line), cwd=folder, check=True, capture_output=True)
    return tuple(str(folder / name) for name in ("ca.pem", "node.pem", "node.key"))


@pytest.fixture
def encrypted(tmp_path: Path, keys: tuple[str, ...]) -> Iterator[Machines]:
    """A scheduler and a worker that speak with whoever has a key from their authority."""
    pytest.importorskip("distributed")
    (tmp_path / "machines").mkdir()
    authority, certificate, key = keys
    options = ("--tls-ca-file", authority, "--tls-cert", certificate, "--tls-key", key)
    started = Machines(tmp_path / "machines", options, protocol="tls")
    started.start_scheduler()
    started.start_worker()
    yield started
    started.end()


@pytest.mark.slow
def test_a_class_is_graded_under_tls(
    classroom: Path, encrypted: Machines, keys: tuple[str, ...]
) -> None:
    authority, certificate, key = keys
    tls = ("--tls-ca", authority, "--tls-cert", certificate, "--tls-key", key)
    options = ("--cluster", encrypted.address, *tls)
    subprocess.run(command(classroom, "locally"), check=True, capture_output=True)
    done = subprocess.run(
        command(classroom, "out", *options), check=True, capture_output=True, text=True
    )
    assert "without TLS" not in done.stderr
    assert grades(classroom / "out") == grades(classroom / "locally")


@pytest.mark.slow
def test_who_has_no_key_of_the_cluster_is_not_let_in(
    classroom: Path, encrypted: Machines, keys: tuple[str, ...], tmp_path: Path
) -> None:
    stranger = (str(tmp_path / "stranger.key"), str(tmp_path / "stranger.pem"))
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=stranger"]
    subprocess.run(
        [*made, "-keyout", stranger[0], "-out", stranger[1]], check=True, capture_output=True
    )
    tls = ("--tls-ca", keys[0], "--tls-cert", stranger[1], "--tls-key", stranger[0])
    plain = encrypted.address.replace("tls://", "tcp://")
    for options in (("--cluster", plain), ("--cluster", encrypted.address, *tls)):
        done = subprocess.run(
            command(classroom, "out", *options), check=False, capture_output=True, text=True
        )
        assert done.returncode == 1
        assert "can't be reached" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_class_is_regraded_on_a_cluster(classroom: Path, machines: Machines) -> None:
    subprocess.run(command(classroom, "out"), check=True, capture_output=True)
    hidden = classroom / "autograder" / "hidden" / NAME / "test_hidden.py"
    hidden.write_text(hidden.read_text().replace("@weight(3)", "@weight(4)"))
    machines.start_scheduler()
    machines.start_worker()
    program = [sys.executable, "-m", "autograder", "--course", str(classroom), "regrade", NAME]
    options = ("--out", str(classroom / "out"), "--yes", "--cluster", machines.address)
    subprocess.run([*program, *options], check=True, capture_output=True)
    before, after = grades(classroom / "out")[:2]  # of the first student, who is right
    assert {before[1], after[1]} == {10, 11}


@pytest.mark.slow
def test_a_killed_command_is_continued(classroom: Path, machines: Machines) -> None:
    machines.start_scheduler()
    worker = machines.start_worker()
    subprocess.run(command(classroom, "locally"), check=True, capture_output=True)
    options = ("--cluster", machines.address, "--quiet")
    running = subprocess.Popen(command(classroom, "out", *options))
    deadline = time.monotonic() + 60
    while len(list((classroom / "out" / "results").glob("*.json"))) < 3:
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = len(grades(classroom / "out"))
    assert 3 <= done < 12
    subprocess.run(command(classroom, "out", *options), check=True)
    assert grades(classroom / "out") == grades(classroom / "locally")
    os.kill(worker.pid, 0)  # one that has lost its coordinator goes on for the next
