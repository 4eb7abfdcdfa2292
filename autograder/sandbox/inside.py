"""What runs on the submission's side of the wall: import its file, answer calls.

From the moment the file is imported nothing in this process can be trusted, this module included;
it is written for the honest submission's sake. Imports `canonical`, `functions`, `seeding`,
`shared_memory`, `streams` and `wire` only.

First the files come (``module``, ``files``). Then the grader's requests are dicts: ``import``,
``check`` (a new one begins), ``define`` (the code of a check's own function, for an argument) and
``call`` (function, arguments, keywords, returns, whether the arguments shall come back; perhaps
through a check's function, and what else that is given). The answers: ``value``, ``error``,
``missing``, ``refused`` or ``memory``.

Many requests cross at once as a list of batches, each of them a message whose value is a list of
requests. It is answered by the list of the batches' answers, each again a message with a list: that
of the first answers, or of the first batches, where all would be too long. An ``error`` has no
words there.
"""

from __future__ import annotations

import errno
import functools
import gc
import importlib.util
import itertools
import linecache
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TypeVar

from autograder.sandbox.canonical import canonical, in_brief
from autograder.sandbox.functions import function_of
from autograder.sandbox.seeding import seed_generators
from autograder.sandbox.shared_memory import SharedMemory
from autograder.sandbox.streams import read_message, write_message
from autograder.sandbox.wire import (
    LIMITS,
    REQUEST_LIMITS,
    Buffer,
    Bundle,
    Handle,
    WireLimitError,
    decode_trusted,
    encode,
)

T = TypeVar("T")
_REFUSALS = frozenset(
    {errno.EPERM, errno.EACCES, errno.EROFS, errno.EFBIG, errno.ENOSPC, errno.EMFILE, errno.ENOSYS}
)
_MOST_FRAMES = 10
_LONGEST_LINE = 300
_MOST_BYTES_OF_BATCHES = 512 << 10
"""Of the answers to several batches: well within what may cross as bytes."""


@dataclass(frozen=True)
class Descriptors:
    """All that is open in a submission's process, but for the three standard ones."""

    calls: int
    shared: SharedMemory | None

    def numbers(self) -> list[int]:
        """Of all of them."""
        if self.shared is None:
            return [self.calls]
        return [self.calls, self.shared.incoming.fileno(), self.shared.outgoing.fileno()]


def receive_files(way: Descriptors, folder: Path) -> str:
    """Write the submission's files to `folder`; the name of the module among them.

    Called before the process locks itself in: it comes from the grader, and nothing of it runs yet.
    """
    data = read_message(way.calls)
    assert data is not None
    message = decode_trusted(data, REQUEST_LIMITS, way.shared)
    assert isinstance(message, dict)
    files = message["files"]
    assert isinstance(files, dict)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return str(message["module"])


def serve(way: Descriptors, folder: Path, module: str, layers: Mapping[str, str]) -> None:
    """Say which layers are in force, then answer requests until the other side closes."""
    write_message(way.calls, encode({"layers": dict(layers)}))
    submission = Answering(folder, module, way.shared)
    while (data := read_message(way.calls)) is not None:
        request = decode_trusted(data, REQUEST_LIMITS, way.shared)
        if isinstance(request, list):
            write_message(way.calls, submission.answers_to_batches(request))
        else:
            assert isinstance(request, dict)
            write_message(way.calls, submission.answer(request))


class Answering:
    """A submission that answers requests."""

    def __init__(
        self,
        folder: Path,
        name: str,
        shared: SharedMemory | None = None,
        module: ModuleType | None = None,
    ) -> None:
        self._folder = folder
        self._name = name
        self._shared = shared
        self._module = module
        self._kept: dict[int, object] = {}
        self._actions: dict[object, Callable[[Mapping[str, object]], dict[str, object]]] = {
            "import": self._import,
            "check": self._start_check,
            "define": self._define,
            "call": self._call,
        }

    def answer(self, request: Mapping[str, object]) -> list[Buffer]:
        """The answer to one request; every exception of the submission becomes an answer."""
        return self._answer(request, lambda answer: encode(answer, LIMITS, self._shared))

    def answers_to_batches(self, batches: Sequence[Buffer]) -> list[Buffer]:
        """The answers to several batches of requests, or to the first of them."""
        answered: list[bytes] = []
        size = 0
        for batch in batches:
            requests = decode_trusted(batch, REQUEST_LIMITS)
            assert isinstance(requests, list)
            message = b"".join(self._answers(requests))
            size += len(message)
            if size > _MOST_BYTES_OF_BATCHES:
                break
            answered.append(message)
        return encode(answered)

    def _answers(self, requests: Sequence[Mapping[str, object]]) -> list[Buffer]:
        """The answers to the requests of a batch, or to the first of them."""
        answers = Bundle()
        for request in requests:
            self._answer(request, lambda answer: answers.add(in_brief(answer)))
            if answers.is_full:
                break
        return answers.message()

    def _answer(
        self, request: Mapping[str, object], encoded: Callable[[dict[str, object]], T]
    ) -> T:
        try:
            return encoded(self._actions[request["do"]](request))
        except WireLimitError as error:
            return encoded({"refused": f"an answer that is too large: {error}"})
        except BaseException as error:
            if _is_out_of_memory(error):
                self._kept.clear()
                gc.collect()
                return encoded({"memory": ""})
            return encoded(self._describe(error))

    def _import(self, request: Mapping[str, object]) -> dict[str, object]:
        # Last, so that a numpy.py among the files shadows nothing.
        sys.path.append(str(self._folder))
        seed_generators()
        path = self._folder / f"{self._name}.py"
        specification = importlib.util.spec_from_file_location(self._name, path)
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        sys.modules[self._name] = module
        specification.loader.exec_module(module)
        seed_generators()  # as before every other check, whatever the import has drawn
        self._module = module
        return {"value": None}

    def _start_check(self, request: Mapping[str, object]) -> dict[str, object]:
        self._kept.clear()
        seed_generators()
        return {"value": None}

    def _define(self, request: Mapping[str, object]) -> dict[str, object]:
        code = request["code"]
        assert isinstance(code, bytes)
        return {"value": self._keep(function_of(code))}

    def _call(self, request: Mapping[str, object]) -> dict[str, object]:
        function = getattr(self._module, str(request["function"]), None)
        if not callable(function):
            return {"missing": ""}
        given, named = request["arguments"], request["keywords"]
        assert isinstance(given, list)
        assert isinstance(named, dict)
        arguments = [self._fetch(value) if type(value) is Handle else value for value in given]
        keywords = {name: self._fetch(value) for name, value in named.items()}
        if "through" in request:
            helper, others = self._fetch(request["through"]), request["given"]
            assert isinstance(helper, FunctionType)
            assert isinstance(others, list)
            answer = helper(functools.partial(function, *arguments, **keywords), *others)
        else:
            answer = function(*arguments, **keywords)
        value = self._as_told(answer, request["returns"])
        if not request["wants_arguments"]:
            return {"value": value}
        # `given` and `named` hold the very arrays that the function got.
        return {"value": value, "arguments": [*given, *named.values()]}

    def _fetch(self, value: object) -> object:
        """What a handle stands for; any other value itself."""
        return self._kept[value.number] if isinstance(value, Handle) else value

    def _as_told(self, value: object, kinds: object) -> object:
        """A returned value, with handles in the places of what only the submission understands."""
        assert isinstance(kinds, list)
        if len(kinds) == 1:
            return self._part_as_told(value, kinds[0])
        if not isinstance(value, tuple | list) or len(value) != len(kinds):
            return value
        parts = zip(value, kinds, strict=True)
        return tuple([self._part_as_told(part, kind) for part, kind in parts])

    def _part_as_told(self, value: object, kind: str) -> object:
        return self._keep(value) if kind == "opaque" else canonical(value, kind)

    def _keep(self, value: object) -> Handle:
        number = len(self._kept)
        self._kept[number] = value
        return Handle(number)

    def _describe(self, error: BaseException) -> dict[str, object]:
        text = error.msg if isinstance(error, SyntaxError) else _text(error)
        described: dict[str, object] = {
            "error": type(error).__name__,
            "is_a": [kind.__name__ for kind in type(error).__mro__],
            "message": text,
            "lines": self._lines(error),
        }
        name = type(error).__name__
        is_refused = isinstance(error, OSError) and error.errno in _REFUSALS
        if is_refused or name == "gaierror" or text == "can't start new thread":
            described["refused"] = f"{name}: {text}"
        return described

    def _lines(self, error: BaseException) -> list[str]:
        folder = str(self._folder)
        # Not by `extract_tb`, which asks for each frame whether its file has changed meanwhile.
        frames = [
            f"{Path(name).name}, line {line}, in {frame.f_code.co_name}:"
            f" {linecache.getline(name, line).strip()}"
            for frame, line in traceback.walk_tb(error.__traceback__)
            if (name := frame.f_code.co_filename).startswith(folder)
        ]
        if isinstance(error, SyntaxError):
            file = Path(error.filename or "").name
            frames.append(f"{file}, line {error.lineno}: {(error.text or '').strip()}")
        once = [frame for frame, _ in itertools.groupby(frames)]  # a recursion, once
        return [frame[:_LONGEST_LINE] for frame in once[-_MOST_FRAMES:]]


def _is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    # The second in PyTorch's words, which has no exception of its own for it.
    return isinstance(error, MemoryError) or "can't allocate memory" in _text(error)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except BaseException as again:
        return f"(its message raised {type(again).__name__})"
