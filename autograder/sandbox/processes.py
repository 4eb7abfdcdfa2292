"""The processes of the wall, as the grader handles them. Imports `interpreter` and this folder."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.interpreter import command_for
from autograder.sandbox.channel import (
    Batch,
    Channel,
    ClosedError,
    GarbledError,
    OutOfTimeError,
    TimeLimit,
)
from autograder.sandbox.shared_memory import SharedMemory, share
from autograder.sandbox.warm_parent import SandboxOptions
from autograder.sandbox.wire import LIMITS

_START_SECONDS = 300.0
"""On the clock, for a machine so busy that importing PyTorch takes minutes."""
_CLEAN_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "PYTHONHASHSEED": "0",
    # One thread: the same sums in the same order on every machine.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class SandboxError(RuntimeError):
    """The sandbox itself failed: a grader error, never the submission's."""


class WarmParent:
    """The process that forks sandboxes; one for each grading worker."""

    def __init__(self, options: SandboxOptions) -> None:
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def libraries(self) -> tuple[str, ...]:
        """What submissions may import."""
        return self._options.libraries

    def start_sandbox(self) -> tuple[Channel, socket.socket]:
        """Fork a sandbox; the channels for its calls and for its keeper's reports.

        A warm parent that has been killed is replaced, once.

        Raises:
            SandboxError: it can't be started.
        """
        calls, its_calls = socket.socketpair()
        reports, its_reports = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        shared, its_shared = self._share()
        descriptors = [its_reports.fileno(), its_calls.fileno()]
        if its_shared is not None:
            descriptors += [its_shared.incoming.fileno(), its_shared.outgoing.fileno()]
        try:
            for _ in range(2):
                control = self.start()
                try:
                    socket.send_fds(control, [b"start"], descriptors)
                    return Channel(calls, shared), reports
                except OSError:
                    self.close()
            raise SandboxError("the warm parent does not stay alive")
        finally:
            its_calls.close()
            its_reports.close()
            if its_shared is not None:
                its_shared.close()

    def _share(self) -> tuple[SharedMemory, SharedMemory] | tuple[None, None]:
        """Both sides' shared memory; without it all crosses in messages, as is right but slower."""
        array_bytes = self._options.shared_array_bytes
        if array_bytes is None:
            return None, None
        return share(array_bytes, LIMITS.message_bytes) or (None, None)

    def start(self) -> socket.socket:
        """Start it unless it runs; its control socket."""
        if self._control is None:
            control, its_control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            module = "autograder.sandbox.warm_parent"
            self._process = subprocess.Popen(
                command_for(module, its_control.fileno(), options=("-s", "-B")),
                env=_CLEAN_ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[its_control.fileno()],
            )
            its_control.close()
            with contextlib.suppress(OSError):  # killed already: who sends the next learns it
                control.send(self._options.to_json())
            self._control = control
        return self._control

    def revive(self) -> None:
        """Start it, again if it has died. For the process that owns it: forks can't tell."""
        if self._process is not None and self._process.poll() is not None:
            self.close()
        self.start()

    def close(self) -> None:
        """End it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                self._process.wait()
            self._process = None


@dataclass(frozen=True)
class SubmittedFiles:
    """What enters the sandbox of one submission."""

    module: str
    files: Mapping[str, bytes]


class Sandbox:
    """One running sandbox."""

    def __init__(self, parent: WarmParent, submitted: SubmittedFiles) -> None:
        self.has_imported = False
        try:
            self._start(parent, submitted)
        except SandboxError:
            # Nothing of the submission has run: who killed the warm parent, or the keeper, while
            # they were starting it, shall not cost it its grade.
            parent.close()
            self._start(parent, submitted)

    def _start(self, parent: WarmParent, submitted: SubmittedFiles) -> None:
        self._calls, self._reports = parent.start_sandbox()
        self._reports.settimeout(_START_SECONDS)
        process = self._report()
        self._process = int(str(process.get("pid", 0)))
        if not self._process:
            raise SandboxError("the sandbox did not start")
        limit = self.time_limit(_START_SECONDS, _START_SECONDS)
        try:
            files = {"module": submitted.module, "files": dict(submitted.files)}
            first = self.ask(files, limit)
        except (ClosedError, GarbledError, OutOfTimeError) as error:
            raise SandboxError(f"the sandbox did not lock itself in: {error}") from None
        layers = first.get("layers")
        assert isinstance(layers, dict)  # no code of the submission has run yet
        self.layers: dict[str, str] = layers

    def time_limit(self, cpu_seconds: float, wall_seconds: float) -> TimeLimit:
        """A limit that starts now."""
        return TimeLimit(self._process, cpu_seconds, wall_seconds)

    def ask(self, request: Mapping[str, object], limit: TimeLimit) -> dict[str, object]:
        """Send a request and await its answer, under a time limit for both."""
        self._calls.send(request, limit)
        return self._calls.receive(limit)

    def ask_together(self, batches: Sequence[Batch], limit: TimeLimit) -> list[bytes]:
        """Send batches of requests together; see `Channel.ask_together`."""
        return self._calls.ask_together(batches, limit)

    def leave(self) -> None:
        """Close this process's side: another one, a fork, goes on with it, or has ended it."""
        self._calls.close()
        self._reports.close()

    def end(self) -> str:
        """Kill it and all it started; how it had ended, in words, if it was dead already."""
        self._calls.close()
        with contextlib.suppress(OSError):
            self._reports.shutdown(socket.SHUT_WR)
        report = self._report()
        self._reports.close()
        status = report.get("status")
        if not isinstance(status, int):
            raise SandboxError("the sandbox's keeper did not report its end")
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            return f"killed by signal {number} ({signal.strsignal(number)})"
        return f"it exited with status {os.WEXITSTATUS(status)}"

    def _report(self) -> dict[str, object]:
        try:
            data = self._reports.recv(4096)
        except OSError as error:
            raise SandboxError(f"the sandbox's keeper is silent: {error}") from None
        report = json.loads(data or b"{}")
        assert isinstance(report, dict)
        return report
