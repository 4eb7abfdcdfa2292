"""What changed from one result to another. Imports the records only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Verdict
from autograder.records import CheckResult, Result, Versions

_WORDS = {
    "submission": "another version of the submission",
    "checks": "the checks changed",
    "engine": "the engine or its libraries changed",
    "secret": "the course's secret changed",
}


@dataclass(frozen=True)
class CheckChange:
    """A check whose outcome, or whose points, are not what they were."""

    check: CheckDescription
    before: Verdict | None
    """None of a new check."""
    after: Verdict | None
    """None of a check that is no more."""
    points: float
    """Gained, or lost if below 0."""

    @property
    def label(self) -> str:
        """Its number, or else its name."""
        return self.check.number or self.check.name

    def __str__(self) -> str:
        before = self.before.replace("_", " ") if self.before else "new"
        after = self.after.replace("_", " ") if self.after else "removed"
        return f"{self.label} {before} → {after}{f' ({signed(self.points)})' * bool(self.points)}"


@dataclass(frozen=True)
class Change:
    """One submission's result that counted, and the one after it."""

    names: str
    """Its authors'."""
    before: Result | None
    """None if there was no result at all."""
    after: Result

    @property
    def gain(self) -> float:
        """Gained, or lost if below 0, in points of the present checks; a first grade is no gain."""
        before, after = self.before, self.after
        if before is None or before.score is None or after.score is None or not before.max_score:
            return 0.0
        # The same score of more points is a loss: a week's points are the term's, not the checks'.
        return round(after.score - before.score * after.max_score / before.max_score, 2)

    @property
    def is_first_grade(self) -> bool:
        """Whether there is a grade now and was none before."""
        return self.after.is_graded and not (self.before and self.before.is_graded)

    @property
    def checks(self) -> tuple[CheckChange, ...]:
        """The checks whose outcomes differ."""
        return changed_checks(self.before, self.after) if self.before else ()


def changed_versions(before: Versions, after: Versions) -> tuple[str, ...]:
    """What differs between two results' versions, in words."""
    return tuple(
        words for name, words in _WORDS.items() if getattr(before, name) != getattr(after, name)
    )


def changed_checks(before: Result, after: Result) -> tuple[CheckChange, ...]:
    """The checks whose outcomes or points differ, in the order of the later result."""
    earlier, later = dict(_identified(before.checks)), dict(_identified(after.checks))
    changes = []
    for identity in [*later, *(identity for identity in earlier if identity not in later)]:
        old, new = earlier.get(identity), later.get(identity)
        one = new or old
        assert one is not None
        change = CheckChange(
            check=one.check,
            before=old.outcome.verdict if old else None,
            after=new.outcome.verdict if new else None,
            points=(new.score if new else 0.0) - (old.score if old else 0.0),
        )
        if change.points or change.before is not change.after:
            changes.append(change)
    return tuple(changes)


def signed(points: float) -> str:
    """Points with their sign."""
    return f"{'+' if points >= 0 else '−'}{abs(points):g}"


def _identified(checks: Iterable[CheckResult]) -> Iterator[tuple[tuple[str, int], CheckResult]]:
    """Each check with its identity: a parametrized one is there several times, in one order."""
    seen = Counter[str]()
    for check in checks:
        seen[check.check.name] += 1
        yield (check.check.name, seen[check.check.name]), check
