"""A public repository with one commit, to release into."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


def git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def public(tmp_path: Path) -> Path:
    repository = tmp_path / "public"
    repository.mkdir()
    git(repository, "init", "--quiet")
    git(repository, "config", "user.name", "Ida Instructor")
    git(repository, "config", "user.email", "ida@example.org")
    (repository / "README.md").write_text("The course\n")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Begin")
    return repository
