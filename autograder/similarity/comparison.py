"""A class is compared, everybody with everybody, and what stands out is found.

What two submissions share counts the more, the fewer of the class have it: what everybody writes
alike, since the handout asks for it, tells little. Submissions are data: each is read in a process
of its own with bounds, and nothing of it is executed. Imports intake's bounds and its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.intake.bounded import BeyondBoundsError, ReaderError, read_in_bounds
from autograder.similarity.findings import Comparison, NotCompared, Pair, Passage, Side, Usual
from autograder.similarity.passages import Alike, alike
from autograder.similarity.tokens import as_text, tokens_of, windows_of

LOWEST_LINE, HIGHEST_LINE = 0.3, 0.75
"""Between these the class itself says what stands out. Whole copies share more, and who works alone
less, in all weeks: benchmarks/similarity.py."""
FEWEST_LINES = 8
"""Of code in common, so that a short function alone is no pair."""
MOST_PAIRS = 50
"""More than a person will look at."""
_MOST_LOOKED_AT = 4 * MOST_PAIRS
_LARGEST_TEXT = 200_000
_FENCE = 1.5
_COLUMNS_AT_ONCE = 4096

_Windows = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(frozen=True)
class Writing:
    """What one student or team wrote."""

    student: str
    version: str
    names: str
    """The authors, for people."""
    people: frozenset[int]
    """Who has written it; two that have someone in common are no pair."""
    data: bytes
    """The module."""


def compare(assignment: str, writings: Sequence[Writing], given: Collection[bytes]) -> Comparison:
    """Compare a class.

    Args:
        assignment: the week's name.
        writings: one of each student or team.
        given: the windows of what everybody was given.
    """
    compared: list[Writing] = []
    windows: list[_Windows] = []
    not_compared: list[NotCompared] = []
    for one in writings:
        found = own_windows(one.data, given)
        if isinstance(found, str):
            not_compared.append(NotCompared(one.student, found))
        else:
            compared.append(one)
            windows.append(found)
    left, right = _pairs(compared)
    shares = shares_of(windows)[left, right]
    usual = _usual(shares)
    line = _line(usual)
    pairs: list[Pair] = []
    most_alike = np.argsort(-shares, kind="stable")[:_MOST_LOOKED_AT]
    for at in most_alike[shares[most_alike] >= line]:
        if len(pairs) == MOST_PAIRS:
            break
        one, other = compared[left[at]], compared[right[at]]
        common = _alike(one.data, other.data, given)
        if common is not None and min(common.shared) >= FEWEST_LINES:
            pairs.append(_pair(one, other, float(shares[at]), common))
    return Comparison(
        assignment=assignment,
        submissions=len(compared),
        usual=usual,
        line=line,
        standing_out=int((shares >= line).sum()),
        pairs=tuple(pairs),
        not_compared=tuple(not_compared),
    )


def own_windows(data: bytes, given: Collection[bytes]) -> _Windows | str:
    """Each window once that was not given, or why there is none to compare."""
    if len(data) > _LARGEST_TEXT:
        return f"it has more than {_LARGEST_TEXT // 1000} kB"
    try:
        found = read_in_bounds(
            lambda: b"".join(sorted(set(windows_of(tokens_of(as_text(data)))) - set(given)))
        )
    except BeyondBoundsError:
        return "it takes more time or memory to read than is allowed"
    except ReaderError as error:
        return f"it can't be read: {str(error).splitlines()[-1]}"
    if not found:
        return "it has nothing beyond what everybody was given"
    return np.frombuffer(found, dtype=">u8").astype(np.uint64)


def _pairs(writings: Sequence[Writing]) -> tuple[np.ndarray, np.ndarray]:
    """The places of the first and of the second of all pairs of different people."""
    left, right = np.triu_indices(len(writings), k=1)
    places: dict[int, list[int]] = {}
    for place, one in enumerate(writings):
        for person in one.people:
            places.setdefault(person, []).append(place)
    is_pair = np.ones((len(writings), len(writings)), dtype=bool)
    for of_one in places.values():
        is_pair[np.ix_(of_one, of_one)] = False
    chosen = is_pair[left, right]
    return left[chosen], right[chosen]


def shares_of(windows: Sequence[_Windows]) -> np.ndarray:
    """For all pairs, how much of the smaller one is in the other."""
    students = len(windows)
    if not students:
        return np.zeros((0, 0))
    every, counts = np.unique(np.concatenate(windows), return_counts=True)
    weights = np.log1p(students / counts)
    totals = np.array([weights[np.searchsorted(every, one)].sum() for one in windows])
    several = counts > 1
    shared, roots = every[several], np.sqrt(weights[several]).astype(np.float32)
    columns = [np.searchsorted(shared, np.intersect1d(one, shared, True)) for one in windows]
    common = np.zeros((students, students), dtype=np.float32)
    for first in range(0, len(shared), _COLUMNS_AT_ONCE):
        roots_here = roots[first : first + _COLUMNS_AT_ONCE]
        table = np.zeros((students, len(roots_here)), dtype=np.float32)
        for row, places in enumerate(columns):
            start, end = np.searchsorted(places, (first, first + len(roots_here)))
            here = places[start:end] - first
            table[row, here] = roots_here[here]
        common += table @ table.T
    smaller = np.minimum(totals[:, None], totals[None, :])
    return np.asarray(np.minimum(common / smaller, 1.0))


def _usual(shares: np.ndarray) -> Usual | None:
    if not len(shares):
        return None
    lower, median, upper = (round(float(one), 4) for one in np.quantile(shares, (0.25, 0.5, 0.75)))
    tenths, _ = np.histogram(shares, bins=10, range=(0.0, 1.0))
    return Usual(lower, median, upper, tuple(map(int, tenths)))


def _line(usual: Usual | None) -> float:
    """From where on a pair is far from the others: Tukey's fence, within what was measured."""
    if usual is None:
        return LOWEST_LINE
    fence = usual.upper_quartile + _FENCE * (usual.upper_quartile - usual.lower_quartile)
    return min(max(round(fence, 4), LOWEST_LINE), HIGHEST_LINE)


def _alike(one: bytes, other: bytes, given: Collection[bytes]) -> Alike | None:
    """Where two are alike, found in a process with bounds; None if that takes too much."""

    def find() -> bytes:
        found = alike(as_text(one), as_text(other), given)
        passages = [(passage.left, passage.right) for passage in found.passages]
        return json.dumps([passages, found.shared, found.lines]).encode()

    try:
        passages, shared, lines = json.loads(read_in_bounds(find))
    except (BeyondBoundsError, ReaderError):
        return None
    return Alike(
        tuple(Passage(tuple(left), tuple(right)) for left, right in passages),
        tuple(shared),
        tuple(lines),
    )


def _pair(one: Writing, other: Writing, share: float, common: Alike) -> Pair:
    left, right = (
        Side(writing.student, writing.version, writing.names, common.shared[k], common.lines[k])
        for k, writing in enumerate((one, other))
    )
    return Pair(left, right, round(share, 4), common.passages)
