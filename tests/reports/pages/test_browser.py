"""The pages in a real browser: nothing is loaded, all can be reached, read, sorted and filtered.

Needs Playwright (from `.[dev]`), a Chromium (its own or the system's), and axe-core (from npm);
`browser` and `page` are in `tests/conftest.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.reports.pages.write import write_report
from autograder.similarity.findings import Passage
from tests.reports.made_up_class import TITLE, made_up_class
from tests.reports.pages.hostile import hostile_class
from tests.reports.pages.test_pairs import TEXT, alike

pytestmark = pytest.mark.slow

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MOST_SECONDS = 8
"""Far more than it takes (docs/report.md), so that a busy machine is no failure."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    passages = (Passage((2, 9), (12, 19)), Passage((12, 14), (2, 4)))
    found = alike(*passages, left=TEXT * 9 + f"x = {'1 + ' * 100}1\n", pairs=3)
    folder = tmp_path_factory.mktemp("class")
    return write_report(TITLE, made_up_class(40), folder, found).report


@pytest.fixture(scope="module")
def feedback(report: Path) -> Path:
    """The page of a student who gets a hint."""
    pages = sorted((report.parent / "feedback").glob("*.html"))
    return next(page for page in pages if "<b>Hint</b>" in page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pair(report: Path) -> Path:
    return report.parent / "similar" / "2.html"


def open_all(page: Any, path: Path) -> None:
    page.goto(path.as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def column(page: Any, table: str, place: int) -> list[str]:
    return page.eval_on_selector_all(
        f"#{table} tbody tr:not([hidden])",
        "(rows, place) => rows.map((row) => row.cells[place].innerText.trim())",
        place,
    )


@pytest.mark.parametrize("which", ["report", "feedback", "pair"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    browser: Any, request: pytest.FixtureRequest, which: str, scheme: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --prefix tests/reports/pages")
    opened = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    open_all(opened, request.getfixturevalue(which))
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.evaluate("axe.run()")
    opened.close()
    assert len(found["passes"]) > 20
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


@pytest.mark.parametrize("which", ["report", "feedback", "pair"])
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_a_page_never_scrolls_sideways(
    page: Any, request: pytest.FixtureRequest, which: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_all(page, request.getfixturevalue(which))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_neither_does_one_of_hostile_text_and_nothing_of_it_happens(
    page: Any, tmp_path: Path
) -> None:
    written = write_report("<b>week</b>", hostile_class(), tmp_path)
    page.set_viewport_size({"width": 390, "height": 800})
    for path in (written.report, *sorted(written.feedback.glob("*.html"))):
        open_all(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.evaluate("window.pwned") is None
        assert page.locator("img, b b, a[href^=http], a[href^=javascript]").count() == 0
        assert page.locator("script").count() == (path == written.report)


def test_a_table_is_sorted_by_keyboard_and_says_how(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    heading = page.locator("#student-table th", has_text="Points")
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    points = column(page, "student-table", 1)
    numbers = [float(text) for text in points if text != "–"]
    assert numbers == sorted(numbers)
    assert points.index("–") == len(numbers)
    page.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") == "descending"
    turned = column(page, "student-table", 1)
    assert turned[: len(numbers)] == points[: len(numbers)][::-1] or (
        [float(text) for text in turned if text != "–"] == numbers[::-1]
    )
    assert turned[-1] == "–"
    assert page.locator("#student-table [aria-sort]").count() == 1


def test_names_are_sorted_as_people_do(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    heading = page.locator("#student-table th", has_text="Student")
    heading.get_by_role("button").click()
    names = column(page, "student-table", 0)
    assert names != sorted(names)  # "van der Ada" is not behind "Zoë"
    assert names.index("van der Ada Esempio") < names.index("Vik Beispiel")


def test_checks_are_sorted_in_the_handouts_order(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    page.locator("#check-table th", has_text="No.").get_by_role("button").click()
    numbers = column(page, "check-table", 0)
    assert numbers == sorted(numbers, key=lambda text: [int(part) for part in text.split(".")])


def test_the_students_are_filtered_by_words_and_by_state(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    form = page.locator("form[data-filters=student-table]")
    assert form.get_by_role("status").inner_text() == "40 of 40 students"
    form.get_by_label("State").select_option(label="not handed in")
    assert set(column(page, "student-table", 2)) == {"not handed in"}
    form.get_by_label("State").select_option(label="all")
    form.get_by_label("Find").fill("ZOE fail")
    rows = column(page, "student-table", 0)
    assert rows
    assert all("Zoë" in name for name in rows)
    assert form.get_by_role("status").inner_text() == f"{len(rows)} of 40 students"


def test_a_link_leads_to_the_students_page(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    link = page.locator("#student-table tbody a").first
    name = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text() == name


def test_a_pairs_lines_stand_beside_their_numbers_and_passages_lead_across(
    page: Any, report: Path
) -> None:
    page.goto((report.parent / "similar" / "1.html").as_uri())
    places = page.eval_on_selector_all(
        "#left ~ .code .block:first-child pre",
        "(pres) => pres.map((pre) => [pre.getBoundingClientRect().top, pre.innerText])",
    )
    assert places[0][0] == places[1][0]
    assert places[0][1].split() == ["1"]
    assert places[1][1].strip() == "line 1"
    page.locator("#left-2").click()
    assert page.url.endswith("#right-2")
    assert page.locator("#right-2").is_visible()


def test_focus_can_be_seen(page: Any, report: Path) -> None:
    page.goto(report.as_uri())
    for _ in range(30):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px", page.evaluate("document.activeElement.outerHTML")


def test_without_javascript_everything_is_there_and_nothing_is_dead(
    browser: Any, report: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(report.as_uri())
    assert opened.locator("#student-table tbody tr").count() == 40
    assert opened.locator("button").count() == 0
    assert not opened.locator("form").first.is_visible()
    context.close()


def test_dark_is_dark(browser: Any, report: Path) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme)
        opened.goto(report.as_uri())
        colour = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness[scheme] = sum(int(part) for part in colour[4:-1].split(","))
        opened.close()
    assert brightness["dark"] < 150 < 600 < brightness["light"]


def test_a_page_of_a_thousand_students_is_quick(page: Any, tmp_path: Path) -> None:
    path = write_report(TITLE, made_up_class(1000), tmp_path).report
    page.goto(path.as_uri())
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    sorting, filtering = page.evaluate(
        """() => {
          const times = [];
          const timed = (action) => {
            const start = performance.now();
            action();
            document.body.offsetHeight;
            times.push(performance.now() - start);
          };
          timed(() => document.querySelectorAll("#student-table th button")[1].click());
          const search = document.querySelector("form[data-filters=student-table] input");
          search.value = "ada";
          timed(() => search.dispatchEvent(new Event("input", { bubbles: true })));
          return times;
        }"""
    )
    print(
        f"\n1,000 students: {path.stat().st_size / 1000:.0f} kB, ready after {ready:.0f} ms, "
        f"sorted in {sorting:.0f} ms, filtered in {filtering:.0f} ms"
    )
    assert max(ready, sorting, filtering) < MOST_SECONDS * 1000
