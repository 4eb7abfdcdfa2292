"""A notebook as a file: its format, and which one in a student's folder counts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.handed_in import HandedIn
from autograder.intake.reading import read_submission
from autograder.intake.taking_in import take_in
from autograder.intake.tree import folder_on_disk
from autograder.records import Assignment, Submission
from tests.conftest import ROOT
from tests.intake.notebook_files import (
    DOUBLE,
    GRADED,
    MEGABYTE,
    NEGATE,
    code_cell,
    notebook,
    problem,
    read,
    text,
)


def test_metadata_of_nbgrader_and_of_anyone_is_tolerated() -> None:
    marks = {"grade_id": "double", "locked": True, "solution": True, "schema_version": 3}
    cells = [
        {"cell_type": "raw", "source": 3},
        code_cell(f"### BEGIN SOLUTION\n{DOUBLE}### END SOLUTION", metadata={"nbgrader": marks}),
        code_cell("assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(0) == 1",
                  metadata={"nbgrader": marks | {"grade": True, "points": 3}}),
        code_cell(NEGATE, metadata=None, id=[None], outputs="no list", attachments=7),
    ]  # fmt: skip
    made = read(notebook(cells=cells, metadata=[1, 2]))
    assert isinstance(made, bytes)
    assert b"assert" not in made
    assert b"def double" in made
    assert b"def negate" in made


def test_format_3_and_files_without_what_they_should_have_are_read() -> None:
    cells = [{"cell_type": "code", "input": ["def double(x):\n", " return x"], "prompt_number": 5}]
    for content in [
        {"nbformat": 3, "worksheets": [{"cells": []}, {"cells": cells}]},
        {"worksheets": [{"cells": cells}]},
        {"cells": [{"cell_type": "code", "source": "def double(x): return x"}]},
    ]:
        for data in (json.dumps(content).encode(), b"\xef\xbb\xbf" + json.dumps(content).encode()):
            made = read(data)
            assert isinstance(made, bytes)
            assert b"def double" in made


NO_CELLS = "is no notebook that can be read: it holds no cells."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no notebook that can be read: it is damaged in line 1 (Expecting value)."),
        (
            DOUBLE.encode(),
            "is no notebook that can be read: it is damaged in line 1 (Expecting value).",
        ),
        (b"\xff\xfe{}", "is no notebook that can be read: it is not UTF-8 text."),
        (
            notebook(DOUBLE)[:-9],
            "is no notebook that can be read: it is damaged in line 1 (Untermin",
        ),
        (b"[" + b"9" * 9999 + b"]", "is no notebook that can be read: it holds a number"),
        (
            b"\0" * 100,
            "is no notebook that can be read: it is damaged in line 1 (Expecting value).",
        ),
        (b"[]", NO_CELLS),
        (b"{}", NO_CELLS),
        (notebook(cells={}), NO_CELLS),
        (notebook(cells=None), NO_CELLS),
        (b'{"nbformat": 3, "worksheets": [{"cells": []}, 3]}', NO_CELLS),
        (notebook(cells=[[]]), "is no notebook that can be read: its cell 1 is none."),
        (notebook("", 3), "is no notebook that can be read: its cell 2 has no text."),
        (notebook(["a", 3]), "is no notebook that can be read: its cell 1 has no text."),
        (notebook(nbformat=5), "is of the notebook format 5; 3 and 4 can be graded."),
        (notebook(nbformat=[4]), "is of the notebook format unknown; 3 and 4 can be graded."),
    ],
    ids=range(16),
)
def test_what_is_no_notebook_is_said_in_a_sentence(data: bytes, message: str) -> None:
    found = problem(data)
    assert found.verdict is Verdict.ERROR
    assert found.message.startswith(f"hw.ipynb {message}")
    assert "\n" not in found.message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "defines none of the homework's functions."),
        ("def other(): pass", "defines none of the homework's functions."),
        (
            "from tiny import *\ndouble(3)",
            "defines none of the homework's functions but imports tiny, and there is no tiny.py.",
        ),
    ],
)
def test_a_notebook_with_no_graded_function_is_no_submission(source: str, message: str) -> None:
    assert problem(notebook(source)) == Outcome(Verdict.MISSING, f"hw.ipynb {message}")


def test_functions_may_come_from_another_file_of_the_submission() -> None:
    assert "from layers import *" in text("from layers import *")
    assert "from layers import double" in text("from layers import double")


# In a student's folder


@pytest.fixture
def ada(tmp_path: Path) -> Path:
    folder = tmp_path / "ada"
    folder.mkdir()
    return folder


def taken(folder: Path) -> Submission:
    root = folder_on_disk(folder)
    return read_submission(HandedIn("ada", "ada", root, ()), "tiny", GRADED)


def test_the_module_counts_where_there_is_one(ada: Path) -> None:
    (ada / "tiny.ipynb").write_bytes(notebook(DOUBLE))
    assert b"def double" in taken(ada).files["tiny.py"]
    (ada / "tiny.py").write_text(NEGATE)
    assert taken(ada).files["tiny.py"] == NEGATE.encode()
    (ada / "tiny.py").unlink()
    (ada / "tiny.py").mkdir()
    assert taken(ada).problem == Outcome(Verdict.MISSING, "tiny.py is a folder, not a file.")


def test_of_several_notebooks_the_one_of_the_modules_name_counts(ada: Path) -> None:
    (ada / "Untitled(1).ipynb").write_bytes(notebook(NEGATE))
    assert b"def negate" in taken(ada).files["tiny.py"]
    (ada / "bell\a.IPYNB").write_bytes(notebook(NEGATE))
    submission = taken(ada)
    assert submission.problem == Outcome(
        Verdict.MISSING,
        "There is no tiny.py but several notebooks (Untitled(1).ipynb, bell\\x07.IPYNB); "
        "name the one that counts tiny.ipynb.",
    )
    assert "tiny.py" not in submission.files
    (ada / "tiny.ipynb").write_bytes(notebook(DOUBLE))
    assert b"def double" in taken(ada).files["tiny.py"]


def test_checkpoints_are_no_notebooks(ada: Path) -> None:
    (ada / ".ipynb_checkpoints").mkdir()
    (ada / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb").write_bytes(notebook(NEGATE))
    (ada / ".tiny.ipynb").write_bytes(notebook(NEGATE))
    found = taken(ada).problem
    assert found is not None
    assert found.message.startswith("There is no tiny.py.")
    (ada / "work.ipynb").write_bytes(notebook(DOUBLE))
    submission = taken(ada)
    assert submission.problem is None
    assert set(submission.files) == {"tiny.py", "work.ipynb"}


def link_to_another(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(notebook(DOUBLE))
    path.symlink_to(other)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40 * MEGABYTE)


@pytest.mark.parametrize(
    ("put", "verdict", "message"),
    [
        (Path.mkdir, Verdict.MISSING, "my.ipynb is a folder, not a file."),
        (os.mkfifo, Verdict.MISSING, "my.ipynb is not a regular file."),
        (link_to_another, Verdict.MISSING, "my.ipynb is a link; hand in the file itself."),
        (
            lambda path: path.symlink_to("/dev/zero"),
            Verdict.MISSING,
            "my.ipynb is a link; hand in the file itself.",
        ),
        (large, Verdict.FORBIDDEN, "my.ipynb has 40.0 MB; at most 8 MB are graded."),
    ],
    ids=["folder", "FIFO", "link", "device", "large"],
)
def test_what_is_no_small_file_is_not_opened(
    ada: Path, put: Callable[[Path], object], verdict: Verdict, message: str
) -> None:
    put(ada / "my.ipynb")
    assert taken(ada).problem == Outcome(verdict, message)


def test_pictures_in_its_outputs_make_no_notebook_too_large(ada: Path) -> None:
    outputs = [{"output_type": "display_data", "data": {"image/png": "A" * 3 * MEGABYTE}}]
    cells = [code_cell(DOUBLE, outputs=outputs)]
    (ada / "tiny.ipynb").write_bytes(notebook(cells=cells))
    before = taken(ada)
    assert set(before.files) == {"tiny.py"}
    cells[0]["source"] = DOUBLE.replace("2", "3")
    (ada / "tiny.ipynb").write_bytes(notebook(cells=cells))
    assert taken(ada).digest != before.digest


def test_a_submissions_digest_follows_its_notebook(ada: Path) -> None:
    path = ada / "tiny.ipynb"
    digests = []
    for data in [notebook(DOUBLE), notebook(DOUBLE + NEGATE), notebook(""), b"{}", b"[", b"", b"["]:
        path.write_bytes(data)
        digests.append(taken(ada).digest)
    assert len(set(digests)) == 6
    assert digests[4] == digests[6]


def test_an_odd_name_is_printed_harmlessly(ada: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(ada) + b"/\xff\x1b[31m\n# coding: utf-7.ipynb"))
    path.write_bytes(b"")
    found = taken(ada).problem
    assert found is not None
    assert found.message.startswith("\\udcff\\x1b[31m\\n# coding: utf-7.ipynb is no notebook")
    path.write_bytes(notebook(DOUBLE))
    assert taken(ada).problem is None


def test_the_sample_class_has_a_notebook_that_is_read(assignment: Assignment) -> None:
    submissions = take_in(ROOT / "examples" / "hw4_convolution", assignment).submissions
    from_notebooks = [s for s in submissions if any(name.endswith(".ipynb") for name in s.files)]
    assert [submission.student for submission in from_notebooks] == ["Nora Notizbuch"]
    assert from_notebooks[0].problem is None
