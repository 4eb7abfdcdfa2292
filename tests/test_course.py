"""A course's folders: what is read from them, what is wrong with them, and the secret."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from autograder.course import Course, CourseError, checks_version, secret_version
from tests.tiny_course import NAME, make_tiny_course


@pytest.fixture
def tiny(tmp_path: Path) -> Course:
    return make_tiny_course(tmp_path / "course")


def settings_of(course: Course) -> Path:
    return course.root / "assignments" / NAME / "assignment.toml"


def failure_of(course: Course) -> str:
    """What is said of the course's week."""
    with pytest.raises(CourseError) as caught:
        course.assignment(NAME)
    return str(caught.value)


def test_a_course_is_found_from_any_folder_inside_it(tiny: Course) -> None:
    assert Course.find(tiny.root).root == tiny.root
    assert Course.find(tiny.root / "solutions" / NAME).root == tiny.root


def test_outside_of_a_course_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"is not inside a course .* name it with --course"):
        Course.find(tmp_path)


def test_a_week_is_read_from_its_folders(tiny: Course) -> None:
    week = tiny.assignment(NAME)
    assert (week.name, week.title, week.module) == (NAME, "Homework 0", "tiny")
    assert week.libraries == ("numpy",)
    assert [function.name for function in week.functions] == ["double", "negate"]
    assert week.limits.call_cpu_seconds == 1
    assert week.limits.memory_megabytes == 512


def test_an_unknown_week_is_said_with_the_known_ones(tiny: Course) -> None:
    with pytest.raises(CourseError, match=r"no assignment 'hw9' in .* \(known: hw0_tiny\)"):
        tiny.assignment("hw9")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("title = 3", "title"),
        ('module = "Tiny-Module"', "module"),
        ('module = "../tiny"', "module"),
        ('libraries = "numpy"', "libraries"),
        ("late_days = 3", "late_days"),
        ("limits = {call_cpu_seconds = 0}", "limits.call_cpu_seconds"),
        ("limits = {call_seconds = 1}", "limits.call_seconds"),
    ],
)
def test_a_wrong_field_is_said_with_its_file(tiny: Course, line: str, field: str) -> None:
    lines = {
        "title": 'title = "T"',
        "module": 'module = "tiny"',
        "libraries": "libraries = []",
        field.split(".")[0]: line,
    }
    settings_of(tiny).write_text("\n".join(lines.values()), encoding="utf-8")
    message = failure_of(tiny)
    assert message.startswith(f"{settings_of(tiny)}: {field}: ")
    assert len(message) > len(f"{settings_of(tiny)}: {field}: ") + 5


def test_a_missing_field_is_said_with_its_file(tiny: Course) -> None:
    settings_of(tiny).write_text('title = "T"\nlibraries = []\n', encoding="utf-8")
    assert failure_of(tiny) == f"{settings_of(tiny)}: module: Field required."


def test_what_is_no_toml_is_said_with_file_and_line(tiny: Course) -> None:
    settings_of(tiny).write_text('title = "T"\nmodule = tiny\n', encoding="utf-8")
    message = failure_of(tiny)
    assert message.startswith(f"{settings_of(tiny)}: ")
    assert "line 2" in message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (None, "No such file"),
        ("def double(x) -> int\n", "line 1"),
        ("def double(x): ...\n", "double (line 1): annotate what it returns"),
    ],
    ids=["no file", "syntax error", "no annotation"],
)
def test_an_unusable_reference_is_said_with_its_file(
    tiny: Course, source: str | None, words: str
) -> None:
    reference = tiny.root / "solutions" / NAME / "tiny.py"
    if source is None:
        reference.unlink()
    else:
        reference.write_text(source, encoding="utf-8")
    message = failure_of(tiny)
    assert str(reference) in message
    assert words in message


def test_the_secret_is_made_once_and_kept(tiny: Course) -> None:
    secret = tiny.secret()
    assert len(secret) == 64
    assert tiny.secret() == secret
    assert Course(tiny.root).secret() == secret
    assert [path.name for path in tiny.root.iterdir() if path.is_file()] == [".course-secret"]


def test_only_the_owner_may_read_the_secret(tiny: Course) -> None:
    tiny.secret()
    assert stat.S_IMODE((tiny.root / ".course-secret").stat().st_mode) == 0o600


def test_courses_have_different_secrets(tiny: Course, tmp_path: Path) -> None:
    assert make_tiny_course(tmp_path / "other").secret() != tiny.secret()


def test_a_secret_of_the_instructors_own_is_taken(tiny: Course) -> None:
    (tiny.root / ".course-secret").write_text("correct horse battery staple\n", encoding="ascii")
    assert tiny.secret() == b"correct horse battery staple"


def test_a_secret_that_is_too_short_is_refused_with_what_to_do(tiny: Course) -> None:
    (tiny.root / ".course-secret").write_text("\n", encoding="ascii")
    with pytest.raises(CourseError, match=r"\.course-secret holds no secret .* delete it"):
        tiny.secret()


def test_a_secrets_version_tells_two_apart_and_does_not_tell_them() -> None:
    assert secret_version(b"a" * 16) == secret_version(b"a" * 16) != secret_version(b"b" * 16)
    assert "aaaa" not in secret_version(b"a" * 16)


@pytest.mark.parametrize(
    ("file", "matters"),
    [
        ("assignments/hw0_tiny/assignment.toml", True),
        ("assignments/hw0_tiny/tests/test_visible.py", True),
        ("autograder/hidden/hw0_tiny/test_hidden.py", True),
        ("autograder/hidden/hw0_tiny/images.npz", True),
        ("solutions/hw0_tiny/tiny.py", True),
        ("assignments/hw0_tiny/README.md", False),
        ("solutions/hw0_tiny/wrong/forgets_sign.py", True),
        ("solutions/hw0_tiny/accepted/sums.py", False),
    ],
)
def test_the_version_of_the_checks_follows_what_decides_outcomes(
    tiny: Course, file: str, matters: bool
) -> None:
    before = checks_version(tiny.assignment(NAME))
    path = tiny.root / file
    with path.open("a", encoding="utf-8") as opened:
        opened.write("\n# more\n")
    assert (checks_version(tiny.assignment(NAME)) != before) is matters
