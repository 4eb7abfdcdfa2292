"""Every week's notebook as a student runs it: on a right module, and on the untouched stub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring.generate import NOTEBOOK, generate
from autograder.course import Course
from autograder.records import Assignment
from tests.conftest import ONE_THREAD, ROOT

COURSE = Course(ROOT)
WEEKS = [name for name in COURSE.assignment_names() if COURSE.assignment(name).notebook.is_file()]
ONE_LINE = re.compile(r"(Not implemented yet: \w+|`\w+` is not there yet)\b.{,80}")


@pytest.fixture(params=WEEKS)
def week(request: pytest.FixtureRequest) -> Assignment:
    return COURSE.assignment(request.param)


@pytest.fixture(scope="module", autouse=True)
def _kernels_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kernels draw into their notebooks, and write nothing into anybody's home."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MPLBACKEND", raising=False)
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
            patch.setenv(name, str(home / name))
        patch.setenv(*ONE_THREAD)
        yield


@pytest.fixture
def folder(week: Assignment, tmp_path: Path) -> Path:
    """The week's starter code."""
    generate(week, tmp_path / week.name)
    return tmp_path / week.name


def run_notebook(week: Assignment, folder: Path, allow_errors: bool) -> list[nbformat.NotebookNode]:
    """The cells of code with their outputs."""
    notebook = nbformat.read(folder / NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, resources=resources, allow_errors=allow_errors).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs_of(cells: list[nbformat.NotebookNode], kind: str) -> list[nbformat.NotebookNode]:
    return [output for cell in cells for output in cell.outputs if output.output_type == kind]


def test_the_notebook_runs_with_the_reference_and_draws(week: Assignment, folder: Path) -> None:
    (folder / f"{week.module}.py").write_bytes(week.reference.read_bytes())
    cells = run_notebook(week, folder, allow_errors=False)
    assert not [output for output in outputs_of(cells, "stream") if output.name == "stderr"]
    for cell in cells:
        pictures = sum("image/png" in output.data for output in outputs_of([cell], "display_data"))
        assert pictures >= cell.source.count("\nplt.show()"), cell.source


def test_with_the_stub_each_cell_says_in_a_line_what_is_missing(
    week: Assignment, folder: Path
) -> None:
    first_cell, *cells = run_notebook(week, folder, allow_errors=True)
    assert outputs_of([first_cell], "error") == []
    for cell in cells:
        (error,) = cell.outputs
        (line,) = error.traceback
        assert ONE_LINE.match(line), line
    assert cells[0].outputs[0].traceback == [
        f"Not implemented yet: {week.functions[0].name}. "
        f"Write it in {week.module}.py, and run this cell again."
    ]
