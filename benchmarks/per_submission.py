"""What grading one right submission of hw4_convolution takes, and where the time goes.

Grades 50 right submissions with one worker, and starts ``python -c "import numpy"`` as many times
in the same run: the time of the machine divides out of the ratio. Prints a table.

    python benchmarks/per_submission.py [--submissions 50]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from autograder.course import Course
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import layers_here, make_jobs
from autograder.records import Submission


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=50)
    count = parser.parse_args().submissions

    course = Course.find(Path(__file__).parent)
    week = course.assignment("hw4_convolution")
    accepted = sorted((week.solutions / "accepted").glob("*.py"))
    sources = [week.reference.read_bytes(), *(path.read_bytes() for path in accepted)]
    submissions = [
        Submission(f"right {number}", {f"{week.module}.py": sources[number % len(sources)]})
        for number in range(count)
    ]
    in_force = frozenset(layer for layer, reason in layers_here(week).items() if not reason)
    jobs = make_jobs(course, week, submissions, in_force)

    begin = time.perf_counter()
    results = list(run_jobs(jobs, workers=1))
    per_submission = (time.perf_counter() - begin) / count
    assert all(result.score == result.max_score for result in results)

    begin = time.perf_counter()
    for _ in range(count):
        subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    per_start = (time.perf_counter() - begin) / count

    print(f"{count} right submissions of {week.name}, one worker, {len(in_force)} layers in force")
    rows = {
        part: statistics.mean(getattr(result.timing, part) for result in results)
        for part in ("start", "checks", "teardown")
    }
    rows["everything, the pool included"] = per_submission
    rows['python -c "import numpy"'] = per_start
    for name, seconds in rows.items():
        print(f"{name:32} {1000 * seconds:9.1f} ms  {seconds / per_start:7.2f} ×")


if __name__ == "__main__":
    main()
