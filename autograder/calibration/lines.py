"""Passing lines that were calibrated: how much credit a measured value gives, and where it is kept.

A line belongs to what is measured and to the settings under which it is. Imports the standard
library only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "calibration.json"
"""Beside the hidden checks; `autograder calibrate` writes it."""


class NotCalibratedError(Exception):
    """There is no line for what a check measures."""


@dataclass(frozen=True)
class Line:
    """A ramp of credit: none at `floor`, all of it from `passing` on."""

    floor: float
    """What the weak baseline does not get above."""
    passing: float
    """What the reference does not fall below."""

    def credit(self, value: float) -> float:
        """From 0 to 1, so that a little less of what is measured costs a little credit."""
        if not value > self.floor:  # nor is NaN
            return 0.0
        return min(1.0, (value - self.floor) / (self.passing - self.floor))


def read_line(folder: Path, settings: Mapping[str, str], name: str) -> Line:
    """The line of a measurement, as it was calibrated under these settings.

    Raises:
        NotCalibratedError: it was not.
    """
    path = folder / FILE_NAME
    entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    for entry in entries:
        if entry["settings"] == calibrated_settings(settings) and name in entry["lines"]:
            line = entry["lines"][name]
            return Line(line["floor"], line["passing"])
    what = ", ".join(f"{key} = {value}" for key, value in settings.items()) or "no settings"
    raise NotCalibratedError(
        f"{path} has no passing line for {name!r} under {what}; run: autograder calibrate"
    )


def calibrated_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """Those that decide what is measured: where data lie on this machine does not."""
    return {key: value for key, value in settings.items() if not key.endswith("_dir")}
