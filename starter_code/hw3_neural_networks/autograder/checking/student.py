"""The `student` fixture: a submission that looks like a module, and remembers what it was asked.

What is behind it, a module in this process or a sandbox, is a `Caller`. Imports NumPy and this
folder only.
"""

from __future__ import annotations

import contextlib
import itertools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Protocol

import numpy as np

from autograder.checking.rendering import render_value
from autograder.checking.signatures import FunctionSpec, Kind
from autograder.checking.verdicts import WrongReturnError, mark_as_submissions, submission_trace

_MOST_CALLS_SHOWN = 4
_MOST_CALLS_IN_A_ROW = 3
_WORDS = {
    Kind.ARRAY: "a NumPy array",
    Kind.INTEGER: "a whole number",
    Kind.REAL: "a number",
    Kind.OPAQUE: "a cache of your own making",
    Kind.TEXT: "a text",
}


@dataclass(frozen=True)
class ForeignValue:
    """A value of which only its type's name is known, since it could not be passed on."""

    type_name: str


@dataclass(frozen=True)
class Answer:
    """What a call gave: the raw returned value, and its arguments as they are after it."""

    value: object
    arguments_after: Sequence[object] = ()
    """In the order of the call's arguments; its keyword arguments follow in theirs. Only where they
    were asked for."""


@dataclass(frozen=True)
class Helper:
    """A check's own function that does the calling, next to the submission.

    For what can't cross the wall: a model is built, given weights and asked for its output in one
    go. It gets a function without arguments that makes the call, and what else it was `given`.
    """

    function: FunctionType
    given: tuple[object, ...] = ()


class Caller(Protocol):
    """Calls a submission's function by name.

    Raises the submission's own exceptions, marked with their `SubmissionTrace`, and
    `CheckStopped` where the answer is a verdict of its own.
    """

    def __call__(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        """Call `spec`, through a helper if there is one; arrays among the arguments stay.

        Args:
            spec: what to call.
            arguments: by position.
            keywords: by name.
            helper: does the calling.
            wants_arguments: whether the arguments shall come back as they are after the call.
        """


Call = tuple[FunctionSpec, dict[str, object]]
"""A function and its arguments by name."""


@dataclass
class Journal:
    """The calls of the example that is being tried, for the message when it fails."""

    calls: list[Call] = field(default_factory=list)

    def start_example(self) -> None:
        """Forget the calls of the last example."""
        self.calls.clear()

    def render(self) -> str:
        """The last calls with their arguments, ready to be read and typed in."""
        shown: list[str] = []
        for _, group in itertools.groupby(self.calls, key=lambda call: call[0].name):
            calls = list(dict.fromkeys(_render_call(spec, named) for spec, named in group))
            if len(calls) > _MOST_CALLS_IN_A_ROW:  # as where a gradient is found by differences
                calls = [f"(after {len(calls) - 1} similar calls)\n{calls[-1]}"]
            shown += calls
        return "\n".join(shown[-_MOST_CALLS_SHOWN:])


class StudentFunction:
    """One function of a submission."""

    def __init__(
        self, spec: FunctionSpec, caller: Caller, journal: Journal, helper: Helper | None = None
    ) -> None:
        self._spec = spec
        self._caller = caller
        self._journal = journal
        self._helper = helper

    def through(self, helper: FunctionType, kind: Kind | None, *given: object) -> StudentFunction:
        """The same function, called by a helper that returns a value of this kind.

        Without a kind, the helper returns what the function does.
        """
        spec = self._spec if kind is None else replace(self._spec, returns=(kind,))
        return StudentFunction(spec, self._caller, self._journal, Helper(helper, given))

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it; the caller's arrays are never modified.

        Raises:
            WrongReturnError: it returned something that its signature does not say.
        """
        named = self._named(arguments, keywords)
        return _as_promised(self._spec, self._answer(named, arguments, keywords).value)

    def with_arguments_after(
        self, *arguments: object, **keywords: object
    ) -> tuple[object, dict[str, tuple[object, object]]]:
        """Call it, and return its answer with each argument before and after the call, by name.

        Without functions, and without those that bring back what the submission made: they are its
        own business.
        """
        named = self._named(arguments, keywords)
        answer = self._answer(named, arguments, keywords, wants_arguments=True)
        pairs = zip(named.values(), answer.arguments_after, strict=True)
        both = dict(zip(named, pairs, strict=True))
        for name in [n for n in both if n in self._spec.takes_back or callable(named[n])]:
            del both[name]
        return _as_promised(self._spec, answer.value), both

    def _named(
        self, arguments: Sequence[object], keywords: Mapping[str, object]
    ) -> dict[str, object]:
        names = (*self._spec.parameters[: len(arguments)], *keywords)
        if len(set(names)) != len(arguments) + len(keywords):
            raise TypeError(f"a check calls {self._spec.name} with too many arguments")
        return dict(zip(names, (*arguments, *keywords.values()), strict=True))

    def _answer(
        self,
        named: dict[str, object],
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        self._journal.calls.append((self._spec, named | self._shown_of_helper()))
        try:
            return self._caller(
                self._spec, arguments, keywords, self._helper, wants_arguments=wants_arguments
            )
        except TypeError as error:
            trace = submission_trace(error)
            if trace is None or trace.lines:
                raise
            # No line of the submission was reached: its parameters are not as they should be.
            hint = f"{trace.message}\nThe function should be {self._spec.signature}."
            raise mark_as_submissions(error, replace(trace, message=hint)) from None

    def _shown_of_helper(self) -> dict[str, object]:
        """The arrays that a helper was given, such as a network's input, by its names for them."""
        if self._helper is None:
            return {}
        names = self._helper.function.__code__.co_varnames[1:]
        given = zip(names, self._helper.given, strict=False)
        return {name: value for name, value in given if isinstance(value, np.ndarray)}


class StudentModule:
    """A submission's functions as attributes, as if it were an imported module."""

    def __init__(self, specs: Sequence[FunctionSpec], caller: Caller, journal: Journal) -> None:
        self._functions = {spec.name: StudentFunction(spec, caller, journal) for spec in specs}

    def __getattr__(self, name: str) -> StudentFunction:
        try:
            return self._functions[name]
        except KeyError:
            raise AttributeError(f"this homework has no function {name!r}") from None


def _as_promised(spec: FunctionSpec, value: object) -> object:
    """`value` as the signature promises it, or WrongReturnError."""
    if len(spec.returns) == 1:
        return _of_kind(spec, spec.returns[0], value, "")
    if not isinstance(value, tuple | list) or len(value) != len(spec.returns):
        wanted = ", ".join(_WORDS[kind] for kind in spec.returns)
        what = f"{len(value)} of them" if isinstance(value, tuple | list) else _typename(value)
        raise WrongReturnError(
            f"{spec.name} should return {len(spec.returns)} values ({wanted}); it returned {what}."
        )
    return tuple(
        _of_kind(spec, kind, part, f" as value {number} of {len(value)}")
        for number, (kind, part) in enumerate(zip(spec.returns, value, strict=True), start=1)
    )


def _of_kind(spec: FunctionSpec, kind: Kind, value: object, which: str) -> object:
    if kind is Kind.OPAQUE:
        return value
    if kind is Kind.ARRAY:
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc":
            # A copy: a later call may write into what an earlier one returned.
            return np.array(value)
    elif kind is Kind.TEXT:
        if type(value) is str:
            return value
    else:
        number = _number(value)
        # 5.0 is a right answer to "how many": int or float is not what is being taught.
        if number is not None and (kind is Kind.REAL or number == number // 1):
            with contextlib.suppress(OverflowError):  # of an integer beyond every float
                return float(number) if kind is Kind.REAL else int(number)
    shown = "" if value is None or isinstance(value, ForeignValue) else f" {render_value(value)}"
    raise WrongReturnError(
        f"{spec.name} should return {_WORDS[kind]}{which}; it returned {_typename(value)}{shown}."
    )


def _number(value: object) -> float | int | None:
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return operator.index(value)
    return float(value) if isinstance(value, float | np.floating) else None


def _typename(value: object) -> str:
    if value is None:
        return "nothing (None)"
    if isinstance(value, ForeignValue):
        return _with_article(value.type_name)
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return _with_article(type(value).__name__)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _render_call(spec: FunctionSpec, arguments: Mapping[str, object]) -> str:
    short = {name: _short(value) for name, value in arguments.items()}
    shown = [name if text is None else f"{name}={text}" for name, text in short.items()]
    lines = [f"{spec.name}({', '.join(shown)})"]
    lines += [
        f"    {name} = {_argument(spec, name, value)}"
        for name, value in arguments.items()
        if short[name] is None
    ]
    return "\n".join(lines)


def _short(value: object) -> str | None:
    """The value inside the call's parentheses, or None if it needs a line of its own."""
    is_short = isinstance(value, int | float | str | FunctionType)
    return render_value(value) if is_short else None


def _argument(spec: FunctionSpec, name: str, value: object) -> str:
    if name in spec.takes_back:
        return "what your own function returned"
    return render_value(value)
