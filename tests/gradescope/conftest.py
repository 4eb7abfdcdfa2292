"""Gradescope's folders below one of our own, and a run there."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.gradescope.archive import make_autograder
from autograder.gradescope.settings import SETTINGS_FILE, Settings
from autograder.sandbox.layers import Layer
from tests.conftest import ROOT
from tests.tiny_course import NAME, make_tiny_course

SCHEMA = json.loads((ROOT / "tests/reports/results_schema.json").read_text(encoding="utf-8"))
NAMESPACES = (
    Layer.USER_NAMESPACE,
    Layer.PROCESS_NAMESPACE,
    Layer.NETWORK_NAMESPACE,
    Layer.PRIVATE_ROOT,
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="a container's grader is root")

Content = dict[str, Any]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The zip of a tiny week, whose calls may take very long."""
    course = make_tiny_course(tmp_path_factory.mktemp("course"))
    limits = course.root / "assignments" / NAME / "assignment.toml"
    limits.write_text(limits.read_text().replace("_seconds = ", "_seconds = 300 # "))
    return make_autograder(course, course.assignment(NAME), 600)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user can reach: what is in it protects itself, or nothing does."""
    folder = Path(tempfile.mkdtemp(prefix="gradescope-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def lay_out(place: Path, archive: bytes, **submission: str) -> None:
    """Unpack a zip as Gradescope does, and hand in files: `module="…"` is module.py."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        opened.extractall(place / "source")
    shutil.copy(place / "source" / "run_autograder", place)
    for folder in ("submission", "results"):
        (place / folder).mkdir()
    for name, text in submission.items():
        (place / "submission" / f"{name}.py").write_text(text)
    (place / "submission_metadata.json").write_text('{"users": [{"name": "Ada Example"}]}')


def set_up(place: Path, deadline: float = 300, without: tuple[str, ...] = ()) -> None:
    """Change the settings that the zip has brought."""
    settings = Settings(assignment=NAME, deadline_seconds=deadline, without=without)
    (place / "source" / SETTINGS_FILE).write_text(settings.model_dump_json())


def run_there(place: Path) -> Content:
    """Run `run_autograder`; what it leaves in results.json, which is as Gradescope wants it.

    With this Python in the place of that of setup.sh, which needs a network.
    """
    command = ["bash", str(place / "run_autograder")]
    if os.geteuid() == 0:  # let other users reach this Python
        command = [sys.executable, "-m", "tests.run_as", "0", *command]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "AUTOGRADER_ROOT": str(place),
        "AUTOGRADER_PYTHON": sys.executable,
    }
    subprocess.run(command, cwd=ROOT, env=environment, timeout=200, check=True)
    content = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    jsonschema.validate(content, SCHEMA)
    assert [path.name for path in (place / "results").iterdir()] == ["results.json"]
    return content


def has_no_score(content: Content) -> bool:
    """Whether nothing in it could be taken for a grade."""
    return "score" not in content and not any("score" in test for test in content["tests"])
