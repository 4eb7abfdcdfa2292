"""What a command says at the end of the class that it took in. Imports the intake's record."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.checking.rendering import printable
from autograder.intake.taking_in import Intake


def closing_lines(taken: Intake) -> Iterator[str]:
    """How the class was read, and a sentence for all that does not count, or is odd."""
    yield f"Read as {taken.layout}."
    for one in taken.superseded:
        yield f"Does not count: {printable(one.source)}: {printable(one.reason)}."
    for name, reason in taken.notes:
        yield f"Note on {printable(name)}: {printable(reason)}."
    for name, reason in taken.ignored:
        yield f"Ignored {printable(name)}: {printable(reason)}."
    if taken.absent:
        names = "; ".join(printable(student.name) for student in taken.absent)
        yield f"Handed in nothing ({len(taken.absent)}): {names}."


def closing_summary(taken: Intake) -> dict[str, object]:
    """The same for scripts."""
    return {
        "layout": taken.layout,
        "superseded": [
            {"student": one.submission.student, "name": one.source, "reason": one.reason}
            for one in taken.superseded
        ],
        "notes": [note._asdict() for note in taken.notes],
        "ignored": [note._asdict() for note in taken.ignored],
        "absent": [
            {"name": student.name, "email": student.email, "student_id": student.student_id}
            for student in taken.absent
        ],
    }
