"""A command is there at once: what others need is not imported for it."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from autograder import cli
from autograder.cli import main


def imported_by(code: str) -> set[str]:
    """The modules of a new process that has run this."""
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(answer.stdout.split())


def test_every_command_is_found_by_its_name() -> None:
    names = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    modules = [importlib.import_module(f"autograder.cli.{name}") for name in names]
    there = [command for module in modules for command in getattr(module, "COMMANDS", ())]
    assert sorted(main.commands) == sorted(command.name for command in there)
    assert {id(command) for command in main.commands.values()} == set(map(id, there))


def test_the_command_line_imports_no_command() -> None:
    modules = imported_by("import autograder.cli")
    assert {name for name in modules if name.startswith("autograder")} == {
        "autograder",
        "autograder.cli",
    }


@pytest.mark.parametrize("part", ["authoring.generate", "calibration", "releasing", "verification"])
def test_grading_imports_nothing_of_the_other_commands(part: str) -> None:
    modules = imported_by("from autograder.cli import main; main.commands['grade']")
    assert not [name for name in modules if name.startswith(f"autograder.{part}")]


def test_a_mistyped_command_is_told_the_one_that_was_meant() -> None:
    assert "grade" in CliRunner().invoke(main, ["grde"]).output.split("No such command")[1]


def test_an_examiner_imports_what_grading_needs_after_it_is_tied_to_its_owner() -> None:
    assert not {"numpy", "hypothesis"} & imported_by("import autograder.grading.examiner")


def test_grading_leaves_what_checks_are_run_with_to_the_examiners() -> None:
    modules = imported_by("from autograder.cli import main; main.commands['grade']")
    assert not {"hypothesis", "pytest", "autograder.sandbox.processes"} & modules


def test_numpy_is_told_of_one_thread_before_a_command_imports_it() -> None:
    modules = imported_by(
        "import os, sys; from autograder import cli\n"
        "os.environ.pop('OPENBLAS_NUM_THREADS', None)\n"
        "class Environment(dict):\n"
        "    def setdefault(self, name, value):\n"
        "        told.append((name, 'numpy' in sys.modules))\n"
        "told = []; os.environ = Environment(os.environ)\n"
        "cli.main(['grade', '--help'], standalone_mode=False)\n"
        "assert told == [('OPENBLAS_NUM_THREADS', False)]"
    )
    assert "numpy" in modules
