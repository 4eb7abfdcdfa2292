"""A week as a commit in the public repository that students pull from. Imports the records only."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

from autograder.records import Assignment


class RepositoryError(Exception):
    """The public repository can't take the week; the message is git's reason or ours."""


def has_bundle(repository: Path, assignment: Assignment, bundle: bytes) -> bool:
    """Whether the week's folder there is what the bundle holds."""
    wanted = _content(bundle)
    folder = repository / assignment.name
    found = {
        path.relative_to(repository).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return wanted == found


def commit_bundle(repository: Path, assignment: Assignment, bundle: bytes) -> str:
    """Put the bundle's folder into the repository, in place of the week's earlier one, and commit.

    The rest of the working tree, and what is staged there, stays as it is. Pushing is left to the
    instructor.

    Returns:
        The new commit's id.

    Raises:
        RepositoryError: it is no repository, the week's folder has changes that are not committed,
            or git refuses the commit; then the folder is as it was.
    """
    if not (repository / ".git").exists():
        raise RepositoryError(f"{repository} is no git repository; make one with `git init`.")
    name = assignment.name
    if changes := _git(repository, "status", "--porcelain", "--", name):
        raise RepositoryError(
            f"{repository / name} has changes that are not committed: {changes.split()[-1]}; "
            "commit them or take them back."
        )
    verb = "Update" if (repository / name).exists() else "Release"
    try:
        shutil.rmtree(repository / name, ignore_errors=True)
        for path, data in _content(bundle).items():
            (repository / path).parent.mkdir(parents=True, exist_ok=True)
            (repository / path).write_bytes(data)
        # Even where the repository's .gitignore leaves out such files.
        _git(repository, "add", "--all", "--force", "--", name)
        _git(repository, "commit", "--quiet", "-m", f"{verb} {assignment.title}", "--", name)
    except (RepositoryError, OSError) as error:
        _take_back(repository, name)
        raise RepositoryError(f"{repository} did not take {name}: {error}") from None
    return _git(repository, "rev-parse", "--short", "HEAD")


def _take_back(repository: Path, name: str) -> None:
    shutil.rmtree(repository / name, ignore_errors=True)
    for command in (["reset", "--quiet", "--", name], ["checkout", "--quiet", "--", name]):
        # Fails where the folder is new, and nothing has to be taken back.
        subprocess.run(["git", "-C", str(repository), *command], capture_output=True, check=False)


def _content(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise RepositoryError("git is not installed here.") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines() or [f"status {error.returncode}"]
        raise RepositoryError(f"git {arguments[0]}: {said[0]}") from None
    return done.stdout.strip()
