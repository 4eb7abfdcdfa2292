"""What a worker of a cluster runs: one function of a batch, which gives bytes, whatever happens.

Imports Dask's `distributed`, which workers have, `examiner`, `travel` and the course.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from distributed import get_worker

from autograder.course import engine_parts
from autograder.grading.examiner import grade_apart
from autograder.grading.travel import Answer, Batch


def grade_batch(
    engine: tuple[str, ...], libraries: tuple[str, ...], device: str, batch: bytes
) -> bytes:
    """Grade a batch of jobs.

    What a task raises is pickled, and unpickled by the coordinator: so nothing is raised.

    Args:
        engine: the parts of the coordinator's engine, which must be this worker's, too.
        libraries: of the week, for the same.
        device: what networks are trained on.
        batch: a pickled `Batch`; what a coordinator sends, it could as well run here.

    Returns:
        An `Answer` as JSON.
    """
    try:
        return _answer(engine, libraries, device, batch).to_json()
    except Exception as error:
        return _refusal(f"{type(error).__name__}: {error}").to_json()


def _answer(
    engine: tuple[str, ...], libraries: tuple[str, ...], device: str, batch: bytes
) -> Answer:
    if difference := _difference(engine, _engine_here(libraries, device)):
        return _refusal(difference)
    opened: Batch = pickle.loads(batch)
    # Of the worker's own folder, which ends with it, or by the next worker that finds it left.
    jobs = opened.in_folder(Path(get_worker().local_directory) / "weeks")
    if jobs is None:
        return Answer(lacks_week=True)
    results = [grade_apart(job, opened.seconds_per_job) for job in jobs]
    return Answer(tuple(result.decode() for result in results))


def _refusal(reason: str) -> Answer:
    return Answer(refusal=f"The worker {get_worker().address} can't grade: {reason}")


@functools.cache
def _engine_here(libraries: tuple[str, ...], device: str) -> tuple[str, ...]:
    """The parts of this worker's engine; as when it started, as its code is."""
    try:
        return engine_parts(libraries, device)
    except PackageNotFoundError as error:
        return (f"no {error.name}",)


def _difference(there: Sequence[str], here: Sequence[str]) -> str:
    """Where the engines differ, since a grade says by which one it was given."""
    other_there = ", ".join(part for part in there if part not in here)
    other_here = ", ".join(part for part in here if part not in there)
    if not other_there and not other_here:
        return ""
    return (
        f"it has {other_here or 'less'} where the command has {other_there or 'nothing'}; install "
        "the same versions on both (docs/cluster.md)."
    )
