"""The reference of all commands says what the commands say."""

from __future__ import annotations

from autograder.cli import main
from autograder.cli.reference import REFERENCE, reference


def test_the_reference_is_up_to_date() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), (
        "run: python -m autograder.cli.reference"
    )


def test_the_reference_has_every_command() -> None:
    assert all(f"## autograder {name}\n" in reference() for name in main.commands)
