"""What is demanded of a week, and what was found. Imports this folder only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.verification.cases import MOST_TIME
from autograder.verification.diagnoses import Recognition
from autograder.verification.leaks import Leak
from autograder.verification.mutation import MOST_SURVIVORS, Fate, MutationReport
from autograder.verification.submissions import Row


class Demand(StrEnum):
    """What a week is tried for, in the order of the table."""

    REFERENCE = "reference"
    ACCEPTED = "accepted"
    STUB = "stub"
    VACUOUS = "vacuous"
    WRONG = "wrong"
    DIAGNOSIS = "diagnosis"
    MUTANTS = "mutants"
    LEAKS = "leaks"
    TIME = "time"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of shipped submissions that are graded for it."""
        if self in _POINTS:
            return (self.value,)
        return {Demand.DIAGNOSIS: ("wrong",), Demand.TIME: ("reference", "accepted")}.get(self, ())


_POINTS = {
    Demand.REFERENCE: "full marks",
    Demand.ACCEPTED: "full marks",
    Demand.STUB: "no points",
    Demand.VACUOUS: "no points",
    Demand.WRONG: "points lost in the function alone",
}
"""What submissions must get."""


@dataclass(frozen=True)
class Finding:
    """One demand, and what was found."""

    demand: Demand
    must: str
    found: str
    complaints: tuple[str, ...] = ()
    """What is not as it must be, by name and reason; sentences."""

    @property
    def is_met(self) -> bool:
        """Whether all is as it must be."""
        return not self.complaints


def points_found(demand: Demand, rows: Sequence[Row]) -> Finding:
    """Whether submissions of one kind get what they must."""
    complaints = tuple(row.complaint for row in rows if not row.is_as_expected)
    found = f"{len(rows) - len(complaints)} of {len(rows)}"
    secrets = max((len(row.results) for row in rows), default=0)
    if secrets > 1:
        found += f", under {secrets} secrets"
    return Finding(demand, _POINTS[demand], found, complaints)


def diagnosis_found(rows: Sequence[Row]) -> Finding:
    """Whether all misconceptions that can be diagnosed are diagnosed as themselves."""
    taken_for = {row.case.name: row.diagnosed for row in rows if row.diagnosed is not None}
    counts = Counter(one.recognition for one in taken_for.values())
    reasons = Counter(
        one.detail for one in taken_for.values() if one.recognition is Recognition.IMPOSSIBLE
    )
    found = f"{counts[Recognition.ITSELF]} of {len(taken_for) - reasons.total()}"
    if reasons:
        found += ", besides " + ", ".join(f"{number} {one}" for one, number in reasons.items())
    complaints = (f"{name} {one.complaint}" for name, one in taken_for.items() if one.complaint)
    return Finding(Demand.DIAGNOSIS, "each diagnosed as itself", found, tuple(complaints))


def mutants_found(report: MutationReport) -> Finding:
    """Whether small changes of the reference are noticed."""
    counts = Counter(report.fates.values())
    alive = counts[Fate.KILLED] + counts[Fate.SURVIVED]
    complaints = [f"Listed as equivalent, but no survivor: {entry}." for entry in report.unused]
    if not alive:
        complaints.append("There is nothing in the reference that can be changed.")
    if not report.few_survive:
        complaints += [
            f"{mutant.function}: nothing notices that `{mutant.before}` becomes `{mutant.after}`."
            for mutant in report.survivors
        ]
    return Finding(
        Demand.MUTANTS,
        f"noticed, but for {MOST_SURVIVORS:.0%}",
        f"{counts[Fate.KILLED]} of {alive}, and {counts[Fate.EQUIVALENT]} equivalent",
        tuple(complaints),
    )


def leaks_found(leaks: Sequence[Leak]) -> Finding:
    """Whether the students' bundle holds nothing of the instructor's."""
    told = tuple(f"{leak}." for leak in dict.fromkeys(leaks))
    return Finding(Demand.LEAKS, "nothing private in the bundle", f"{len(told) or 'none'}", told)


def time_found(rows: Sequence[Row]) -> Finding:
    """Whether right submissions stay far from the limits of processor time."""
    timings = [result.timing for row in rows for result in row.results]
    call = max((timing.of_call for timing in timings), default=0)
    whole = max((timing.of_submission for timing in timings), default=0)
    return Finding(
        Demand.TIME,
        f"at most {MOST_TIME:.0%} of what is allowed",
        f"{call:.1%} by a call, {whole:.1%} by a submission",
        tuple(complaint for row in rows for complaint in _slowness(row)),
    )


def _slowness(row: Row) -> Iterator[str]:
    """What of a right submission takes too long, if anything does."""
    slowest = max((result.timing for result in row.results), key=lambda timing: timing.of_call)
    if slowest.of_call > MOST_TIME:
        what = f"a call of {slowest.slowest_function}" if slowest.slowest_function else "the import"
        yield f"{row.case.name}: {what} takes {slowest.of_call:.0%} of its processor time."
    whole = max(result.timing.of_submission for result in row.results)
    if whole > MOST_TIME:
        yield f"{row.case.name} takes {whole:.0%} of a submission's processor time."
