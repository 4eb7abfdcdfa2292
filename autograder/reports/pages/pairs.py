"""Pairs of submissions for a person to look at: each on a page, side by side.

What the pages say is what two texts have in common, and what is usual in the class; never why.
Imports what the comparison found, and its neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.reports.pages.environment import render_html
from autograder.similarity.findings import Comparison, Pair, Side


@dataclass(frozen=True)
class PairText:
    """A pair with what both handed in."""

    pair: Pair
    left: str
    right: str


@dataclass(frozen=True)
class PairsToLookAt:
    """What the report says of a comparison."""

    comparison: Comparison
    made_at: dt.datetime
    """In the course's time zone."""
    pairs: tuple[PairText, ...]
    """Those whose two submissions still count."""
    changed: int
    """Submissions that came, or changed, since."""


@dataclass(frozen=True)
class Block:
    """Lines that are alike to lines of the other side, or that are not."""

    first: int
    """Its first line's number."""
    lines: tuple[str, ...]
    passages: tuple[int, ...]
    """The numbers of the passages that it is part of."""
    begins: tuple[int, ...]
    """Of these, the ones that have their first line here."""

    @property
    def numbers(self) -> range:
        """Of its lines."""
        return range(self.first, self.first + len(self.lines))


def pair_page(title: str, number: int, found: PairsToLookAt) -> str:
    """The page of one pair.

    Args:
        title: the week's.
        number: the pair's place in `found.pairs`.
        found: all of them.
    """
    one = found.pairs[number]
    lefts = [passage.left for passage in one.pair.passages]
    rights = [passage.right for passage in one.pair.passages]
    return render_html(
        "pair.html.jinja",
        title=title,
        comparison=found.comparison,
        pair=one.pair,
        number=number + 1,
        pairs=len(found.pairs),
        sides=(
            ("left", "right", one.pair.left, _blocks(one.left, lefts)),
            ("right", "left", one.pair.right, _blocks(one.right, rights)),
        ),
    )


def whom(side: Side) -> str:
    """The authors, and the submission's own name where that says more."""
    return side.names if side.student == side.names else f"{side.names} ({side.student})"


def _blocks(text: str, passages: Sequence[tuple[int, int]]) -> list[Block]:
    """A text in blocks; passages are numbered from 1."""
    lines = text.rstrip("\n").split("\n")
    of_line: list[tuple[int, ...]] = [()] * (len(lines) + 1)
    for number, (first, last) in enumerate(passages, start=1):
        for line in range(first, last + 1):
            of_line[line] = (*of_line[line], number)
    starts = [k for k in range(1, len(lines) + 1) if k == 1 or of_line[k] != of_line[k - 1]]
    return [
        Block(
            first=start,
            lines=tuple(lines[start - 1 : end - 1]),
            passages=of_line[start],
            begins=tuple(n for n in of_line[start] if passages[n - 1][0] == start),
        )
        for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True)
    ]
