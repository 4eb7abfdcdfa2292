"""What the commands do, put together from the folders. Only this and `cli` know them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.authoring.stubs import make_stub_of
from autograder.course import Course
from autograder.gradebook.changes import Change
from autograder.gradebook.grades import authors_of, grades
from autograder.gradebook.results import result_that_counts
from autograder.gradebook.store import Gradebook
from autograder.gradebook.submissions import KeptSubmission
from autograder.grading.job import Job
from autograder.grading.pool import Engine, run_jobs
from autograder.grading.preparation import each_job, make_jobs, present_versions
from autograder.intake.taking_in import Intake, OpenedClass
from autograder.records import (
    Assignment,
    Grade,
    GradeState,
    Result,
    Student,
    Submission,
    Versions,
)
from autograder.reports.gradescope import write_results_json
from autograder.reports.pages.pairs import PairsToLookAt, PairText
from autograder.reports.pages.write import Written, write_report
from autograder.sandbox.layers import Layer
from autograder.schedule import Schedule, Week, read_schedule
from autograder.similarity.comparison import Writing, compare
from autograder.similarity.findings import Comparison, Side
from autograder.similarity.given import given_windows
from autograder.similarity.tokens import as_text

SCHEDULE_FILE = "course.toml"

_DEVICES = ("cpu", "cuda")


class NothingGradedError(Exception):
    """A gradebook has nothing of a week."""


class ReportNotWrittenError(Exception):
    """The gradebook is as it should be, but not all pages of the report are."""


def gradebook_in(out: Path) -> Path:
    """Where the gradebook of a folder of results is."""
    return out / "gradebook.sqlite"


def read_term(course: Course, *, must_exist: bool = False) -> Schedule | None:
    """The course's schedule; None where it has none and needs none."""
    path = course.root / SCHEDULE_FILE
    return read_schedule(path) if must_exist or path.exists() else None


def find_week(course: Course, assignment: str) -> Week | None:
    """A week's times and policies, where the schedule has them."""
    term = read_term(course)
    weeks = term.weeks if term else ()
    return next((week for week in weeks if week.name == assignment), None)


def keep_class(opened: OpenedClass, out: Path, roster: Sequence[Student] = ()) -> Intake:
    """Keep what was handed in, before it is graded.

    Args:
        opened: the class.
        out: gets `gradebook.sqlite`.
        roster: who belongs to the class; without one, the last one stays.

    Returns:
        What was found, without the files: `kept_jobs` has them from the gradebook, one submission
        after the other.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
    """
    name = opened.assignment.name
    with Gradebook.open(gradebook_in(out)) as book:
        with book.submissions.keeping(name) as keep:

            def kept(submission: Submission, counts: bool) -> Submission:
                keep(submission, counts)
                return replace(submission, files={})

            taken = opened.read(kept)
        if roster:
            book.people.keep_roster(name, roster)
    return taken


def kept_jobs(
    course: Course,
    assignment: Assignment,
    out: Path,
    taken: Intake,
    required_layers: frozenset[Layer],
    device: str = "cpu",
) -> Iterator[Job]:
    """A job for each submission that `keep_class` has kept, in their order.

    A submission's files are read from the gradebook when its job is asked for.
    """
    places = {one.student: place for place, one in enumerate(taken.submissions)}
    with Gradebook.read(gradebook_in(out)) as book:
        counting = book.submissions.counting(assignment.name)
        kept = [one for one in counting if one.student in places]
        kept.sort(key=lambda one: places[one.student])
        submissions = map(book.submissions.load, kept)
        yield from each_job(course, assignment, submissions, required_layers, device=device)


def grade_class(
    jobs: Iterable[Job], out: Path, engine: Engine, seen: Callable[[Result], None]
) -> None:
    """Grade all jobs that the gradebook in `out` has no grade for; write all results files.

    A run that was killed is continued by calling this again: each result is in the gradebook
    before its file is written, and files that are missing or old are written from there.

    Args:
        jobs: asked for one by one, as there is room for them.
        out: gets `gradebook.sqlite` and `results/`.
        engine: runs the jobs; it is ready.
        seen: is called with every result, as it comes or is found.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
        autograder.grading.pool.EngineError: the engine can't go on.
    """

    def keep(result: Result) -> None:
        write_results_json(result, out / "results")
        seen(result)

    def pending() -> Iterator[Job]:
        for job in jobs:
            known = gradebook.graded(job.assignment.name, job.submission.student, job.versions)
            if known is None:
                yield job
            else:
                keep(known)

    with Gradebook.open(gradebook_in(out)) as gradebook:
        for result in run_jobs(pending(), engine):
            gradebook.record(result)
            keep(result)


def known_versions(course: Course, assignment: str) -> tuple[Versions, ...]:
    """What results of today have as versions; none of a week, or a secret, that is not here."""
    if assignment not in course.assignment_names() or not course.has_secret():
        return ()
    week = course.assignment(assignment)
    # A grade does not depend on whether the machine that reads it has a GPU.
    return tuple(present_versions(week, course.secret(), device) for device in _DEVICES)


def load_grades(course: Course, assignment: str, out: Path) -> tuple[Grade, ...]:
    """Everybody's grade of a week, from the gradebook in `out`, by the term's policies.

    Raises:
        autograder.gradebook.store.GradebookMissingError: nothing was graded there.
        NothingGradedError: nothing of this week.
    """
    with Gradebook.read(gradebook_in(out)) as book:
        found = grades(
            book, assignment, find_week(course, assignment), known_versions(course, assignment)
        )
    if not found:
        raise NothingGradedError(f"{out} has no grades of {assignment}; grade it first.")
    return found


def demand_submissions(grades: Iterable[Grade], assignment: str, out: Path) -> None:
    """Raise `NothingGradedError` where nobody has handed a week in, and no points were given.

    Everybody's grade is 0 then, as it is when the week's name is mistaken for another.
    """
    if all(one.state is GradeState.NOT_SUBMITTED and not one.points for one in grades):
        raise NothingGradedError(f"{out} has no submissions of {assignment}; grade it first.")


def write_pages(
    course: Course, assignment: Assignment, out: Path, *, must_be_handed_in: bool = False
) -> Written:
    """Write the class report and the feedback pages of a week into `out/report`.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
        autograder.gradebook.store.GradebookMissingError: nothing was graded there.
        NothingGradedError: nothing of this week, or see `demand_submissions`.
        ReportNotWrittenError: a page can't be written, since the disk is full, say.
    """
    with Gradebook.open(gradebook_in(out), make=False) as book:  # who writes to `out` is alone
        loaded = load_grades(course, assignment.name, out)
        if must_be_handed_in:
            demand_submissions(loaded, assignment.name, out)
        alike = _pairs_to_look_at(course, assignment, book)
        try:
            return write_report(assignment.title, loaded, out / "report", alike)
        except OSError as error:
            raise ReportNotWrittenError(
                f"{error.filename} can't be written: {error.strerror}. The gradebook has "
                "everything; once there is room, this writes the report: "
                f"autograder report {assignment.name} --out {out}"
            ) from error


def compare_class(course: Course, assignment: Assignment, out: Path) -> Comparison:
    """Find which submissions of a week that count are alike; the report shows it from now on.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
        autograder.gradebook.store.GradebookMissingError: nothing was graded there.
        autograder.gradebook.submissions.DamagedSubmissionError: so it says.
        NothingGradedError: nothing of this week.
    """
    name, file = assignment.name, f"{assignment.module}.py"
    with Gradebook.open(gradebook_in(out), make=False) as book:
        counting = [one for one in book.submissions.counting(name) if one.id is not None]
        if not counting:
            raise NothingGradedError(f"{out} has no submissions of {name}; grade it first.")
        people = authors_of(book, name)
        writings = [
            Writing(
                student=one.student,
                version=one.version,
                names=", ".join(author.name for author in one.authors),
                people=people[one.student],
                data=book.submissions.load(one).files[file],
            )
            for one in counting
            if file in one.file_names
        ]
        given = given_windows(make_stub_of(assignment.reference), assignment.module)
        found = compare(name, writings, given)
        book.comparisons.keep(name, found.to_json())
    return found


def _pairs_to_look_at(
    course: Course, assignment: Assignment, book: Gradebook
) -> PairsToLookAt | None:
    """What comparing the class found, as far as its submissions still count."""
    kept = book.comparisons.last(assignment.name)
    if kept is None:
        return None
    comparison = Comparison.from_json(kept.text)
    counting = [one for one in book.submissions.counting(assignment.name) if one.id is not None]
    by_version = {(one.student, one.version): one for one in counting}

    def text_of(side: Side) -> str | None:
        one = by_version.get((side.student, side.version))
        if one is None:
            return None
        return as_text(book.submissions.load(one).files[f"{assignment.module}.py"])

    pairs = []
    for pair in comparison.pairs:
        left, right = text_of(pair.left), text_of(pair.right)
        if left is not None and right is not None:
            pairs.append(PairText(pair, left, right))
    term = read_term(course)
    return PairsToLookAt(
        comparison=comparison,
        made_at=kept.made_at.astimezone(term.zone if term else dt.UTC),
        pairs=tuple(pairs),
        changed=sum(one.taken_in > kept.made_at for one in counting),
    )


@dataclass(frozen=True)
class Regrading:
    """What grading a week anew would change; nothing of it counts yet."""

    changes: tuple[Change, ...]
    """One for each submission that was graded anew, also where nothing is different."""
    failed: tuple[Change, ...]
    """Those on which the grader failed; they keep what they have."""
    up_to_date: int
    """How many submissions have a grade under the present versions."""
    without_files: tuple[str, ...]
    """Whose files the gradebook does not have, because it is older than that it keeps them."""


def regrade_class(
    course: Course,
    assignment: Assignment,
    out: Path,
    *,
    engine: Engine,
    required_layers: frozenset[Layer],
    device: str,
    progress: Callable[[int, int], None],
    agree: Callable[[Regrading], bool],
) -> bool:
    """Grade anew what has no grade under the present versions, and keep it if someone agrees.

    A run that was killed, or not agreed to, has changed no grade; the next one finds what was
    graded already. Results files are written from what counts in the end.

    Args:
        course: whose secret counts.
        assignment: the week.
        out: has `gradebook.sqlite` and `results/`.
        engine: runs the jobs; it is ready.
        required_layers: what every sandbox must have.
        device: what networks are trained on.
        progress: is called with how many are graded, and of how many.
        agree: is shown what would change, and says whether to keep it.

    Returns:
        Whether results were kept.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
        autograder.gradebook.store.GradebookMissingError: nothing was graded there.
        autograder.gradebook.submissions.DamagedSubmissionError: so it says.
        autograder.grading.pool.EngineError: the engine can't go on.
    """
    name = assignment.name
    present = present_versions(assignment, course.secret(), device)
    with Gradebook.open(gradebook_in(out), make=False) as book:
        counting = book.submissions.counting(name)
        affected = [
            one
            for one in counting
            if book.graded(name, one.student, replace(present, submission=one.version)) is None
        ]
        with_files = [one for one in affected if one.id is not None]
        submissions = [book.submissions.load(one) for one in with_files]
        jobs = make_jobs(course, assignment, submissions, required_layers, device=device)
        after = {}
        for result in _graded_anew(book, jobs, engine):
            after[result.student] = result
            progress(len(after), len(jobs))
        before = _results_that_count(book, name, counting, present)
        changes = [
            Change(
                names=", ".join(author.name for author in one.authors),
                before=before.get(one.student),
                after=after[one.student],
            )
            for one in with_files
        ]
        regrading = Regrading(
            changes=tuple(change for change in changes if change.after.is_graded),
            failed=tuple(change for change in changes if not change.after.is_graded),
            up_to_date=len(counting) - len(affected),
            without_files=tuple(one.student for one in affected if one.id is None),
        )
        is_kept = agree(regrading)
        if is_kept:
            book.results.accept(name, [change.after for change in regrading.changes])
        for result in _results_that_count(book, name, counting, present).values():
            write_results_json(result, out / "results")
    return is_kept


def _graded_anew(book: Gradebook, jobs: Iterable[Job], engine: Engine) -> Iterator[Result]:
    """The results of jobs, each proposed to the gradebook, or from there."""
    pending = []
    for job in jobs:
        known = book.results.proposed(job.assignment.name, job.submission.student, job.versions)
        if known is None:
            pending.append(job)
        else:
            yield known
    for result in run_jobs(pending, engine):
        if result.is_graded:
            book.results.propose(result)
        yield result


def _results_that_count(
    book: Gradebook, assignment: str, counting: Iterable[KeptSubmission], present: Versions
) -> dict[str, Result]:
    """By student; of those who have one."""
    recorded = book.results.recorded(assignment)
    found = {
        one.student: result_that_counts(recorded.get(one.student, ()), one.version, [present])
        for one in counting
    }
    return {student: one.result for student, one in found.items() if one is not None}
