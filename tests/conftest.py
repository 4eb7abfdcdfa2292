"""What the tests share: this course, its first week, small submissions, and a browser."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Any, TypeVar

import pytest

from autograder.checking.signatures import FunctionSpec, Kind
from autograder.course import Course
from autograder.records import Assignment
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
ONE_THREAD = ("OMP_NUM_THREADS", "1")
"""For what trains: threads that wait for each other on a busy machine take ten times as long."""
LONGEST_SANDBOX = 60.0
"""For so many seconds, at most, a sandbox of a test that runs at the same time is there."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


LONGEST = (
    "weeks/test_weeks",
    "grading/test_class",
    "weeks/test_notebooks",
    "test_tutorial",
    "releasing/test_release",
    "gradescope/test_run",
    "hostile/test_hostile",
    "weeks/test_bundles",
)
"""Files of tests that begin, so that no process has long to do when all others have ended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {ROOT / "tests" / f"{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_collection_finish() -> None:
    """What there is now stays: pytest, run within a test, need not look for garbage in all of it.

    The checks of a week are collected hundreds of times; each would take four times as long.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def assignment(course: Course) -> Assignment:
    return course.assignment("hw4_convolution")


@pytest.fixture(scope="session")
def warm_parent() -> Iterator[WarmParent]:
    parent = WarmParent(SandboxOptions())
    yield parent
    parent.close()


SessionMaker = Callable[..., SandboxSession]


@pytest.fixture
def open_session(warm_parent: WarmParent) -> Iterator[SessionMaker]:
    """Sessions for a submission's source (and further files), closed after the test."""
    opened: list[SandboxSession] = []

    def open_one(
        source: str | bytes, parent: WarmParent = warm_parent, **files: bytes
    ) -> SandboxSession:
        data = source.encode() if isinstance(source, str) else source
        submitted = SubmittedFiles("convolution", {"convolution.py": data, **files})
        limits = TimeLimits(call_cpu=1.0, call_wall=4.0)
        opened.append(SandboxSession(parent, submitted, limits))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture(scope="module")  # its event loop is in the way of others
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    installed = next(filter(None, map(shutil.which, BROWSERS)), None)
    with playwright.sync_playwright() as started:
        try:
            found = started.chromium.launch(executable_path=installed)
        except playwright.Error as error:
            pytest.skip(
                "There is no Chromium: run `playwright install chromium`, or install the system's "
                f"({str(error).splitlines()[0]})"
            )
        yield found
        found.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that tells of every complaint and every request; at the end there were none."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("dialog", lambda dialog: troubles.append(f"dialog {dialog.message}"))
    opened.on(
        "request",
        lambda request: request.is_navigation_request() or troubles.append(request.url),
    )
    yield opened
    opened.close()
    assert troubles == []


def spec(name: str, *returns: Kind, parameters: tuple[str, ...] = ("x", "y", "z")) -> FunctionSpec:
    """A function's signature for a test; it returns an array if nothing is said."""
    return FunctionSpec(name, parameters, returns or (Kind.ARRAY,))


def family(process: int) -> set[int]:
    """A process and all its descendants, as far as they live."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if after_name[0] != "Z":
                parents[int(folder.name)] = int(after_name[1])
    found = {process} & parents.keys()
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def wait_until_gone(processes: set[int], seconds: float = 5.0) -> set[int]:
    """Those of `processes` that still live when the time is over."""
    return what_stays(processes, lambda: {one for one in processes if family(one)}, seconds)


def what_stays(things: Set[T], there: Callable[[], Set[T]], seconds: float) -> set[T]:
    """Those of `things` that are there each time one looks, until the time is over.

    Tests run at the same time, and sandboxes of another one come and go.
    """
    deadline = time.monotonic() + seconds
    staying = things & there()
    while staying and time.monotonic() < deadline:
        time.sleep(0.02)
        staying &= there()
    return set(staying)
