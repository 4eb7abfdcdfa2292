"""From scores to grades: everybody's points of a week, with what made them so.

Imports this folder's tables, the schedule and the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from autograder.gradebook.adjustments import Adjustment, adjusted, standing
from autograder.gradebook.results import result_that_counts
from autograder.gradebook.store import Gradebook
from autograder.gradebook.submissions import KeptSubmission
from autograder.people import Roll, folded
from autograder.records import Grade, GradeState, Result, Student, Versions
from autograder.schedule import Week


@dataclass(frozen=True)
class Member:
    """One person of a week's class, with what the gradebook has of them."""

    person: Student
    submissions: tuple[KeptSubmission, ...] = ()
    """Those that count; several where a person is in two teams, or bears two names."""
    adjustments: tuple[Adjustment, ...] = ()
    """All, with what was taken back."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of their submissions."""
        return tuple(submission.student for submission in self.submissions)

    @property
    def submission(self) -> KeptSubmission | None:
        """The one that counts for this person: the last."""
        return max(self.submissions, key=lambda one: one.time, default=None)


def class_of(book: Gradebook, assignment: str) -> tuple[Member, ...]:
    """Everybody of a week, by name: the roster, all authors, and who has an adjustment."""
    roll = Roll(book.people.roster(assignment))
    submissions: defaultdict[int, list[KeptSubmission]] = defaultdict(list)
    adjustments: defaultdict[int, list[Adjustment]] = defaultdict(list)
    for kept in book.submissions.counting(assignment):
        for place in {roll.find_or_add(author) for author in kept.authors}:
            submissions[place].append(kept)
    for adjustment in book.adjustments.of(assignment):
        adjustments[roll.find_or_add(adjustment.person)].append(adjustment)
    members = [
        Member(person, tuple(submissions[place]), tuple(adjustments[place]))
        for place, person in enumerate(roll.people)
    ]
    return tuple(sorted(members, key=lambda member: folded(member.person.name)))


def authors_of(book: Gradebook, assignment: str) -> dict[str, frozenset[int]]:
    """By submission, the places in `class_of` of all who ever were among its authors.

    Who has handed in again on their own was in the team nevertheless.
    """
    members = class_of(book, assignment)
    roll = Roll(member.person for member in members)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, member in enumerate(members):
        for key in member.keys:
            found[key].add(place)
    for kept in book.submissions.taken_in(assignment):
        places = (roll.find(author) for author in kept.authors)
        found[kept.student].update(place for place in places if place is not None)
    return {key: frozenset(places) for key, places in found.items()}


def grades(
    book: Gradebook, assignment: str, week: Week | None, present: Collection[Versions]
) -> tuple[Grade, ...]:
    """Everybody's grade of a week, in the order of `class_of`.

    Args:
        book: the gradebook.
        assignment: the week's name.
        week: its place in the term; without one the points are the checks' own, and nobody is late.
        present: the versions of checks, engine and secret that count, as far as they are known,
            none of them with a submission's.
    """
    recorded = book.results.recorded(assignment)
    results = [one.result for every in recorded.values() for one in every]
    most = week.points if week else max((result.max_score for result in results), default=0.0)
    found = []
    for member in class_of(book, assignment):
        submission, result = member.submission, None
        if submission is not None:
            of_student = recorded.get(submission.student, ())
            counting = result_that_counts(of_student, submission.version, present)
            result = counting.result if counting else None
        found.append(grade_of(member, assignment, result, week, most))
    return tuple(found)


def grade_of(
    member: Member, assignment: str, result: Result | None, week: Week | None, most: float
) -> Grade:
    """One person's grade.

    Args:
        member: the person.
        assignment: the week's name.
        result: of the submission that counts, if there is one.
        week: as in `grades`.
        most: the week's points, where neither the term nor a result says them.
    """
    submission = member.submission
    state = GradeState.UNGRADED if submission else GradeState.NOT_SUBMITTED
    points = None if submission else 0.0
    remarks: tuple[str, ...] = ()
    if submission and result and result.score is not None:
        state, most = GradeState.GRADED, week.points if week else result.max_score
        credit, remarks = _credit(member, submission, week)
        if len(member.submissions) > 1:
            remarks = (f"the last of {len(member.submissions)} submissions counts", *remarks)
        points = credit * most * result.score / result.max_score if result.max_score else 0.0
    points, effective = adjusted(points, most, standing(member.adjustments))
    if state is GradeState.UNGRADED and points is not None:
        state = GradeState.GRADED  # by a person
    return Grade(
        student=member.person,
        assignment=assignment,
        state=state,
        points=None if points is None else round(points, 2),
        max_points=most,
        remarks=remarks + tuple(f"{one.effect}: {one.reason}" for one in effective),
        submitted=submission.submitted if submission else None,
        result=result,
        to_decide=() if effective else _to_decide(submission, state),
    )


def _credit(
    member: Member, submission: KeptSubmission, week: Week | None
) -> tuple[float, tuple[str, ...]]:
    """The part of the points that lateness leaves, and what to say of it."""
    if week is None or submission.submitted is None:
        return 1.0, ()
    names = (*member.person.names, *submission.names)
    credit = week.credit(names, submission.submitted)
    if credit == 1:
        return credit, ()
    days, allowed = week.days_late(names, submission.submitted), week.late.days
    late = f"{days} day{'s' * (days > 1)} late"
    if days <= allowed:
        return credit, (f"{late}: −{1 - credit:.0%} of the points",)
    rule = f"only {allowed} day{'s' * (allowed > 1)}" if allowed else "nothing"
    return credit, (f"{late}: no points, since {rule} late is taken",)


def _to_decide(submission: KeptSubmission | None, state: GradeState) -> tuple[str, ...]:
    """What the grade leaves to a person, who decides by an adjustment."""
    if submission is None or state is GradeState.UNGRADED:
        return ()
    if submission.marked_late and submission.submitted is None:
        return ("marked as late, and not by how much; nothing is taken off for it",)
    return ()
