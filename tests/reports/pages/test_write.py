"""Writing a class's pages: which files there are, and which stay."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from autograder.records import Grade
from autograder.reports.pages.write import write_report
from tests.reports.made_up_class import TITLE, made_up_class
from tests.reports.pages.hostile import hostile_class
from tests.reports.pages.html_reading import Page


def files_in(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("grades", [made_up_class(20), hostile_class()])
def test_each_student_has_two_pages_and_the_report_links_to_them(
    tmp_path: Path, grades: tuple[Grade, ...]
) -> None:
    written = write_report(TITLE, grades, tmp_path)
    assert (written.students, written.changed, written.removed) == (len(grades),) * 2 + (0,)
    assert len(list(written.feedback.glob("*.html"))) == len(grades)
    assert len(list(written.feedback.glob("*.md"))) == len(grades)
    page = Page(written.report.read_text(encoding="utf-8"))
    links = {unquote(link) for link in page.values("href") if not link.startswith("#")}
    assert links == {f"feedback/{path.name}" for path in written.feedback.glob("*.html")}


def test_writing_again_changes_no_file(tmp_path: Path) -> None:
    write_report(TITLE, made_up_class(10), tmp_path)
    before = files_in(tmp_path)
    assert write_report(TITLE, made_up_class(10), tmp_path).changed == 0
    assert files_in(tmp_path) == before
    assert not [name for name in before if "unfinished" in name]


def test_only_pages_of_who_is_not_in_the_class_any_more_are_removed(tmp_path: Path) -> None:
    grades = made_up_class(10)
    written = write_report(TITLE, grades, tmp_path)
    own = written.feedback / "my notes.md"
    own.write_text("# Feedback, for me", encoding="utf-8")
    again = write_report(TITLE, grades[1:], tmp_path)
    assert again.removed == 2
    assert own.exists()
    assert len(list(written.feedback.glob("*.html"))) == 9
