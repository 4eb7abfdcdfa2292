"""What comparing a class found. Imports the standard library only; the gradebook keeps its JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Side:
    """One of the two submissions of a pair."""

    student: str
    """Its key in the gradebook."""
    version: str
    """Its digest: the pair is of this version, and of no later one."""
    names: str
    """Its authors, for people."""
    shared: int
    """Lines of code that the other one has, too."""
    lines: int
    """Lines of code in all."""


@dataclass(frozen=True)
class Passage:
    """Lines of the one that are alike to lines of the other: first and last, counted from 1."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """Two submissions that have more in common than others of the class."""

    left: Side
    right: Side
    share: float
    """How much of the smaller one is in the other, from 0 to 1."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class NotCompared:
    """A submission that was compared with none, and why."""

    student: str
    reason: str


@dataclass(frozen=True)
class Usual:
    """What two submissions of this class have in common, of all pairs."""

    lower_quartile: float
    median: float
    upper_quartile: float
    tenths: tuple[int, ...]
    """How many pairs share up to a tenth, up to two tenths, and so on."""


@dataclass(frozen=True)
class Comparison:
    """All of it."""

    assignment: str
    submissions: int
    """How many were compared."""
    usual: Usual | None
    """None where there is no pair."""
    line: float
    """The share from which on a pair stands out."""
    standing_out: int
    """How many pairs do; the most alike of them are in `pairs`."""
    pairs: tuple[Pair, ...]
    """The most alike first."""
    not_compared: tuple[NotCompared, ...]

    def to_json(self) -> str:
        """For the gradebook, and for scripts."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> Comparison:
        """The inverse of `to_json`."""
        data = json.loads(text)
        usual = data["usual"]
        return Comparison(
            assignment=data["assignment"],
            submissions=data["submissions"],
            usual=usual and Usual(**{**usual, "tenths": tuple(usual["tenths"])}),
            line=data["line"],
            standing_out=data["standing_out"],
            pairs=tuple(
                Pair(
                    left=Side(**pair["left"]),
                    right=Side(**pair["right"]),
                    share=pair["share"],
                    passages=tuple(
                        Passage(tuple(one["left"]), tuple(one["right"])) for one in pair["passages"]
                    ),
                )
                for pair in data["pairs"]
            ),
            not_compared=tuple(NotCompared(**one) for one in data["not_compared"]),
        )
