"""Takes the README's pictures of the report: python -m tests.reports.pages.take_pictures."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from autograder.reports.pages.write import write_report
from tests.reports.made_up_class import TITLE, made_up_class

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        written = write_report(TITLE, made_up_class(120), Path(folder))
        pages = sorted(written.feedback.glob("*.html"))
        hinted = next(page for page in pages if "<b>Hint</b>" in page.read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(written.report.as_uri())
        page.screenshot(path=PICTURES / "class_report.png")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 820, "height": 760})
        page.goto(hinted.as_uri())
        page.evaluate("document.querySelector('.hint').closest('section').scrollIntoView()")
        page.screenshot(path=PICTURES / "feedback.png")
        browser.close()


if __name__ == "__main__":
    main()
