"""What a sandbox answered, once its parts are known to be of their types.

The answer comes from a hostile process: any part of it may be anything that crosses the wall.
Imports this folder and the records of `autograder.checking`.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.checking.signatures import Kind
from autograder.checking.student import ForeignValue
from autograder.checking.verdicts import SubmissionTrace
from autograder.sandbox.channel import GarbledError
from autograder.sandbox.wire import Foreign, Handle

_LONGEST_TEXT = 2000
_MOST_LINES = 10
_END_ITERATIONS = frozenset({"StopIteration", "StopAsyncIteration"})


@dataclass(frozen=True)
class Reply:
    """An answer whose parts are of the types that they must be."""

    trace: SubmissionTrace | None
    is_a: tuple[str, ...]
    refused: str | None
    is_out_of_memory: bool
    is_missing: bool

    @staticmethod
    def read(answer: Mapping[str, object]) -> Reply:
        """Read an answer that anyone may have made.

        Raises:
            GarbledError: a part is not of its type.
        """
        trace = None
        if "error" in answer:
            lines = _texts(answer.get("lines"))[:_MOST_LINES]
            trace = SubmissionTrace(_text(answer["error"]), _text(answer.get("message")), lines)
        return Reply(
            trace=trace,
            is_a=_texts(answer.get("is_a", [])),
            refused=_text(answer["refused"]) if "refused" in answer else None,
            is_out_of_memory="memory" in answer,
            is_missing="missing" in answer,
        )


def keeps_to(kinds: tuple[Kind, ...], value: object) -> bool:
    """Whether what only the submission understands has stayed inside."""
    parts = value if isinstance(value, tuple | list) and len(kinds) > 1 else (value,)
    return len(parts) != len(kinds) or all(
        isinstance(part, Handle) == (kind is Kind.OPAQUE)
        for part, kind in zip(parts, kinds, strict=True)
    )


def in_the_words_of_checks(value: object) -> object:
    """A returned value, or a tuple of them, in the words of `autograder.checking`."""
    if isinstance(value, Foreign):
        return ForeignValue(value.type_name)
    return (
        tuple(in_the_words_of_checks(part) for part in value) if isinstance(value, tuple) else value
    )


def as_built_in_exception(names: Sequence[str], message: str) -> Exception | None:
    """The built-in exception of the first of `names` that is one, as checks catch it.

    Those that end an iteration are left out: raised inside a generator of a check, they would
    become an error of the check's own.
    """
    for name in names:
        kind = getattr(builtins, name, None)
        if name not in _END_ITERATIONS and isinstance(kind, type) and issubclass(kind, Exception):
            try:
                return kind(message)
            except TypeError:
                return RuntimeError(message)
    return None


def _text(value: object) -> str:
    if type(value) is not str:
        raise GarbledError("a text that is none")
    return value[:_LONGEST_TEXT]


def _texts(value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise GarbledError("a list that is none")
    return tuple(_text(part) for part in value)
