"""What a notebook says of an error, in one line or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest

from autograder.checking.notebook_errors import load_ipython_extension, one_line

MODULE = """
def stub(x):
    raise NotImplementedError("stub")

def unnamed(x):
    raise NotImplementedError

def wrong(x):
    return x.nothing + missing

def imports(x):
    import surely_not_installed
"""


@pytest.fixture
def error_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Exception]:
    """The error that a line of a notebook raises, beside a student's module `homework`."""
    (tmp_path / "homework.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "homework", raising=False)

    def run(line: str) -> Exception:
        with pytest.raises(Exception) as caught:  # noqa: PT011
            exec(compile(line, "<cell>", "exec"), {"__name__": "__main__"})
        return caught.value

    return run


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import homework; homework.stub(1)", "Not implemented yet: stub. Write it in homework.py"),
        ("import homework; homework.unnamed(1)", "Not implemented yet: unnamed."),
        ("import homework; homework.other(1)", "Not defined yet: other. Define it in homework.py."),
        ("print(counts)", "`counts` is not there yet: run the cells above"),
        ("import surely_not_installed", "There is no surely_not_installed here."),
    ],
)
def test_what_is_not_there_yet_is_said_in_one_line(
    error_of: Callable[[str], Exception], line: str, said: str
) -> None:
    words = one_line(error_of(line))
    assert words is not None
    assert words.startswith(said)
    assert "\n" not in words


@pytest.mark.parametrize(
    "line",
    [
        "import homework; homework.wrong(1)",
        "import homework; homework.wrong(__import__('types').SimpleNamespace(nothing=1))",
        "import homework; homework.imports(1)",
        "'text'.nothing",
        "raise NotImplementedError('of the notebook')",
    ],
)
def test_other_errors_keep_their_traceback(error_of: Callable[[str], Exception], line: str) -> None:
    assert one_line(error_of(line)) is None


class FakeShell:
    """Remembers the handler, and what it is asked to show."""

    def set_custom_exc(
        self, exc_tuple: tuple[type[BaseException], ...], handler: Callable[..., None]
    ) -> None:
        self.exceptions, self.handler = exc_tuple, handler

    def showtraceback(
        self, exc_tuple: tuple[type[BaseException], BaseException, TracebackType | None]
    ) -> None:
        self.shown = exc_tuple[1]


@pytest.mark.parametrize(
    ("line", "rendered"),
    [
        ("print(counts)", ["`counts` is not there yet: run the cells above this one first."]),
        ("'text'.nothing", None),
    ],
)
def test_the_shell_shows_the_line_in_place_of_the_traceback(
    error_of: Callable[[str], Exception], line: str, rendered: list[str] | None
) -> None:
    shell, error = FakeShell(), error_of(line)
    load_ipython_extension(shell)
    assert isinstance(error, shell.exceptions)
    shell.handler(shell, type(error), error, error.__traceback__)
    assert shell.shown is error
    render = getattr(error, "_render_traceback_", None)
    assert (render() if render else None) == rendered
