"""Writing a class's pages. Imports the records and its neighbours.

::

    FOLDER/index.html               for those who teach
    FOLDER/feedback/<student>.html  and .md, each for one student
    FOLDER/similar/<number>.html    two submissions side by side, for those who teach
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder.records import Grade
from autograder.reports.files import portable_names
from autograder.reports.pages.class_report import class_report
from autograder.reports.pages.feedback import feedback, feedback_html, feedback_markdown
from autograder.reports.pages.pairs import PairsToLookAt, pair_page
from autograder.whole_files import write_whole

_FEEDBACK = "feedback"
_SUFFIXES = (".html", ".md")
_SIMILAR = "similar"
_BEGINNINGS = (
    *(f'<!doctype html>\n<html lang="en" data-page="{kind}">' for kind in ("feedback", "pair")),
    "# Feedback: ",
)
"""By which a page of ours is known, so that nothing else is ever removed."""


@dataclass(frozen=True)
class Written:
    """What `write_report` has made."""

    report: Path
    feedback: Path
    """The folder of the students' pages."""
    students: int
    changed: int
    """Students whose pages were not there before, or were others."""
    removed: int
    """Pages of an earlier report that belong to nobody in this one."""


def write_report(
    title: str, grades: Sequence[Grade], folder: Path, alike: PairsToLookAt | None = None
) -> Written:
    """Write the report of a class and all feedback pages, each file whole or not at all.

    Unchanged files stay as they are. Pages of an earlier report that no name leads to are removed,
    so that nobody hands on an old one.

    Args:
        title: the week's.
        grades: one for each student, in the order of the report.
        folder: gets `index.html`, `feedback/` and, where there are pairs, `similar/`.
        alike: which submissions are, where that was asked.
    """
    pages = folder / _FEEDBACK
    names = portable_names([grade.student for grade in grades])
    changed = 0
    for grade, name in zip(grades, names, strict=True):
        page = feedback(title, grade)
        new_html = write_whole(pages / f"{name}.html", feedback_html(page))
        new_markdown = write_whole(pages / f"{name}.md", feedback_markdown(page))
        changed += new_html or new_markdown
    removed = _remove_others(pages, [f"{name}{suffix}" for name in names for suffix in _SUFFIXES])
    _write_pairs(title, folder / _SIMILAR, alike)
    links = [f"{_FEEDBACK}/{quote(name)}.html" for name in names]
    # Last, so that no link in it leads nowhere.
    write_whole(folder / "index.html", class_report(title, grades, links, alike))
    return Written(folder / "index.html", pages, len(grades), changed, removed)


def _write_pairs(title: str, pages: Path, alike: PairsToLookAt | None) -> None:
    found = [] if alike is None else [pair_page(title, k, alike) for k in range(len(alike.pairs))]
    written = {f"{number}.html": page for number, page in enumerate(found, start=1)}
    for name, page in written.items():
        write_whole(pages / name, page)
    _remove_others(pages, written)


def _remove_others(pages: Path, ours: Collection[str]) -> int:
    others = [path for path in pages.glob("*") if path.name not in ours and _is_page(path)]
    for path in others:
        path.unlink()
    return len(others)


def _is_page(path: Path) -> bool:
    if path.suffix not in _SUFFIXES or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(200).startswith(_BEGINNINGS)
