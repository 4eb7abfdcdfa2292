"""The notebook that is built from its source."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.generate import NOTEBOOK, starter_files
from autograder.authoring.notebooks import make_notebook
from autograder.course import Course, CourseError
from autograder.records import Assignment
from tests.conftest import ROOT
from tests.tiny_course import NAME, make_tiny_course

SOURCE = """# %% [markdown]
# # Homework
#
# - A *list*:
#   indented

# %%
# %load_ext autoreload
# a comment
import tiny


def f(x):
    # %d is no magic
    return x


# %%
f(1)
"""
TEXT = "# Homework\n\n- A *list*:\n  indented"
MAGIC = (
    "%load_ext autoreload\n# a comment\nimport tiny\n\n\n"
    "def f(x):\n    # %d is no magic\n    return x"
)
WEEKS = [
    week.name
    for week in map(Course(ROOT).assignment, Course(ROOT).assignment_names())
    if week.notebook.is_file()
]


def test_cells_of_text_and_of_code_come_in_their_order() -> None:
    cells = nbformat.reads(make_notebook(SOURCE), as_version=4).cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code", "code"]
    assert [cell.source for cell in cells] == [TEXT, MAGIC, "f(1)"]


def test_the_same_source_gives_the_same_bytes_without_outputs() -> None:
    text = make_notebook(SOURCE)
    assert text == make_notebook(SOURCE)
    assert text.endswith("}\n")
    cells = json.loads(text)["cells"]
    assert [cell["id"] for cell in cells] == ["cell-1", "cell-2", "cell-3"]
    for cell in cells[1:]:
        assert (cell["outputs"], cell["execution_count"]) == ([], None)


def test_a_notebook_is_valid_and_names_its_kernel() -> None:
    notebook = nbformat.reads(make_notebook(SOURCE), as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import tiny\n# %%\n", "line 1: a notebook's source begins with a cell"),
        ("", "line 1: a notebook's source begins with a cell"),
        ("# %%\nf(1)\n\n# %% [markdown]\n# Text.\nf(2)\n", "line 6: in a cell of text"),
        ("# %% [markdown]\n#Text.\n", "line 2: in a cell of text"),
    ],
)
def test_a_source_that_would_lose_something_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_notebook(source)


@pytest.fixture
def tiny(tmp_path: Path) -> Assignment:
    return make_tiny_course(tmp_path).assignment(NAME)


def test_a_week_without_a_source_has_no_notebook(tiny: Assignment) -> None:
    files = starter_files(tiny)
    assert not {NOTEBOOK, "requirements-notebook.txt"} & files.keys()


def test_a_week_with_one_has_the_notebook_and_what_it_needs(tiny: Assignment) -> None:
    tiny.notebook.write_text(SOURCE, encoding="utf-8")
    files = starter_files(tiny)
    assert files[NOTEBOOK] == make_notebook(SOURCE)
    lines = files["requirements-notebook.txt"].splitlines()
    names = [line.split(">")[0] for line in lines]
    assert names == [
        "-r requirements.txt", "notebook", "ipykernel", "matplotlib", "pillow", "scikit-learn"
    ]  # fmt: skip
    assert "matplotlib" not in files["requirements.txt"]


def test_what_is_wrong_with_a_source_is_said_with_its_file(tiny: Assignment) -> None:
    tiny.notebook.write_text("import tiny\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"notebook\.py: line 1"):
        starter_files(tiny)


@pytest.mark.parametrize("name", WEEKS)
def test_no_line_of_a_solution_is_in_the_notebook(course: Course, name: str) -> None:
    week = course.assignment(name)
    reference = week.reference.read_text(encoding="utf-8")
    regions = [part.split("# END SOLUTION")[0] for part in reference.split("# BEGIN SOLUTION")[1:]]
    solution = {line.strip() for region in regions for line in region.splitlines()}
    told = {line.strip() for line in week.notebook.read_text(encoding="utf-8").splitlines()}
    assert {line for line in solution & told if len(line) > len("return x")} == set()
