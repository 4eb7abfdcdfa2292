"""What grading one right submission takes, over the same calls made directly: the floor.

Records the calls that the checks make to each right solution of a week, with their arguments, and
repeats them in this warm process, with neither a wall nor a check. Grades a class of these
solutions with one worker, and prints both, in processor time and on the clock; then where the time
goes, by looking at what the grader does a thousand times a second.

    python benchmarks/per_submission.py [hw4_convolution] [--submissions 135]
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import itertools
import signal
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import FrameType
from typing import NamedTuple

from floor import Call, cost_of, recorded_calls
from measuring import (
    SECRET,
    Costs,
    ProcessorClock,
    jobs_of,
    processor_clock,
    right_class,
    right_solutions,
    week_named,
)

from autograder.grading.grade import examination
from autograder.grading.job import Job
from autograder.grading.pool import run_jobs
from autograder.grading.prepared import PreparedChecks, prepare
from autograder.grading.wall import sandbox_options
from autograder.sandbox.processes import WarmParent

_REPETITIONS = 5
"""So often are the calls repeated before the class is graded, and as often after it."""
_SECONDS_BETWEEN_LOOKS = 0.001
_FACTOR, _MILLISECONDS = 2, 25
"""The reach: so many times the floor, and so much more."""

_PLACES = {
    "autograder/sandbox/": "the wire: asking, waiting, reading",
    "autograder/checking/compare.py": "comparing",
    "autograder/checking/student.py": "the student fixture",
    "autograder/checking/": "the checks",
    "autograder/hidden/": "the checks",
    "assignments/": "the checks",
    "solutions/": "the reference's answers",
    "autograder/grading/": "replaying the cases",
    "hypothesis/": "Hypothesis",
}
"""What the grader is at, by a part of a file's name."""


class Parts(NamedTuple):
    """Processor seconds of a submission, by what they go to."""

    inside: float
    """In the submission's own process, and in the one that watches it."""
    grader: dict[str, float]
    start: float
    teardown: float
    """On the clock, these two."""


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("week", nargs="?", default="hw4_convolution")
    parser.add_argument("--submissions", type=int, default=135)
    options = parser.parse_args()

    week = week_named(options.week)
    solutions = right_solutions(week)
    prepared = prepare(week, SECRET)
    jobs = jobs_of(week, right_class(week, solutions.values(), options.submissions + 1))
    names = [list(solutions)[number % len(solutions)] for number in range(len(jobs))]
    with processor_clock() as processor:
        calls = {name: recorded_calls(prepared, path) for name, path in solutions.items()}
        before = _floors(calls)
        start_up, graded = _graded(jobs, processor)
        floors = _medians([*before, *_floors(calls)])
        measured = _medians(list(zip(names[1:], graded, strict=True)))
        parts = _parts(prepared, jobs[: len(solutions)], processor)

    layers = len(jobs[0].required_layers)
    print(f"{options.submissions} right submissions of {week.name}, one worker, {layers} layers in")
    print(f"force, after {start_up.clock:.1f} s for the start-up; milliseconds of each\n")
    _print_costs(floors, measured)
    _print_parts(parts, floors)


def _floors(calls: Mapping[str, Sequence[Call]]) -> list[tuple[str, Costs]]:
    """What making the calls directly costs, several times over."""
    found = []
    for _ in range(_REPETITIONS):
        for name, of_solution in calls.items():
            found.append((name, cost_of(of_solution)))
    return found


def _graded(jobs: Sequence[Job], processor: ProcessorClock) -> tuple[Costs, list[Costs]]:
    """What grading costs: all until the first result, and from each result to the next one."""
    moments = [Costs(processor(), time.perf_counter())]
    for result in run_jobs(jobs, workers=1):
        moments.append(Costs(processor(), time.perf_counter()))
        assert result.score == result.max_score, result.first_trouble
    start_up, *graded = [other.since(one) for one, other in itertools.pairwise(moments)]
    return start_up, graded


def _parts(prepared: PreparedChecks, jobs: Sequence[Job], processor: ProcessorClock) -> Parts:
    """Where the time of submissions goes that are graded in this very process."""
    parent = WarmParent(sandbox_options(prepared.assignment))
    examination(jobs[0], prepared, parent)  # starts it, and draws its fresh cases
    gc.freeze()  # what is prepared is no garbage
    looks: Counter[str] = Counter()
    begin = Costs(processor(), time.process_time())
    with _looking(looks):
        timings = [examination(job, prepared, parent).timing for job in jobs]
    own = time.process_time() - begin.clock
    everything = processor() - begin.processor
    parent.close()
    return Parts(
        inside=(everything - own) / len(jobs),
        grader={name: own * n / looks.total() / len(jobs) for name, n in looks.most_common()},
        start=statistics.mean(timing.start for timing in timings),
        teardown=statistics.mean(timing.teardown for timing in timings),
    )


@contextlib.contextmanager
def _looking(looks: Counter[str]) -> Iterator[None]:
    """Note, once in a while of processor time, what this process is at."""

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None:
            file = frame.f_code.co_filename
            place = next((what for part, what in _PLACES.items() if part in file), None)
            if place is not None:
                looks[place] += 1
                return
            frame = frame.f_back
        looks["anything else"] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS_BETWEEN_LOOKS, _SECONDS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _medians(costs: Sequence[tuple[str, Costs]]) -> dict[str, Costs]:
    """Of each solution."""
    by_name: dict[str, list[Costs]] = {}
    for name, one in costs:
        by_name.setdefault(name, []).append(one)
    return {
        name: Costs(*map(statistics.median, zip(*of_it, strict=True)))
        for name, of_it in by_name.items()
    }


def _mean(costs: Iterable[Costs]) -> Costs:
    return Costs(*map(statistics.mean, zip(*costs, strict=True)))


def _print_costs(floors: Mapping[str, Costs], measured: Mapping[str, Costs]) -> None:
    beyond = f"− {_FACTOR} × floor"
    columns = "".join(f"{word:>9}" for word in ("floor", "graded", "ratio"))
    print(f"{'':20}{'processor':>27}{'':15}{'clock':>27}")
    print(f"{'':20}{columns}{beyond:>15}{columns}{beyond:>15}")
    rows = {name: (floors[name], measured[name]) for name in floors if name in measured}
    rows["all"] = (_mean(one for one, _ in rows.values()), _mean(two for _, two in rows.values()))
    for name, (floor, graded) in rows.items():
        line = f"{name:20}"
        for one, other in zip(floor, graded, strict=True):
            line += f"{1000 * one:9.1f}{1000 * other:9.1f}{other / one:9.2f}"
            line += f"{1000 * (other - _FACTOR * one):15.1f}"
        print(line)
    print(f"\nThe reach is {_FACTOR} × the floor + {_MILLISECONDS} ms.\n")


def _print_parts(parts: Parts, floors: Mapping[str, Costs]) -> None:
    floor = _mean(floors.values()).processor
    print("Processor time of a submission, graded without the pool:")
    rows = {
        "the calls themselves": floor,
        "the submission's process besides": parts.inside - floor,
        **{f"the grader: {what}": seconds for what, seconds in parts.grader.items()},
    }
    for what, seconds in rows.items():
        print(f"  {what:55}{1000 * seconds:9.1f} ms")
    print("On the clock:")
    print(f"  {'starting its process, locking it in':55}{1000 * parts.start:9.1f} ms")
    print(f"  {'ending it':55}{1000 * parts.teardown:9.1f} ms")


if __name__ == "__main__":
    main()
