"""What is the instructor's is found in a bundle, wherever it hides."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from autograder.records import Assignment
from autograder.verification.leaks import find_leaks
from tests.tiny_course import NAME, make_tiny_course

SECRET = b"0123456789abcdef0123456789abcdef"
SOLUTION = "    answer = np.sqrt(x) + np.sqrt(x)\n"


@pytest.fixture
def week(tmp_path: Path) -> Assignment:
    course = make_tiny_course(tmp_path)
    reference = tmp_path / "solutions" / NAME / "tiny.py"
    reference.write_text(reference.read_text().replace("    return 2 * x\n", SOLUTION))
    wrong = tmp_path / "solutions" / NAME / "wrong" / "forgets_sign.py"
    hint = "It looks as if the sign were lost. Look at it again with care."
    wrong.write_text(f'"""{hint}"""\ndef negate(x): return x\n')
    return course.assignment(NAME)


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return buffer.getvalue()


def notebook(source: str, output: str = "") -> bytes:
    cell = {
        "cell_type": "code",
        "source": source.splitlines(keepends=True),
        "outputs": [{"output_type": "stream", "text": output.splitlines(keepends=True)}],
    }
    return json.dumps({"cells": [cell], "nbformat": 4}).encode()


def leaks_of(week: Assignment, **files: bytes) -> list[str]:
    return [str(leak) for leak in find_leaks(week, archive(**files), SECRET)]


def test_what_students_may_have_is_no_leak(week: Assignment) -> None:
    handout = b"Write double and negate. import numpy as np. assert_close(student.double(x), y)"
    assert leaks_of(week, **{"README.md": handout}) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (SOLUTION, "a line of tiny.py"),
        ("answer = np.sqrt(x)   +  np.sqrt(x)  # reflowed", "a line of tiny.py"),
        ("def test_negate(student): ...", "the hidden check test_negate"),
        ("any three numbers. negate: any three numbers.", "what the hidden check test_negate says"),
        (
            "it looks fine. It looks as if the sign\nwere lost. Bye",
            "the hint of wrong/forgets_sign",
        ),
        (SECRET.decode(), "the course's secret"),
    ],
)
def test_a_leak_is_found_in_text_in_a_notebook_and_in_an_archive(
    week: Assignment, words: str, told: str
) -> None:
    places = {
        "text": {"a.md": words.encode()},
        "cell": {"a.ipynb": notebook(words)},
        "output": {"a.ipynb": notebook("1 + 1", words)},
        "archive": {"a.zip": archive(**{"deep.zip": archive(**{"b.py": words.encode()})})},
    }
    for place, files in places.items():
        assert any(told in leak for leak in leaks_of(week, **files)), place


def test_a_name_that_merely_begins_like_a_hidden_checks_is_no_leak(week: Assignment) -> None:
    assert leaks_of(week, **{"tests.py": b"def test_negated(student): ..."}) == []


def test_what_a_visible_check_says_too_is_no_leak(week: Assignment) -> None:
    title = "negate: any three numbers."
    bundle = {"tests.py": f'"""{title}"""'.encode()}
    assert leaks_of(week, **bundle) != []
    visible = week.visible_checks / "test_visible.py"
    visible.write_text(visible.read_text().replace("double: 3 becomes 6.", title))
    assert leaks_of(week, **bundle) == []


def test_a_call_as_every_tutorial_has_it_is_no_leak(week: Assignment) -> None:
    for line, is_anyones in [
        ("torch.manual_seed(seed)", True),
        ("optimizer.zero_grad()", True),
        ("torch.manual_seed(seed + 1)", False),
        ("negate_all_of_them_at_once(x, y)", False),
    ]:
        week.reference.write_text(week.reference.read_text().replace(SOLUTION, f"    {line}\n"))
        assert (leaks_of(week, **{"README.md": line.encode()}) == []) is is_anyones, line
        week.reference.write_text(week.reference.read_text().replace(f"    {line}\n", SOLUTION))
