"""What was handed in, in the gradebook: every version, with its files, so that a regrading needs
no folder. Imports `schema` and the records.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradebook import schema
from autograder.records import Student, Submission

_COLUMNS = (
    "id, assignment, folder, version, files, authors, submitted, marked_late, counts, taken_in"
)


class DamagedSubmissionError(Exception):
    """The files that the gradebook keeps are not those that were handed in."""


@dataclass(frozen=True)
class KeptSubmission:
    """What intake said of a submission, once."""

    id: int | None
    """None of one that was graded before the gradebook kept what is handed in."""
    assignment: str
    student: str
    """Its key, as in `Submission`."""
    version: str
    file_names: tuple[str, ...]
    authors: tuple[Student, ...]
    """At least one: where nothing is known, a person who is called as the key is."""
    submitted: dt.datetime | None
    marked_late: bool
    counts: bool
    """Whether it was the one that counts of its student's, by what intake knew then."""
    taken_in: dt.datetime

    @property
    def names(self) -> tuple[str, ...]:
        """As in `Submission`."""
        return Submission(self.student, {}, authors=self.authors).names

    @property
    def time(self) -> dt.datetime:
        """When it was handed in, or else when it was first seen."""
        return self.submitted or self.taken_in


class Submissions:
    """The tables `submissions` and `contents`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(
        self, assignment: str, submissions: Iterable[Submission], *, counts: bool = True
    ) -> None:
        """Keep submissions, all or none; what is known already changes nothing.

        Args:
            assignment: the week's name.
            submissions: with all their files.
            counts: whether each is the one that counts of its student's; the last word is valid.
        """
        with self.keeping(assignment) as keep:
            for submission in submissions:
                keep(submission, counts)

    @contextlib.contextmanager
    def keeping(self, assignment: str) -> Iterator[Callable[[Submission, bool], None]]:
        """Keep submissions one by one, as `keep` does; none is kept unless all of them are."""
        with self._connection:
            yield functools.partial(self._keep, assignment)

    def taken_in(self, assignment: str) -> tuple[KeptSubmission, ...]:
        """All that intake ever said of a week's submissions, in order."""
        return self._select("assignment = ?", assignment)

    def counting(self, assignment: str) -> tuple[KeptSubmission, ...]:
        """The submission that counts of every student; of those from before this table, too."""
        # Intake's last word on each hand-in; of these, the last that counts.
        kept = self._select(
            "id IN (SELECT max(id) FROM submissions WHERE assignment = ?"
            " GROUP BY folder, version, submitted) AND counts",
            assignment,
        )
        found = {one.student: one for one in self._graded_without_files(assignment)}
        return tuple((found | {one.student: one for one in kept}).values())

    def load(self, kept: KeptSubmission) -> Submission:
        """A submission as it was handed in.

        Raises:
            DamagedSubmissionError: its files are not what they were.
        """
        names, problem = self._connection.execute(
            "SELECT files, problem FROM submissions WHERE id = ?", (kept.id,)
        ).fetchone()
        found = json.loads(problem)
        submission = Submission(
            student=kept.student,
            files={name: self._content(sha256) for name, sha256 in json.loads(names).items()},
            problem=found and Outcome(Verdict(found["verdict"]), found["message"]),
            authors=kept.authors,
            submitted=kept.submitted,
            marked_late=kept.marked_late,
        )
        if submission.digest != kept.version:
            raise DamagedSubmissionError(
                f"What the gradebook keeps of {kept.student!r} for {kept.assignment} is damaged; "
                "put a copy from before in its place."
            )
        return submission

    def _keep(self, assignment: str, submission: Submission, counts: bool) -> None:
        folder, version = schema.as_bytes(submission.student), submission.digest
        authors = submission.authors or (Student(name=submission.student),)
        submitted = schema.utc(submission.submitted) if submission.submitted else ""
        facts = (
            json.dumps([asdict(author) for author in authors]),
            int(submission.marked_late),
            int(counts),
        )
        last_counting = self._connection.execute(
            "SELECT max(id) FROM submissions WHERE assignment = ? AND folder = ? AND counts",
            (assignment, folder),
        ).fetchone()[0]
        last = self._connection.execute(
            "SELECT id, authors, marked_late, counts FROM submissions"
            " WHERE assignment = ? AND folder = ? AND version = ? AND submitted = ?"
            " ORDER BY id DESC LIMIT 1",
            (assignment, folder, version, submitted),
        ).fetchone()
        if last is not None and last[1:] == facts and (not counts or last[0] == last_counting):
            return
        files = {name: self._keep_content(data) for name, data in submission.files.items()}
        self._connection.execute(
            "INSERT INTO submissions (assignment, folder, student, version, files, problem,"
            " authors, marked_late, counts, submitted, taken_in)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(assignment, folder, schema.for_people(submission.student), version),
                json.dumps(files),
                json.dumps(submission.problem and asdict(submission.problem)),
                *(*facts, submitted, schema.now()),
            ),
        )

    def _keep_content(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._connection.execute(
            "SELECT 1 FROM contents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if known is None:
            self._connection.execute(
                "INSERT INTO contents VALUES (?, ?)", (sha256, zlib.compress(data))
            )
        return sha256

    def _content(self, sha256: str) -> bytes:
        row = self._connection.execute(
            "SELECT compressed FROM contents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        try:
            return b"" if row is None else zlib.decompress(row[0])
        except zlib.error:
            return b""  # the digest tells

    def _select(self, condition: str, assignment: str) -> tuple[KeptSubmission, ...]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM submissions WHERE {condition} ORDER BY id", (assignment,)
        ).fetchall()
        return tuple(_kept(*row) for row in rows)

    def _graded_without_files(self, assignment: str) -> tuple[KeptSubmission, ...]:
        """The last version of each student's that is known by its results only."""
        rows = self._connection.execute(
            "SELECT folder, submission_version, graded_at FROM results WHERE id IN"
            " (SELECT max(id) FROM results WHERE assignment = ? GROUP BY folder)"
            " AND folder NOT IN (SELECT folder FROM submissions WHERE assignment = ?)"
            " ORDER BY id",
            (assignment, assignment),
        ).fetchall()
        return tuple(
            KeptSubmission(
                id=None,
                assignment=assignment,
                student=schema.as_name(folder),
                version=version,
                file_names=(),
                authors=(Student(name=schema.as_name(folder)),),
                submitted=None,
                marked_late=False,
                counts=True,
                taken_in=dt.datetime.fromisoformat(graded_at),
            )
            for folder, version, graded_at in rows
        )


def _kept(
    id_: int,
    assignment: str,
    folder: bytes,
    version: str,
    files: str,
    authors: str,
    submitted: str,
    marked_late: int,
    counts: int,
    taken_in: str,
) -> KeptSubmission:
    return KeptSubmission(
        id=id_,
        assignment=assignment,
        student=schema.as_name(folder),
        version=version,
        file_names=tuple(json.loads(files)),
        authors=tuple(Student(**author) for author in json.loads(authors)),
        submitted=dt.datetime.fromisoformat(submitted) if submitted else None,
        marked_late=bool(marked_late),
        counts=bool(counts),
        taken_in=dt.datetime.fromisoformat(taken_in),
    )
