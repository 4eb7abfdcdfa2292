"""Files of reports: names for any student, and whole files only."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from autograder.records import Student
from autograder.reports.files import portable_names
from autograder.whole_files import write_whole
from tests.reports.pages.hostile import HOSTILE


def names_of(*students: str) -> list[str]:
    return portable_names([Student(name) for name in students])


@pytest.mark.parametrize("name", ["Ada Sample", "陳小明", "O'Test, Pat", "J. R. van der Zoë"])
def test_an_ordinary_name_is_the_files_name(name: str) -> None:
    assert names_of(name) == [name]


ODD = ["", ".", "..", "a/b", "c:\\d", "NUL\0", ".hidden", "trailing. ", "陳" * 200, *HOSTILE]


@pytest.mark.parametrize("name", ODD, ids=lambda name: ascii(name[:20]))
def test_an_odd_name_gives_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    (portable,) = names_of(name)
    assert re.fullmatch(r"[\w ,'()+@.-]+", portable)
    assert len(os.fsencode(portable)) < 200
    write_whole(tmp_path / f"{portable}.html", "page")
    assert os.listdir(tmp_path) == [f"{portable}.html"]  # noqa: PTH208


def test_odd_names_stay_apart() -> None:
    assert len({name.casefold() for name in names_of(*ODD)}) == len(ODD)
    assert len(set(names_of("a" * 300 + "b", "a" * 300 + "c", "a/b", "a:b", "a_b"))) == 5


def test_names_that_differ_in_case_or_in_how_they_are_encoded_stay_apart() -> None:
    names = names_of("Zoë", "zoë", "Zoe\u0308")
    assert len({name.casefold() for name in names}) == 3


def test_namesakes_have_files_of_their_own_whoever_comes_first() -> None:
    one, other = Student("Ada Sample", "a@example.org"), Student("Ada Sample", "b@example.org")
    first, second = portable_names([one, other])
    assert first != second
    assert portable_names([other, one]) == [second, first]


def test_the_same_student_twice_has_two_files() -> None:
    assert len(set(names_of("Ada", "Ada", "Ada"))) == 3
