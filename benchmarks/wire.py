"""What an array's way through the wall and back costs, in a message and through shared memory.

A submission that returns its argument is called in a real sandbox, with arrays of 1 kB to 64 MB,
once all of them in messages and once all of them through shared memory. Prints the time of a call,
by the clock and of both sides' processors together, over that of one plain copy (`np.copy`) of the
same array in the same run. There and back takes four such copies at least, two for each way.

    python benchmarks/wire.py [--seconds 2]

The last column says from which size on shared memory pays (`SandboxOptions.shared_array_bytes`).
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from autograder.sandbox.processes import Sandbox, SubmittedFiles, WarmParent
from autograder.sandbox.warm_parent import SandboxOptions
from autograder.sandbox.wire import LIMITS

_ECHO = SubmittedFiles("echo", {"echo.py": b"def echo(x):\n    return x\n"})
_LARGEST = LIMITS.message_bytes - LIMITS.skeleton_bytes
_SIZES = [min(1 << power, _LARGEST) for power in range(10, 27)]
_FEWEST_CALLS = 8
_WAYS = {"messages": None, "shared memory": 1}


@dataclass(frozen=True)
class Cost:
    """Seconds, by the clock and of all processors."""

    clock: float
    processors: float

    @staticmethod
    def typical(costs: list[Cost]) -> Cost:
        """Of many, the lower quarter: the rest is what else the machine does."""

        def lower_quarter(values: Iterable[float]) -> float:
            return sorted(values)[len(costs) // 4]

        return Cost(
            lower_quarter(cost.clock for cost in costs),
            lower_quarter(cost.processors for cost in costs),
        )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each size")
    seconds = parser.parse_args().seconds

    with contextlib.ExitStack() as stack:
        sandboxes = {way: _start(size, stack) for way, size in _WAYS.items()}
        print(f"{'':9}{'np.copy':>11}" + "".join(f"{way:>24}" for way in _WAYS))
        columns = f"{'clock':>13}{'processors':>11}" * len(_WAYS)
        print(f"{'':20}{columns}{'shared / messages':>20}")
        for size in _SIZES:
            copy, calls = _measure(sandboxes, size, seconds)
            ratios = "".join(
                f"{calls[way].clock / copy.clock:11.1f} ×"
                f"{calls[way].processors / copy.processors:9.1f} ×"
                for way in _WAYS
            )
            of_both = calls["shared memory"].processors / calls["messages"].processors
            print(f"{size >> 10:6} kB{1e6 * copy.clock:8.1f} µs{ratios}{of_both:18.2f} ×")


def _start(shared_array_bytes: int | None, stack: contextlib.ExitStack) -> Sandbox:
    options = SandboxOptions(memory_bytes=1 << 30, shared_array_bytes=shared_array_bytes)
    parent = WarmParent(options)
    stack.callback(parent.close)
    sandbox = Sandbox(parent, _ECHO)
    stack.callback(sandbox.end)
    sandbox.ask({"do": "import"}, sandbox.time_limit(60, 60))
    return sandbox


def _measure(
    sandboxes: dict[str, Sandbox], size: int, seconds: float
) -> tuple[Cost, dict[str, Cost]]:
    """A copy and the calls; they take turns, so that a slow moment is everyone's."""
    array = np.random.default_rng(0).integers(256, size=size, dtype=np.uint8)
    for sandbox in sandboxes.values():
        answer, _ = _call(sandbox, array)
        assert isinstance(answer, np.ndarray)
        assert np.array_equal(answer, array)
    copies: list[Cost] = []
    calls: dict[str, list[Cost]] = {way: [] for way in sandboxes}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(copies) < _FEWEST_CALLS:
        clock, processor = time.perf_counter(), time.process_time()
        array.copy()
        copies.append(Cost(time.perf_counter() - clock, time.process_time() - processor))
        for way, sandbox in sandboxes.items():
            calls[way].append(_call(sandbox, array)[1])
    return Cost.typical(copies), {way: Cost.typical(costs) for way, costs in calls.items()}


def _call(sandbox: Sandbox, array: np.ndarray) -> tuple[object, Cost]:
    request = {
        "do": "call",
        "function": "echo",
        "arguments": [array],
        "keywords": {},
        "returns": ["array"],
        "wants_arguments": False,
    }
    limit = sandbox.time_limit(60, 60)
    clock, processor = time.perf_counter(), time.process_time()
    answer = sandbox.ask(request, limit)["value"]
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    return answer, Cost(clock, processor + limit.used()[0])


if __name__ == "__main__":
    main()
