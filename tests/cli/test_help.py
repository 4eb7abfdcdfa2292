"""What `--help` says."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.cli import main


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    said = CliRunner().invoke(main, [command, "--help"]).output
    example = said.partition("Example:\n")[2].splitlines()[0]
    assert example.strip().startswith(f"autograder {command}")
