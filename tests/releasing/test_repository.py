"""A week becomes a commit; nothing of anyone else's changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from autograder.records import Assignment
from autograder.releasing.repository import RepositoryError, commit_bundle, has_bundle
from tests.releasing.conftest import git
from tests.tiny_course import NAME, make_tiny_course


@pytest.fixture
def week(tmp_path: Path) -> Assignment:
    return make_tiny_course(tmp_path / "course").assignment(NAME)


def bundle(handout: str = "Homework 0", **files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in {"README.md": handout, "tests/test_it.py": "# a test", **files}.items():
            archive.writestr(f"{NAME}/{name}", text)
    return buffer.getvalue()


def test_a_week_becomes_a_commit_of_its_own(public: Path, week: Assignment) -> None:
    (public / "notes.txt").write_text("not committed yet")
    (public / "README.md").write_text("staged, not committed")
    git(public, "add", "README.md")
    commit = commit_bundle(public, week, bundle())
    assert git(public, "rev-parse", "--short", "HEAD") == commit
    assert git(public, "log", "-1", "--format=%s") == "Release Homework 0"
    assert git(public, "status", "--porcelain").split() == ["M", "README.md", "??", "notes.txt"]
    assert has_bundle(public, week, bundle())


def test_a_corrected_week_takes_the_place_of_the_earlier_one(
    public: Path, week: Assignment
) -> None:
    commit_bundle(public, week, bundle(**{"old.py": "gone later"}))
    assert not has_bundle(public, week, bundle("corrected"))
    commit_bundle(public, week, bundle("corrected"))
    assert git(public, "log", "-1", "--format=%s") == "Update Homework 0"
    assert not (public / NAME / "old.py").exists()
    assert has_bundle(public, week, bundle("corrected"))


def test_what_the_repository_ignores_is_committed_all_the_same(
    public: Path, week: Assignment
) -> None:
    (public / ".gitignore").write_text("*.py\n")
    commit_bundle(public, week, bundle())
    assert f"{NAME}/tests/test_it.py" in git(public, "ls-files")


def test_changes_that_are_not_committed_are_not_overwritten(public: Path, week: Assignment) -> None:
    commit_bundle(public, week, bundle())
    (public / NAME / "README.md").write_text("a change of someone's")
    with pytest.raises(RepositoryError, match="has changes that are not committed"):
        commit_bundle(public, week, bundle("corrected"))
    assert (public / NAME / "README.md").read_text() == "a change of someone's"


@pytest.mark.parametrize("was_there", [False, True])
def test_a_commit_that_git_refuses_leaves_everything_as_it_was(
    public: Path, week: Assignment, was_there: bool
) -> None:
    if was_there:
        commit_bundle(public, week, bundle())
    hook = public / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no commits today >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(RepositoryError, match="no commits today"):
        commit_bundle(public, week, bundle("corrected"))
    assert git(public, "status", "--porcelain") == ""
    assert (public / NAME).exists() == was_there


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path, week: Assignment) -> None:
    with pytest.raises(RepositoryError, match="is no git repository"):
        commit_bundle(tmp_path, week, bundle())
