"""Where two texts are alike, line by line. Imports `tokens` and `findings`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.similarity.findings import Passage
from autograder.similarity.tokens import WINDOW, Token, tokens_of, windows_of

_FEWEST_LINES = 3
"""Of a passage; a line or two are alike by chance."""
_MOST_PLACES = 20
"""Of several equal places in the other text, so many are tried for the longest passage."""

_Lines = Mapping[int, tuple[int, int]]
"""By line of code, its first token, and the first one after it."""
_OfLine = tuple[_Lines, _Lines]


@dataclass(frozen=True)
class Alike:
    """What two texts have in common."""

    passages: tuple[Passage, ...]
    """In the order of the left text."""
    shared: tuple[int, int]
    """Lines of code of each that are in a passage."""
    lines: tuple[int, int]
    """Lines of code of each."""


def alike(left: str, right: str, given: Collection[bytes]) -> Alike:
    """Where two texts are alike, but for what was `given` to everyone.

    A line is alike if all of it is, with its neighbours; whatever order the passages have.
    """
    texts = tokens_of(left), tokens_of(right)
    of_line = _by_line(texts[0]), _by_line(texts[1])
    passages: list[Passage] = []
    for start, other, length in _runs(windows_of(texts[0]), windows_of(texts[1]), given):
        ranges = (
            _whole_lines(texts[0], of_line[0], start, start + length),
            _whole_lines(texts[1], of_line[1], other, other + length),
        )
        if ranges[0] and ranges[1]:
            passages.append(Passage(ranges[0], ranges[1]))
    passages = [one for one in _joined(passages, of_line) if _is_long(one, of_line)]
    shared = (
        {line for one in passages for line in _code(one.left, of_line[0])},
        {line for one in passages for line in _code(one.right, of_line[1])},
    )
    return Alike(
        tuple(passages),
        (len(shared[0]), len(shared[1])),
        (len(of_line[0]), len(of_line[1])),
    )


def _runs(
    left: Sequence[bytes], right: Sequence[bytes], given: Collection[bytes]
) -> Iterator[tuple[int, int, int]]:
    """Where tokens are alike: the first of the left, the first of the right, and how many."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, window in enumerate(right):
        if len(places[window]) < _MOST_PLACES:
            places[window].append(at)
    at = 0
    while at < len(left):
        windows, other = max(
            (
                (_as_long(left, at, right, place, given), place)
                for place in places.get(left[at], ())
            ),
            key=lambda found: found[0],
            default=(0, 0),
        )
        if windows:
            yield at, other, windows + WINDOW - 1
        at += max(windows, 1)


def _as_long(
    left: Sequence[bytes], at: int, right: Sequence[bytes], place: int, given: Collection[bytes]
) -> int:
    """How many windows from here on are alike."""
    most = min(len(left) - at, len(right) - place)
    for count in range(most):
        window = left[at + count]
        if window != right[place + count] or window in given:
            return count
    return most


def _joined(passages: Sequence[Passage], of_line: _OfLine) -> list[Passage]:
    """Passages that follow each other in both texts, with no code between them, are one."""
    joined: list[Passage] = []
    for one in passages:
        last = joined[-1] if joined else one
        gaps = (last.left[1], one.left[0]), (last.right[1], one.right[0])
        follows = joined and all(
            start < end and len(_code((start, end), lines)) == 2
            for (start, end), lines in zip(gaps, of_line, strict=True)
        )
        if follows:
            joined[-1] = Passage((last.left[0], one.left[1]), (last.right[0], one.right[1]))
        else:
            joined.append(one)
    return joined


def _is_long(one: Passage, of_line: _OfLine) -> bool:
    lines = len(_code(one.left, of_line[0])), len(_code(one.right, of_line[1]))
    return min(lines) >= _FEWEST_LINES


def _code(lines: tuple[int, int], of_line: _Lines) -> list[int]:
    """Those lines of a range that are code."""
    return [line for line in range(lines[0], lines[1] + 1) if line in of_line]


def _by_line(tokens: Sequence[Token]) -> _Lines:
    found: dict[int, tuple[int, int]] = {}
    for at, token in enumerate(tokens):
        first, _ = found.get(token.line, (at, at))
        found[token.line] = (first, at + 1)
    return found


def _whole_lines(
    tokens: Sequence[Token], of_line: _Lines, start: int, end: int
) -> tuple[int, int] | None:
    """The first and the last line whose tokens are all among these."""
    lines = dict.fromkeys(token.line for token in tokens[start:end])
    whole = [one for one in lines if start <= of_line[one][0] and of_line[one][1] <= end]
    return (whole[0], whole[-1]) if whole else None
