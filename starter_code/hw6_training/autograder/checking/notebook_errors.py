"""An IPython extension for a week's notebook: what is not there yet is said in one line.

For a function that is a stub, one that is missing, or a package that is not installed, a page of
traceback says less than a sentence. Other errors are shown as ever, with the lines they come from.

Imports the standard library only. A notebook loads it with ``%load_ext``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Protocol

_Excepted = tuple[type[BaseException], ...]


class Shell(Protocol):
    """What is needed of IPython's interactive shell."""

    def set_custom_exc(self, exc_tuple: _Excepted, handler: Callable[..., None]) -> None:
        """Hand these exceptions to a handler."""

    def showtraceback(
        self, exc_tuple: tuple[type[BaseException], BaseException, TracebackType | None]
    ) -> None:
        """Show an exception; one with a method `_render_traceback_` by the lines it returns."""


def load_ipython_extension(shell: Shell) -> None:
    """Shorten errors from now on; IPython calls this."""
    expected = (NotImplementedError, AttributeError, NameError, ModuleNotFoundError)
    shell.set_custom_exc(expected, _show)


def one_line(error: BaseException) -> str | None:
    """What there is to know of an error; None where that is its traceback."""
    frame = _origin(error)
    file = Path(frame.f_code.co_filename)
    if isinstance(error, NotImplementedError) and file.parent == Path.cwd():
        # A stub names itself; the student's own helper may be without a name.
        name = str(error) if str(error).isidentifier() else frame.f_code.co_name
        return f"Not implemented yet: {name}. Write it in {file.name}, and run this cell again."
    if frame.f_globals.get("__name__") != "__main__":
        return None  # not of the notebook's own lines
    if isinstance(error, ModuleNotFoundError):
        return (
            f"There is no {error.name} here. Run `python -m pip install -r "
            "requirements-notebook.txt`, and open this notebook in its own folder."
        )
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        return f"Not defined yet: {error.name}. Define it in {error.obj.__name__}.py."
    if isinstance(error, NameError):
        return f"`{error.name}` is not there yet: run the cells above this one first."
    return None


def _show(
    shell: Shell,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    line = one_line(error)
    if line is not None:
        error._render_traceback_ = lambda: [line]  # type: ignore[attr-defined]
    shell.showtraceback((kind, error, trace))


def _origin(error: BaseException) -> FrameType:
    """Where an exception was raised."""
    trace = error.__traceback__
    assert trace is not None
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame
