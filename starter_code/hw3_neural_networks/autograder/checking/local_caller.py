"""Calls the student's functions in this process, for the student's own machine.

Imports NumPy and this folder only.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import numpy as np

from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Answer, Helper
from autograder.checking.verdicts import (
    CheckStopped,
    SubmissionTrace,
    Verdict,
    mark_as_submissions,
)

_MOST_FRAMES = 10
_T = TypeVar("_T")


class FunctionMissing(CheckStopped):
    """A function is not there, or is a stub: the function that is graded, or one that it needs."""

    def __init__(self, function: str, message: str, *, word: str, cure: str) -> None:
        super().__init__(Verdict.MISSING, message)
        self.function = function
        self.word = word
        self.cure = cure


class BrokenImport(CheckStopped):
    """The student's file is not there, or can't be imported."""

    def __init__(self, verdict: Verdict, message: str, cure: str) -> None:
        super().__init__(verdict, message, concerns_all_checks=True)
        self.cure = cure


class LocalCaller:
    """Calls the student's functions in this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._module: ModuleType | None = None
        self.broken_import: BrokenImport | None = None

    def __call__(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        """Call a function; see `Caller`."""
        function = getattr(self._imported(), spec.name, None)
        if not callable(function):
            message = f"{self._path.name} defines no {spec.name}."
            raise FunctionMissing(spec.name, message, word="not defined", cure="define")
        given = [_copied(value) for value in arguments]
        named = {name: _copied(value) for name, value in keywords.items()}
        call = functools.partial(function, *given, **named)
        value = self._run(spec, call if helper is None else lambda: _through(helper, call))
        return Answer(value, [*given, *named.values()] if wants_arguments else [])

    def _run(self, spec: FunctionSpec, action: Callable[[], _T]) -> _T:
        try:
            return action()
        except NotImplementedError as error:
            # A stub names itself: the function that was called, or one that it calls.
            name = str(error) if str(error).isidentifier() else spec.name
            message, word = f"Not implemented yet: {name}", "not implemented yet"
            raise FunctionMissing(name, message, word=word, cure="implement") from None
        except Exception as error:
            raise mark_as_submissions(error, self._trace(error)) from None
        except SystemExit as error:
            message = f"Your code raised an exception:\n{self._trace(error)}"
            raise CheckStopped(Verdict.ERROR, message) from None

    def _imported(self) -> ModuleType:
        """The student's module, imported at the first call."""
        if self.broken_import is not None:
            raise self.broken_import.with_traceback(None)  # else it grows with every check
        if self._module is None:
            try:
                self._module = self._import()
            except BrokenImport as broken:
                self.broken_import = broken
                raise
        return self._module

    def _import(self) -> ModuleType:
        file = self._path.name
        if not self._path.is_file():
            message = f"There is no {file} in {self._path.parent}."
            raise BrokenImport(Verdict.MISSING, message, f"write your functions into {file}")
        specification = importlib.util.spec_from_file_location(self._path.stem, self._path)
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        sys.modules[self._path.stem] = module
        try:
            specification.loader.exec_module(module)
        except (Exception, SystemExit) as error:
            message = f"Your file could not be imported:\n{self._trace(error)}"
            cure = f"fix {file}: no check can run until `python {file}` runs without an error"
            raise BrokenImport(Verdict.ERROR, message, cure) from None
        return module

    def _trace(self, error: BaseException) -> SubmissionTrace:
        lines = [
            f"{Path(frame.filename).name}, line {frame.lineno}, in {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(error.__traceback__)
            if self._is_students(Path(frame.filename))
        ]
        message = str(error)
        if isinstance(error, SyntaxError):
            file, code = Path(error.filename or self._path).name, (error.text or "").strip()
            lines.append(f"{file}, line {error.lineno}: {code}")
            message = error.msg
        shown = [line for line, _ in itertools.groupby(lines)]  # a recursion, once
        return SubmissionTrace(type(error).__name__, message, tuple(shown[-_MOST_FRAMES:]))

    def _is_students(self, file: Path) -> bool:
        """Whether a file is of the student's own, and not of a library or of this package."""
        folder = self._path.parent
        if not file.is_relative_to(folder):
            return False
        parts = file.relative_to(folder).parts
        return parts[0] != "autograder" and "site-packages" not in parts


def _through(helper: Helper, call: Callable[[], object]) -> object:
    return helper.function(call, *map(_copied, helper.given))


def _copied(value: object) -> object:
    return value.copy() if isinstance(value, np.ndarray) else value
