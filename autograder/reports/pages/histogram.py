"""Where the parts of the picture of a class's points are. Imports `numbers` only.

Lengths are in the units of the picture's view box; below the bars lies a strip with the quartiles.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.reports.pages.numbers import BINS, Spread

WIDTH, HEIGHT = 400, 232
_LEFT, _RIGHT = 14, 386
_TOP, _GROUND = 24, 164
_GAP = 3
_ROOM_FOR_LABEL = 62


@dataclass(frozen=True)
class Bar:
    """The students between two numbers of points."""

    x: float
    y: float
    width: float
    height: float
    count: int
    lowest: float
    below: float
    is_last: bool
    """The last one has full marks, too."""

    @property
    def middle(self) -> float:
        """Where its label is."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Tick:
    """A number of points on the axis."""

    x: float
    points: float


@dataclass(frozen=True)
class Histogram:
    """The picture."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float
    label: float
    """Where the median's label is, so that it is inside the picture."""
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = _GROUND


def histogram(spread: Spread, max_points: float) -> Histogram:
    """The picture of a class with this spread."""
    step = (_RIGHT - _LEFT) / BINS
    scale = (_GROUND - _TOP) / max(spread.counts)

    def place(points: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * min(max(points / max_points, 0.0), 1.0), 1)

    bars = tuple(
        Bar(
            x=round(_LEFT + k * step + _GAP / 2, 1),
            y=round(_GROUND - count * scale, 1),
            width=round(step - _GAP, 1),
            height=round(count * scale, 1),
            count=count,
            lowest=max_points * k / BINS,
            below=max_points * (k + 1) / BINS,
            is_last=k == BINS - 1,
        )
        for k, count in enumerate(spread.counts)
    )
    median = place(spread.median)
    return Histogram(
        bars=bars,
        ticks=tuple(
            Tick(round(_LEFT + k * step, 1), max_points * k / BINS) for k in range(0, BINS + 1, 2)
        ),
        lowest=place(spread.lowest),
        lower_quartile=place(spread.lower_quartile),
        median=median,
        upper_quartile=place(spread.upper_quartile),
        highest=place(spread.highest),
        label=min(max(median, _ROOM_FOR_LABEL), WIDTH - _ROOM_FOR_LABEL),
    )
