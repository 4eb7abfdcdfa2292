"""Where a passing line lies between two samples of accuracies.

What is bounded is not the sample but the next run: one-sided tolerance limits of the normal
distribution (W. A. Shewhart; NIST/SEMATECH e-Handbook of Statistical Methods, section 7.2.6.3),
which hold all but 1 in 1,000 of the runs to come, with a confidence of 95%. Imports `lines`; SciPy,
which grading does not need, only where it computes.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from autograder.calibration.lines import Line

LEAST_RUNS = 20
FALSE_ALARMS = 0.001
CONFIDENCE = 0.95
_SHARE_OF_THE_WAY = 0.9
"""From the baseline to the reference: a tenth is left to right networks that are not ours."""


class InseparableError(Exception):
    """No line keeps the two apart."""


def tolerance_factor(n: int) -> float:
    """How many standard deviations from the mean of `n` runs the limit lies."""
    from scipy import stats

    shift = stats.norm.isf(FALSE_ALARMS) * math.sqrt(n)
    return float(stats.nct.ppf(CONFIDENCE, n - 1, shift)) / math.sqrt(n)


def least(sample: Sequence[float]) -> float:
    """What fewer than 1 run in 1,000 falls below."""
    return statistics.fmean(sample) - tolerance_factor(len(sample)) * statistics.stdev(sample)


def most(sample: Sequence[float]) -> float:
    """What fewer than 1 run in 1,000 gets above."""
    return statistics.fmean(sample) + tolerance_factor(len(sample)) * statistics.stdev(sample)


def passing_line(reference: Sequence[float], baseline: Sequence[float]) -> Line:
    """The line that the reference reaches, and the floor that the baseline does not leave.

    Raises:
        InseparableError: there is no room between them, or too few runs to say so.
    """
    if min(len(reference), len(baseline)) < LEAST_RUNS:
        raise InseparableError(f"At least {LEAST_RUNS} runs of each are needed.")
    low, high = most(baseline), least(reference)
    if low >= high:
        raise InseparableError(
            f"The baseline may reach {low:.3f} and the reference may fall to {high:.3f}: no line "
            "keeps them apart."
        )
    return Line(floor=round(low, 4), passing=round(low + _SHARE_OF_THE_WAY * (high - low), 4))
