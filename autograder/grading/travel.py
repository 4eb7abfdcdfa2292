"""What travels to another machine: batches of jobs, and the week that they are graded by.

A worker needs nothing but the installed package. The week's files travel by the hash of their
contents, once to each worker. Answers are JSON, so that reading one runs nothing. Imports `job`,
`pool`, the course and the records.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.course import deciding_contents
from autograder.grading.job import Job
from autograder.records import Assignment, Result

_PACKAGES = ("autograder/__init__.py", "autograder/hidden/__init__.py")
"""Where the course has them, its hidden checks import each other by names below them; without them
they would find what is installed."""


@dataclass(frozen=True)
class PackedWeek:
    """All files of a week that decide its outcomes, by their places in the course."""

    files: Mapping[str, bytes]

    @staticmethod
    def of(assignment: Assignment) -> PackedWeek:
        """Pack a week."""
        root = assignment.reference.parents[2]
        packages = {
            name: (root / name).read_bytes() for name in _PACKAGES if (root / name).exists()
        }
        return PackedWeek({**packages, **deciding_contents(assignment)})

    @property
    def digest(self) -> str:
        """A hash of everything in it; the week's name on its way."""
        content = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            content.update(f"{name}\0{len(data)}\0".encode())
            content.update(data)
        return content.hexdigest()

    def unpack(self, folder: Path) -> None:
        """Write the files into `folder`, which is there whole or not at all."""
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix="unpacking-", dir=folder.parent))
        try:
            for name, data in self.files.items():
                path = new / PurePosixPath(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            new.rename(folder)
        except OSError:
            shutil.rmtree(new)
            if not folder.is_dir():  # else another thread was faster
                raise


def moved(assignment: Assignment, root: Path) -> Assignment:
    """The same week in a course whose root is elsewhere."""
    here = assignment.reference.parents[2]
    names = [field.name for field in fields(assignment)]
    values: dict[str, Any] = {name: getattr(assignment, name) for name in names}
    for name, value in values.items():
        if isinstance(value, Path):
            values[name] = root / value.relative_to(here)
    return Assignment(**values)


@dataclass(frozen=True)
class Batch:
    """Jobs of one week that are answered together."""

    jobs: tuple[Job, ...]
    week: str
    """The digest of its files."""
    files: PackedWeek | None
    """Where the worker did not have them."""
    seconds_per_job: float
    """On the clock, until a process that grades is taken to hang."""

    def in_folder(self, weeks: Path) -> tuple[Job, ...] | None:
        """The jobs with their week in a folder of weeks; None where its files are not there."""
        root = weeks / self.week
        if not root.is_dir() and self.files is not None:
            if self.files.digest != self.week:
                raise ValueError("the week's files are not what their hash says")
            self.files.unpack(root)
        if not root.is_dir():
            return None
        return tuple(replace(job, assignment=moved(job.assignment, root)) for job in self.jobs)


@dataclass(frozen=True)
class Answer:
    """A worker's answer to a batch; one of three."""

    results: tuple[str, ...] = ()
    """Results as JSON, in the order of the jobs."""
    lacks_week: bool = False
    """Whether the week's files must be sent along."""
    refusal: str = ""
    """Why this worker grades nothing, in a sentence."""

    def to_json(self) -> bytes:
        """For the way back."""
        return json.dumps(
            {"results": self.results, "lacks_week": self.lacks_week, "refusal": self.refusal}
        ).encode()

    @staticmethod
    def from_json(data: bytes) -> Answer:
        """The inverse of `to_json`.

        Raises:
            ValueError: it is none.
        """
        content = json.loads(data)
        if not isinstance(content, dict) or content.keys() != {"results", "lacks_week", "refusal"}:
            raise ValueError("not an answer")
        results = tuple(str(text) for text in content["results"])
        return Answer(results, bool(content["lacks_week"]), str(content["refusal"]))

    def results_of(self, jobs: Sequence[Job]) -> list[Result]:
        """The results of the jobs that were sent; a worker answers for no other."""
        texts = [*self.results, *[""] * len(jobs)]
        return [_result_of(job, text) for job, text in zip(jobs, texts, strict=False)]


def _result_of(job: Job, text: str) -> Result:
    try:
        result = Result.from_json(text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return job.result(failure="The worker's answer can't be read.")
    asked = (job.assignment.name, job.submission.student, job.versions)
    if (result.assignment, result.student, result.versions) != asked:
        return job.result(failure="The worker's answer is to something else.")
    return result
