"""Credit rises from the floor to the passing line, and a line belongs to its settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.calibration.lines import FILE_NAME, Line, NotCalibratedError, read_line

LINE = Line(floor=0.2, passing=0.9)


@pytest.mark.parametrize(
    ("value", "credit"), [(0.1, 0), (0.2, 0), (0.55, 0.5), (0.9, 1), (1.0, 1), (float("nan"), 0)]
)
def test_credit_is_a_ramp(value: float, credit: float) -> None:
    assert LINE.credit(value) == pytest.approx(credit)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = [
        {"settings": {"images": "digits"}, "lines": {"accuracy": {"floor": 0.2, "passing": 0.9}}},
        {"settings": {"images": "cifar10"}, "lines": {"accuracy": {"floor": 0.3, "passing": 0.6}}},
    ]
    (tmp_path / FILE_NAME).write_text(json.dumps(entries))
    return tmp_path


def test_each_setting_has_its_own_line(folder: Path) -> None:
    assert read_line(folder, {"images": "digits"}, "accuracy") == LINE
    assert read_line(folder, {"images": "cifar10"}, "accuracy").passing == 0.6


def test_where_data_lie_is_no_setting_of_a_line(folder: Path) -> None:
    settings = {"images": "digits", "data_dir": "/mnt/images"}
    assert read_line(folder, settings, "accuracy") == LINE


@pytest.mark.parametrize(("images", "name"), [("mnist", "accuracy"), ("digits", "error")])
def test_what_was_not_calibrated_says_so(folder: Path, images: str, name: str) -> None:
    with pytest.raises(NotCalibratedError, match=f"no passing line for '{name}'.*{images}"):
        read_line(folder, {"images": images}, name)
