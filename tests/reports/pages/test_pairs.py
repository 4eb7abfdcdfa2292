"""Pages of two submissions side by side."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest

from autograder.reports.pages.pairs import PairsToLookAt, PairText, pair_page
from autograder.reports.pages.write import write_report
from autograder.similarity.findings import (
    Comparison,
    NotCompared,
    Pair,
    Passage,
    Side,
    Usual,
)
from tests.reports.made_up_class import TITLE, made_up_class
from tests.reports.pages.hostile import HOSTILE
from tests.reports.pages.html_reading import Page

TEXT = "".join(f"line {number}\n" for number in range(1, 31))


def alike(
    *passages: Passage,
    left: str = TEXT,
    right: str = TEXT,
    names: tuple[str, str] = ("Ada Sample", "Cleo Muster"),
    pairs: int = 1,
    changed: int = 0,
) -> PairsToLookAt:
    sides = (Side(name, "version", name, 20, 30) for name in names)
    pair = Pair(*sides, share=0.8345, passages=passages or (Passage((2, 9), (12, 19)),))
    usual = Usual(0.01, 0.04, 0.11, (400, 20, 3, 0, 0, 0, 0, 0, 1, 0))
    not_compared = (NotCompared("Dora", "it has more than 200 kB"),)
    return PairsToLookAt(
        Comparison("hw4_convolution", 40, usual, 0.3, 1, (pair,) * pairs, not_compared),
        dt.datetime(2026, 12, 12, 10, 30, tzinfo=dt.UTC),
        (PairText(pair, left, right),) * pairs,
        changed,
    )


def blocks(page: str, side: str) -> list[tuple[str, list[int]]]:
    """The text of every block of a side, and the passages that begin in it."""
    (part,) = re.findall(rf'aria-labelledby="{side}">(.*?)</section>', page, re.DOTALL)
    found = re.findall(r'<div class="block[^"]*">(.*?)</div>', part, re.DOTALL)
    return [
        (
            html.unescape(re.findall(r"<pre><code>(.*?)</code>", one, re.DOTALL)[0]),
            [int(number) for number in re.findall(rf'id="{side}-(\d+)"', one)],
        )
        for one in found
    ]


def test_each_side_has_all_its_lines_in_blocks() -> None:
    page = pair_page(TITLE, 0, alike())
    assert [begins for _, begins in blocks(page, "left")] == [[], [1], []]
    assert "".join(text for text, _ in blocks(page, "left")) == TEXT
    assert blocks(page, "right")[1] == ("".join(TEXT.splitlines(True)[11:19]), [1])


def test_passages_that_overlap_each_begin_somewhere() -> None:
    page = pair_page(TITLE, 0, alike(Passage((2, 9), (4, 9)), Passage((9, 12), (4, 7))))
    assert [begins for _, begins in blocks(page, "left")] == [[], [1], [2], [], []]
    assert [begins for _, begins in blocks(page, "right")] == [[], [1, 2], [], []]


def test_every_link_leads_to_the_same_passage_of_the_other_side() -> None:
    page = Page(pair_page(TITLE, 0, alike(Passage((2, 9), (12, 19)), Passage((12, 14), (2, 4)))))
    targets = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert set(targets) == {"left-1", "left-2", "right-1", "right-2"}
    assert set(targets) <= set(page.values("id"))


def test_a_page_says_what_is_usual_and_judges_nobody() -> None:
    text = Page(pair_page(TITLE, 0, alike())).text
    assert "83%" in text
    assert "Usual in this class 4%" in text
    assert "says nothing of how it came about" in text
    assert not re.search("plagiar|cheat|copied|copy|suspect|guilt", text, re.IGNORECASE)


def test_pages_lead_to_their_neighbours() -> None:
    found = alike(pairs=3)
    hrefs = [Page(pair_page(TITLE, number, found)).values("href") for number in range(3)]
    assert [[href for href in one if href.endswith(".html")] for one in hrefs] == [
        ["2.html"],
        ["1.html", "3.html"],
        ["2.html"],
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str) -> None:
    found = alike(Passage((1, 1), (1, 1)), left=text, right=text, names=(text, text))
    page = Page(pair_page(text, 0, found))
    assert page.tags["script"] == page.tags["img"] == page.tags["svg"] == 0
    assert not {"\x1b", "\0", "\u202e"} & set(page.text)
    assert all(href.startswith("#") or href.startswith("../") for href in page.values("href"))


def test_old_pages_are_removed_and_nothing_else(tmp_path: Path) -> None:
    grades = made_up_class(3)
    write_report(TITLE, grades, tmp_path, alike(pairs=2))
    (tmp_path / "similar" / "notes.html").write_text("mine")
    write_report(TITLE, grades, tmp_path, alike(pairs=1))
    names = sorted(path.name for path in (tmp_path / "similar").iterdir())
    assert names == ["1.html", "notes.html"]
    write_report(TITLE, grades, tmp_path)
    assert [path.name for path in (tmp_path / "similar").iterdir()] == ["notes.html"]


def test_the_report_has_the_pairs_with_what_is_usual(tmp_path: Path) -> None:
    written = write_report(TITLE, made_up_class(3), tmp_path, alike(changed=2))
    page = Page(written.report.read_text(encoding="utf-8"))
    assert "Ada Sample and Cleo Muster 83% 20 of 30, 20 of 30 1" in page.text
    assert "half have up to 4% in common, and a quarter 11% or more" in page.text
    assert "says nothing of how it came about" in page.text
    assert "Dora : it has more than 200 kB" in page.text
    assert "40 submissions, compared on 2026-12-12 10:30. 2 came or changed since" in page.text
    assert "similar/1.html" in page.values("href")
