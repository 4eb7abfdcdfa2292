"""What a check says of itself. Imports the standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckDescription:
    """What gradescope-utils' decorators and the docstring say of a check."""

    name: str
    title: str
    """The docstring's first paragraph: the line that a student reads."""
    number: str
    points: float
    tags: tuple[str, ...]
    visibility: str
