"""What a check asks, and what a right submission answers, written down once for a class.

A check's verdict follows from its case and the answers alone. So a submission that answers every
request with the very bytes that the reference answered, with which the check passed, passes too:
the requests are sent together, the bytes compared, and neither the check nor its own use of the
reference is run again. Most checks only compare the arrays that they are answered: they pass on
sealed ones (`autograder.checking.sealed`). Of these, other numbers are as good, if they are close
to what the check compared them with. Anything else decides nothing: then the check is run.

What is sent together must tell nothing of an answer that is still to be given. A check may well
ask with what it was answered, or with what the reference answers. So what it asks is written down
twice, the second time with each answer a trifle larger, the student's and the reference's; a
request in which anything differs then, or in which an array of whole numbers stands that was
answered, waits until all before it are answered.

The reference answers in the grader's own process. Imports checking, sandbox and the records.
"""

from __future__ import annotations

import functools
import itertools
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import FunctionType, ModuleType
from typing import NamedTuple

import numpy as np

from autograder.checking.sealed import SealBrokenError, SealedArray, comparison_of
from autograder.records import Assignment
from autograder.sandbox.ahead import Part
from autograder.sandbox.canonical import in_brief, is_exception
from autograder.sandbox.channel import Batch, TimeLimit
from autograder.sandbox.close_answers import ExpectedAnswer
from autograder.sandbox.inside import Answering
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from autograder.sandbox.wire import REQUEST_LIMITS, decode_trusted, encode

_BATCH_BYTES = 48 << 10
"""Of requests; a socket's buffer holds some 200 kB."""
_BATCH_REQUESTS = 64
_MESSAGE_BYTES = 64 << 10
_MESSAGE_REQUESTS = 256
"""Of several batches in one message, which has the time of one call."""
_LEAST_TELLING = 3
"""Different numbers in an array; those with fewer are often the same by chance."""
_TRIFLE = 2.0**-40
"""By which part an altered answer is larger: no check sees it, but what follows from it differs."""

_AS_A_LIBRARY_SAYS_IT = (
    "operands could not be broadcast together with shapes (2,3) (4,) , index 7 is out of bounds "
    "for axis 0 with size 3, 'NoneType' object is not subscriptable, shapes not aligned\n"
)
OTHER_WORDS = ("!", 30 * _AS_A_LIBRARY_SAYS_IT)
"""Of an exception, few and many: a check that passes with both does not read them."""


class Exchange(NamedTuple):
    """A request and its answer, messages in which all arrays stand."""

    request: bytes
    answer: ExpectedAnswer


Alteration = Callable[[Mapping[str, object]], dict[str, object]]
"""What a check is answered in the place of the reference's answer."""


class Rehearsal:
    """One check with the reference as the submission."""

    def __init__(
        self, assignment: Assignment, reference: ModuleType, alter: Alteration = dict
    ) -> None:
        self._recorder = _Recorder(assignment, reference, alter)
        self.session = SandboxSession(
            WarmParent(SandboxOptions()),
            SubmittedFiles(assignment.module, {}),
            start=lambda parent, submitted: self._recorder,
        )
        self.session.layers()
        self._sealed: dict[int, tuple[SealedArray | None, ...]] = {}
        """By the number of the exchange."""

    @property
    def exchanges(self) -> list[Exchange]:
        """All since the check began."""
        return self._recorder.exchanges

    def note_sealed(self, arrays: tuple[SealedArray | None, ...]) -> None:
        """Note what the check has got for the arrays that were just answered."""
        self._sealed[len(self.exchanges) - 1] = arrays

    def compared(self) -> list[Exchange]:
        """The exchanges of a check that has passed on sealed arrays.

        Raises:
            SealBrokenError: it looked into one of them.
        """
        exchanges = self.exchanges[:]
        for number, arrays in self._sealed.items():
            request, answer = exchanges[number]
            value = _as_dictionary(decode_trusted(answer.message)).get("value")
            if len(arrays) != len([*_arrays_in(value)]):
                raise SealBrokenError("an array of which the check gets something else")
            compared = tuple(None if one is None else comparison_of(one) for one in arrays)
            exchanges[number] = Exchange(request, replace(answer, compared=compared))
        return exchanges


def with_other_numbers(answer: Mapping[str, object]) -> dict[str, object]:
    """The answer, its numbers a trifle larger."""
    return {name: _altered(part) if name == "value" else part for name, part in answer.items()}


def with_words(words: str, answer: Mapping[str, object]) -> dict[str, object]:
    """The answer; if it is an exception, in these words."""
    return {name: words if name == "message" else part for name, part in answer.items()}


def tells_of_exceptions(exchanges: Iterable[Sequence[Exchange]]) -> bool:
    """Whether there is one among the answers."""
    messages = (answer.message for of_case in exchanges for _, answer in of_case)
    return any(is_exception(_as_dictionary(decode_trusted(message))) for message in messages)


class Altered:
    """The reference, whose functions' answers are a trifle larger."""

    def __init__(self, reference: ModuleType) -> None:
        self._reference = reference

    def __getattr__(self, name: str) -> object:
        value = getattr(self._reference, name)
        if not isinstance(value, FunctionType):
            return value

        @functools.wraps(value)
        def function(*arguments: object, **keywords: object) -> object:
            return _altered(value(*arguments, **keywords))

        return function


def batches(
    exchanges: Sequence[Sequence[Exchange]], altered: Sequence[Sequence[Exchange]]
) -> tuple[Batch, ...]:
    """All that is asked, in parts that can be sent together.

    Args:
        exchanges: of each case.
        altered: the same with altered answers; a case that could not be asked to its end is
            shorter.
    """
    parts: list[list[Exchange]] = [[]]
    size = 0
    for of_case, once_more in zip(exchanges, altered, strict=True):
        answered: list[bytes] = []
        for number, exchange in enumerate(of_case):
            if number > 0:
                answered += _whole_numbers(of_case[number - 1].answer.message)
            is_told = number > 0 and (
                number >= len(once_more)
                or once_more[number].request != exchange.request
                or any(data in exchange.request for data in answered)
            )
            length = max(len(exchange.request), len(exchange.answer.message))
            size += length
            is_full = len(parts[-1]) == _BATCH_REQUESTS or size > _BATCH_BYTES
            if parts[-1] and (is_told or is_full):
                parts.append([])
                size = length
            parts[-1].append(exchange)
    return tuple(Batch.of(part) for part in parts if part)


def messages(rehearsals: Iterable[Sequence[Batch]]) -> tuple[tuple[Part, ...], ...]:
    """What several checks ask, in messages of what can be sent together.

    Of two checks, one may ask with an array that stands in its file, and that is the answer which
    the other one waits for; then it waits, too.
    """
    sent: list[list[Part]] = [[]]
    telling: dict[bytes, list[Batch]] = {}
    size = requests = 0
    for rehearsal in rehearsals:
        for number, batch in enumerate(rehearsal):
            told = (telling.get(array, ()) for array in _telling_arrays(batch.question))
            after = tuple(dict.fromkeys((*rehearsal[:number], *itertools.chain(*told))))
            size += max(len(batch.question), len(batch.answer))
            requests += len(batch.requests)
            is_full = size > _MESSAGE_BYTES or requests > _MESSAGE_REQUESTS
            if sent[-1] and (is_full or any(part.batch in after for part in sent[-1])):
                sent.append([])
                size, requests = max(len(batch.question), len(batch.answer)), len(batch.requests)
            sent[-1].append(Part(batch, after))
            for array in _telling_arrays(batch.answer):
                telling.setdefault(array, []).append(batch)
    return tuple(map(tuple, filter(None, sent)))


def _whole_numbers(answer: bytes) -> Iterator[bytes]:
    """The data of an answer's arrays of whole numbers that are not all the same."""
    for array in _arrays_in(_as_dictionary(decode_trusted(answer)).get("value")):
        if array.size and array.dtype.kind in "biu" and (array != array.flat[0]).any():
            yield array.tobytes()


@functools.lru_cache(maxsize=1024)  # a class's submissions are asked the same few fresh cases
def _telling_arrays(bundle: bytes) -> frozenset[bytes]:
    """The data of arrays, in requests or answers, that are hardly the same by chance."""
    messages = decode_trusted(bundle, REQUEST_LIMITS)
    assert isinstance(messages, list)
    found: set[bytes] = set()
    for message in map(_as_dictionary, messages):
        parts = [message.get("value"), message.get("arguments"), message.get("keywords")]
        for array in _arrays_in(parts if "do" in message else parts[:1]):
            if np.unique(array).size >= _LEAST_TELLING:
                found.add(array.tobytes())
    return frozenset(found)


def _arrays_in(value: object) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _arrays_in(part)


def _altered(value: object) -> object:
    """A value whose numbers are larger by far less than any check tolerates; whole ones stay."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        finfo = np.finfo(value.dtype)
        return value * value.dtype.type(1 + max(_TRIFLE, 8 * finfo.eps))
    if isinstance(value, float):
        return value * (1 + _TRIFLE)
    if isinstance(value, tuple | list):
        return type(value)(map(_altered, value))
    return value


class _Unsuitable(BaseException):
    """Ends the check; no `Exception`, so that no check catches it."""


def _as_dictionary(message: object) -> dict[str, object]:
    assert isinstance(message, dict)
    return message


class _Recorder:
    """Stands in for a sandbox: the reference answers in this process, and all is written down."""

    def __init__(self, assignment: Assignment, reference: ModuleType, alter: Alteration) -> None:
        self._alter = alter
        folder = assignment.reference.parent
        self._answering = Answering(folder, assignment.module, module=reference)
        self.layers: dict[str, str] = {}
        self.has_imported = True
        self.exchanges: list[Exchange] = []

    def time_limit(self, cpu_seconds: float, wall_seconds: float) -> TimeLimit:
        return TimeLimit(os.getpid(), math.inf, math.inf)

    def ask(self, request: Mapping[str, object], limit: TimeLimit) -> dict[str, object]:
        asked = b"".join(encode(request, REQUEST_LIMITS))
        received = _as_dictionary(decode_trusted(asked, REQUEST_LIMITS))
        answered = b"".join(self._answering.answer(received))
        # Networks compute for long, and large arrays go another way, through shared memory.
        if "through" in request or max(len(asked), len(answered)) > _BATCH_BYTES:
            raise _Unsuitable
        answer = _as_dictionary(decode_trusted(answered))
        message = b"".join(encode(in_brief(answer)))
        self.exchanges.append(Exchange(asked, ExpectedAnswer(message)))
        return self._alter(answer)

    def ask_together(self, batches: Sequence[Batch], limit: TimeLimit) -> list[bytes]:
        """Not while something is rehearsed."""
        raise NotImplementedError

    def end(self) -> str:
        return ""

    def leave(self) -> None:
        """There is nothing to leave."""
