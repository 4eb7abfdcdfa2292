"""What a student handed in becomes a submission, whatever it holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.intake.handed_in import HandedIn
from autograder.intake.reading import read_submission
from autograder.intake.tree import folder_on_disk
from autograder.records import Submission

SOURCE = b"def conv1d(signal, kernel): ...\n"
MEGABYTE = 1 << 20


@pytest.fixture
def ada(tmp_path: Path) -> Path:
    """A student's folder with a file to hand in."""
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "convolution.py").write_bytes(SOURCE)
    return folder


def read(folder: Path) -> Submission:
    root = folder_on_disk(folder)
    return read_submission(HandedIn("ada", "ada", root, ()), "convolution", ["conv1d"])


def test_a_submission_is_its_files_byte_for_byte(ada: Path) -> None:
    (ada / "helpers").mkdir()
    (ada / "helpers" / "windows.py").write_bytes(b"x = 1\r\n")
    submission = read(ada)
    assert (submission.student, submission.problem) == ("ada", None)
    assert submission.files == {"convolution.py": SOURCE, "helpers/windows.py": b"x = 1\r\n"}


@pytest.mark.parametrize(
    "source",
    [b"# na\xefve\n", b"\xff\xfe\x00d", b"x = 1\0\n", b"", b"\x89PNG", "π = 3".encode("utf-16")],
    ids=["latin-1", "byte order mark", "null byte", "empty", "picture", "utf-16"],
)
def test_odd_bytes_are_no_problem_of_the_intake(ada: Path, source: bytes) -> None:
    (ada / "convolution.py").write_bytes(source)
    submission = read(ada)
    assert submission.problem is None
    assert submission.files["convolution.py"] == source


def nothing(path: Path) -> None:
    """Leave nothing there."""


def link_to_a_file(path: Path) -> None:
    other = path.with_name("other.py")
    other.write_bytes(SOURCE)
    path.symlink_to(other)


@pytest.mark.parametrize(
    ("put", "message"),
    [
        (nothing, "There is no convolution.py. The folder is empty."),
        (Path.mkdir, "convolution.py is a folder, not a file."),
        (os.mkfifo, "convolution.py is not a regular file."),
        (link_to_a_file, "convolution.py is a link; hand in the file itself."),
        (lambda path: path.symlink_to("/etc/passwd"), "convolution.py is a link"),
        (lambda path: path.symlink_to("/dev/zero"), "convolution.py is a link"),
        (lambda path: path.symlink_to("nowhere"), "convolution.py is a link"),
        (lambda path: path.symlink_to(path.name), "convolution.py is a link"),
    ],
    ids=["nothing", "folder", "FIFO", "link", "link out", "device", "dangling", "circle"],
)
def test_what_is_no_file_is_missing_and_said_as_what_it_is(
    ada: Path, put: Callable[[Path], object], message: str
) -> None:
    (ada / "convolution.py").unlink()
    put(ada / "convolution.py")
    submission = read(ada)
    assert submission.problem is not None
    assert submission.problem.verdict is Verdict.MISSING
    assert submission.problem.message.startswith(message)
    assert "convolution.py" not in submission.files


def test_a_missing_file_is_said_with_what_there_is_instead(ada: Path) -> None:
    (ada / "convolution.py").rename(ada / "Convolution_final(1).py")
    for k in range(9):
        (ada / f"notes{k}.txt").touch()
    problem = read(ada).problem
    assert problem is not None
    assert problem.message == (
        "There is no convolution.py. The folder holds "
        "Convolution_final(1).py, notes0.txt, notes1.txt, notes2.txt, notes3.txt …."
    )


def test_40_megabytes_of_source_are_refused_before_they_are_read(ada: Path) -> None:
    with (ada / "convolution.py").open("wb") as file:
        file.truncate(40 * MEGABYTE)
    submission = read(ada)
    assert submission.problem is not None
    assert submission.problem.verdict is Verdict.FORBIDDEN
    assert submission.problem.message == ("convolution.py has 40.0 MB; at most 1 MB are graded.")
    assert submission.files == {}


def test_a_file_of_just_the_allowed_size_is_read(ada: Path) -> None:
    (ada / "convolution.py").write_bytes(b"#" * MEGABYTE)
    submission = read(ada)
    assert submission.problem is None
    assert len(submission.files["convolution.py"]) == MEGABYTE


@pytest.mark.parametrize(
    "name", ["numpy.py", "conftest.py", "sitecustomize.py", "json/__init__.py"]
)
def test_files_that_would_shadow_modules_are_files_like_others(ada: Path, name: str) -> None:
    (ada / name).parent.mkdir(exist_ok=True)
    (ada / name).write_bytes(b"raise SystemExit")
    submission = read(ada)
    assert submission.problem is None
    assert submission.files == {"convolution.py": SOURCE, name: b"raise SystemExit"}


@pytest.mark.parametrize(
    "put",
    [
        lambda folder: (folder / "link.py").symlink_to("/etc/passwd"),
        lambda folder: (folder / "etc").symlink_to("/etc"),
        lambda folder: (folder / "circle").symlink_to("."),
        lambda folder: os.mkfifo(folder / "pipe.py"),
        lambda folder: (folder / ".hidden").write_bytes(b""),
        lambda folder: (folder / "new\nline.py").write_bytes(b""),
        lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff.py")).write_bytes(b""),
        lambda folder: (folder / "large.bin").write_bytes(bytes(MEGABYTE + 1)),
        lambda folder: (folder / "__pycache__").mkdir() or (folder / "__pycache__/a.pyc").touch(),
    ],
    ids=[
        "link", "linked folder", "circle", "FIFO", "dot", "newline", "not UTF-8", "large", "cache",
    ],
)  # fmt: skip
def test_other_things_in_the_folder_are_left_out_without_harm(
    ada: Path, put: Callable[[Path], object]
) -> None:
    put(ada)
    submission = read(ada)
    assert submission.problem is None
    assert submission.files == {"convolution.py": SOURCE}


def test_a_deep_tree_is_read_only_near_its_top(ada: Path) -> None:
    folder = ada
    for depth in range(1, 40):
        folder = folder / f"d{depth}"
        folder.mkdir()
        (folder / "file.py").touch()
    assert sorted(name.count("/") for name in read(ada).files) == [0, 1, 2, 3, 4]


def test_of_many_files_the_first_are_read_and_the_module_among_them(ada: Path) -> None:
    for k in range(500):
        (ada / f"a{k:03}.txt").touch()
    files = read(ada).files
    assert len(files) == 200
    assert files["convolution.py"] == SOURCE
    assert "a198.txt" in files
    assert "a199.txt" not in files


def test_a_submission_is_bounded_in_all(ada: Path) -> None:
    for k in range(20):
        (ada / f"part{k:02}.bin").write_bytes(bytes(MEGABYTE))
    assert sum(len(data) for data in read(ada).files.values()) <= 9 * MEGABYTE
