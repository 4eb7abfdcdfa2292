"""Zips of strangers: read, or refused with a sentence; never a crash, never much memory."""

from __future__ import annotations

import io
import random
import stat
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.archives import open_class_archive
from autograder.intake.handed_in import HandedIn, IntakeError
from autograder.intake.reading import read_submission
from autograder.intake.taking_in import take_in
from autograder.intake.tree import Node, folder_on_disk
from autograder.records import Assignment, Submission
from tests.intake.classes import SOURCE, write, zipped

MEGABYTE = 1 << 20


def read(folder: Path, **files: bytes) -> Submission:
    """What a student handed in as a single `hw.zip`."""
    write(folder, {f"{name}.zip": data for name, data in files.items()})
    root = folder_on_disk(folder)
    return read_submission(HandedIn("ada", "ada", root, ()), "convolution", ["conv1d"])


def made(*members: tuple[str, bytes], mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with members of any name and mode, also several of one name."""
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in members:
            info = zipfile.ZipInfo("placeholder")
            info.filename, info.external_attr, info.compress_type = name, mode << 16, method
            archive.writestr(info, content)
    return data.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same zip with the mark of encryption on all members."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(signature, place + 4)
    return bytes(marked)


@pytest.mark.parametrize("above", ["", "hw4/", "hw4 (1)/hw4/"])
def test_a_zip_is_read_as_if_it_were_a_folder(tmp_path: Path, above: str) -> None:
    files = {f"{above}convolution.py": SOURCE, f"{above}helpers/windows.py": b"x = 1\r\n"}
    extra = {"__MACOSX/._convolution.py": b"\0", ".DS_Store": b"\0"}
    submission = read(tmp_path, hw=zipped(files | extra))
    assert submission.problem is None
    assert submission.files == {"convolution.py": SOURCE, "helpers/windows.py": b"x = 1\r\n"}


def test_a_zip_beside_the_module_is_not_looked_into(tmp_path: Path) -> None:
    write(tmp_path, {"convolution.py": SOURCE})
    submission = read(tmp_path, hw=b"garbage")
    assert submission.problem is None
    assert submission.files["convolution.py"] == SOURCE


def test_names_with_backslashes_are_paths_as_windows_meant_them(tmp_path: Path) -> None:
    submission = read(tmp_path, hw=made(("hw4\\convolution.py", SOURCE)))
    assert submission.files == {"convolution.py": SOURCE}


MODULE = ("convolution.py", SOURCE)
OUT = "has a name that leads out of the zip"
ABSOLUTE = "has an absolute name"
TWICE = "is in the zip twice"
LINK, DEVICE = stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o644
REFUSED = {
    "traversal": (made(MODULE, ("../../evil.py", b"")), f"../../evil.py in it {OUT}"),
    "inner traversal": (made(("a/../../hw.py", SOURCE)), f"a/../../hw.py in it {OUT}"),
    "windows traversal": (made(("..\\evil.py", b"")), f"../evil.py in it {OUT}"),
    "absolute": (made(MODULE, ("/etc/passwd", b"")), f"/etc/passwd in it {ABSOLUTE}"),
    "drive": (made(("C:\\hw.py", SOURCE)), f"C:/hw.py in it {ABSOLUTE}"),
    "link": (made(MODULE, mode=LINK), "convolution.py in it is a link"),
    "device": (made(MODULE, mode=DEVICE), "convolution.py in it is not a regular file"),
    "encrypted": (encrypted(made(MODULE)), "convolution.py in it is encrypted"),
    "twice": (made(MODULE, ("convolution.py", b"other")), f"convolution.py in it {TWICE}"),
    "in other words": (made(MODULE, ("./convolution.py", b"")), f"./convolution.py in it {TWICE}"),
    "file and folder": (made(("a", b""), ("a/hw.py", SOURCE)), f"a/hw.py in it {TWICE}"),
    "folder and file": (made(("a/hw.py", SOURCE), ("a", b"")), f"a in it {TWICE}"),
    "terminal's commands": (
        made(("\x1b[31m.py", b"")),
        "\\x1b[31m.py in it has a name that can't be printed",
    ),
    "very deep": (
        made(("a/" * 30000 + "convolution.py", SOURCE)),
        f"{'a/' * 50}… in it lies more than 20 folders deep",
    ),
    "very long": (
        made(("a" * 300 + ".py", SOURCE)),
        f"{'a' * 100}… in it has a name that is too long for a file",
    ),
    "LZMA": (
        made(MODULE, method=zipfile.ZIP_LZMA),
        "convolution.py in it is compressed in an unusual way",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_usual_program_writes_is_refused_whole(tmp_path: Path, kind: str) -> None:
    data, reason = REFUSED[kind]
    submission = read(tmp_path, hw=data)
    assert submission.files == {}
    assert submission.problem == Outcome(Verdict.FORBIDDEN, f"hw.zip is not opened: {reason}.")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = zipped({f"zeros{k}": bytes(20 * MEGABYTE) for k in range(4)} | {"convolution.py": b""})
    assert len(data) < MEGABYTE
    tracemalloc.start()
    submission = read(tmp_path, hw=data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert submission.problem == Outcome(
        Verdict.FORBIDDEN,
        "hw.zip unpacks to 80 MB; at most 64 MB are taken: hand in code without data.",
    )
    assert peak < 20 * MEGABYTE


def test_a_bomb_that_lies_of_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = zipped({"convolution.py": bytes(40 * MEGABYTE)})
    true, told = (size.to_bytes(4, "little") for size in (40 * MEGABYTE, 10))
    assert data.count(true) == 2
    tracemalloc.start()
    submission = read(tmp_path, hw=data.replace(true, told))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert submission.problem is not None
    assert submission.problem.message.startswith("hw.zip can't be unpacked: convolution.py is dam")
    assert peak < 20 * MEGABYTE


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    submission = read(tmp_path, hw=zipped({f"{k}.txt": b"" for k in range(2001)}))
    assert submission.problem == Outcome(
        Verdict.FORBIDDEN, "hw.zip holds 2001 files; at most 2000 are taken."
    )


def test_a_large_zip_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "hw.zip").open("wb") as file:
        file.truncate(40 * MEGABYTE)
    submission = read(tmp_path)
    assert submission.problem == Outcome(
        Verdict.FORBIDDEN, "hw.zip has 40.0 MB; at most 16 MB are graded."
    )


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = zipped({"convolution.py": SOURCE})
    submission = read(tmp_path, hw=zipped({"hw4/inner.zip": inner, "hw4/notes.txt": b""}))
    assert submission.problem == Outcome(
        Verdict.FORBIDDEN,
        "hw.zip holds an archive in its turn (inner.zip); zip the files themselves.",
    )


def test_of_several_zips_none_is_taken(tmp_path: Path) -> None:
    data = zipped({"convolution.py": SOURCE})
    assert read(tmp_path, a=data, b=data).problem == Outcome(
        Verdict.MISSING, "There is no convolution.py but several zips (a.zip, b.zip); hand in one."
    )


def test_a_zip_without_the_module_is_said_with_what_it_holds(tmp_path: Path) -> None:
    submission = read(tmp_path, hw=zipped({"conv.txt": SOURCE, "b.rar": b""}))
    assert submission.problem == Outcome(
        Verdict.MISSING,
        "There is no convolution.py. hw.zip holds b.rar, conv.txt. "
        "Of archives only a zip is opened.",
    )
    assert read(tmp_path, hw=zipped({})).problem == Outcome(
        Verdict.MISSING, "There is no convolution.py. hw.zip is empty."
    )


@pytest.mark.parametrize("data", [b"", b"PK", b"Rar!\x1a\x07", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_said_so(tmp_path: Path, data: bytes) -> None:
    submission = read(tmp_path, hw=data)
    assert submission.problem is not None
    assert submission.problem.verdict is Verdict.MISSING
    assert submission.problem.message.startswith("hw.zip is no zip that can be read (")


def test_a_damaged_zip_never_crashes_the_run(tmp_path: Path) -> None:
    whole = zipped({"hw4/convolution.py": SOURCE * 20, "hw4/notes.txt": b"x" * 100})
    chance = random.Random(4)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        submission = read(tmp_path, hw=bytes(data[: chance.randint(1, 2 * len(data))]))
        problem = submission.problem
        assert problem is None or problem.verdict in (Verdict.MISSING, Verdict.FORBIDDEN), problem


# The zip of a whole class


def names(node: Node) -> list[str]:
    return [child.name for child in node.children()]


@pytest.mark.parametrize("name", ["陳小明", "Zoë Beispiel", "O'Test, Pat"])
@pytest.mark.parametrize("says_utf8", [True, False])
def test_names_in_utf8_are_read_whether_the_zip_says_so_or_not(
    tmp_path: Path, name: str, says_utf8: bool
) -> None:
    data = bytearray(made((f"{name}/convolution.py", SOURCE)))
    if not says_utf8:  # as macOS writes them
        for signature, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
            data[data.find(signature) + offset] &= ~0x08
    (tmp_path / "class.zip").write_bytes(data)
    with open_class_archive(tmp_path / "class.zip") as (root, refused):
        assert names(root) == [name]
    assert refused == []


def test_what_is_odd_in_a_classes_zip_is_listed_and_the_rest_counts(
    tmp_path: Path, assignment: Assignment
) -> None:
    (tmp_path / "class.zip").write_bytes(
        made(
            ("Ada/convolution.py", SOURCE),
            ("Ben/convolution.py", SOURCE),
            ("Ben/convolution.py", b"other"),
            ("../Cleo/convolution.py", SOURCE),
            ("/Dot/convolution.py", SOURCE),
            ("Eve/convolution.py/a.py", SOURCE),
            ("Eve/convolution.py", SOURCE),
        )
    )
    taken = take_in(tmp_path / "class.zip", assignment)
    problems = {one.student: one.problem for one in taken.submissions}
    assert problems == {
        "Ada": None,
        "Ben": Outcome(Verdict.MISSING, "convolution.py is in the zip twice."),
        "Eve": Outcome(Verdict.MISSING, "convolution.py is in the zip twice."),
    }
    assert dict(taken.ignored) == {
        "Ben/convolution.py": "is in the zip twice",
        "../Cleo/convolution.py": "has a name that leads out of the zip",
        "/Dot/convolution.py": "has an absolute name",
        "Eve/convolution.py": "is in the zip twice",
    }


def test_a_link_in_a_classes_zip_is_its_students_problem(
    tmp_path: Path, assignment: Assignment
) -> None:
    link = made(("Ada/convolution.py", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)
    (tmp_path / "class.zip").write_bytes(link)
    (submission,) = take_in(tmp_path / "class.zip", assignment).submissions
    assert submission.problem == Outcome(Verdict.MISSING, "convolution.py is a link.")
    assert submission.files == {}


def test_damage_in_a_classes_zip_is_no_students_fault(
    tmp_path: Path, assignment: Assignment
) -> None:
    data = made(("Ada/convolution.py", SOURCE), method=zipfile.ZIP_STORED)
    (tmp_path / "class.zip").write_bytes(data.replace(b"signal", b"sIgnal"))
    (submission,) = take_in(tmp_path / "class.zip", assignment).submissions
    assert submission.problem is not None
    assert submission.problem.verdict is Verdict.GRADER_ERROR


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"no zip", r"neither a folder nor a zip that can be read \(File is not a zip"),
        (lambda: encrypted(made(("Ada/convolution.py", SOURCE))), "is encrypted; unpack it"),
    ],
)
def test_a_class_that_can_not_be_opened_is_one_sentence(
    tmp_path: Path, assignment: Assignment, make: Callable[[], bytes], message: str
) -> None:
    (tmp_path / "class.zip").write_bytes(make())
    with pytest.raises(IntakeError, match=message):
        take_in(tmp_path / "class.zip", assignment)
