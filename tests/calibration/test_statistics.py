"""Passing lines hold what they promise, or are not drawn."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the extra calibration has it")

from autograder.calibration.statistics import (
    CONFIDENCE,
    FALSE_ALARMS,
    InseparableError,
    least,
    most,
    passing_line,
)

GOOD = list(np.linspace(0.93, 0.95, 20))
WEAK = list(np.linspace(0.18, 0.22, 20))


def test_fewer_than_one_run_in_a_thousand_falls_below_the_limit_as_often_as_is_said() -> None:
    from scipy import stats

    rng = np.random.default_rng(0)
    limits = [least(list(sample)) for sample in rng.normal(size=(2000, 20))]
    share = np.mean([stats.norm.cdf(limit) < FALSE_ALARMS for limit in limits])
    # 95%, and five standard deviations of a share of 2,000 below it.
    assert share > CONFIDENCE - 5 * np.sqrt(CONFIDENCE * (1 - CONFIDENCE) / 2000)


def test_limits_of_a_mirrored_sample_are_mirrored() -> None:
    assert most([-x for x in GOOD]) == pytest.approx(-least(GOOD))


def test_the_line_lies_between_what_the_two_can_reach() -> None:
    line = passing_line(GOOD, WEAK)
    assert max(WEAK) < line.floor < line.passing < min(GOOD)
    assert line.credit(least(GOOD)) == 1
    assert line.credit(most(WEAK)) == pytest.approx(0, abs=1e-3)


def test_samples_that_overlap_are_refused() -> None:
    with pytest.raises(InseparableError, match="no line keeps them apart"):
        passing_line(list(np.linspace(0.5, 0.9, 20)), list(np.linspace(0.4, 0.6, 20)))


def test_few_runs_are_refused() -> None:
    with pytest.raises(InseparableError, match="At least 20"):
        passing_line(GOOD[:19], WEAK)
