"""The warm parent: forks one locked-in process per submission, in milliseconds.

Runs with an emptied environment. It has imported what submissions import, and has never seen a
secret, a check or a submission.

Three processes stand in a row, the first two trusted::

    warm parent ── fork ──> keeper ── fork, in new namespaces ──> submission (`inside`)

The keeper waits for the end of its submission, kills it when the grader asks or has died, and
reports how it ended. Imports this folder only.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import json
import os
import resource
import select
import shutil
import signal
import socket
import stat
import tempfile
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from autograder.sandbox import inside, kernel, syscalls
from autograder.sandbox.devices import devices
from autograder.sandbox.layers import Layer, LayerReport
from autograder.sandbox.libraries import ReadableLibraries, readable_libraries
from autograder.sandbox.shared_memory import SharedFile, SharedMemory
from autograder.sandbox.view import SCRATCH, enter_view, mount_scratch
from autograder.sandbox.wire import LIMITS

_IMPORTED_LATE = {
    "numpy": ("numpy.fft", "numpy.linalg", "numpy.random", "numpy.lib.stride_tricks"),
    "torch": ("torch._dynamo",),
}
"""What a library imports when it is first used: PyTorch's optimizers for 0.7 s, and NumPy's random
numbers, which are seeded for every submission, for 12 ms."""


@dataclass(frozen=True)
class SandboxOptions:
    """What the sandboxes of one week have in common."""

    libraries: tuple[str, ...] = ("numpy",)
    """Installed packages that a submission may import, and that the parent imports beforehand."""
    memory_bytes: int = 512 << 20
    """What a submission may use beyond the libraries themselves."""
    scratch_bytes: int = 64 << 20
    gpu: bool = False
    """Whether submissions may use this machine's GPUs."""
    shared_array_bytes: int | None = 128 << 10
    """From which size on arrays cross through shared memory; None where none shall."""
    without: tuple[str, ...] = ()
    """Layers not to use: how the fallbacks are tested."""

    def to_json(self) -> bytes:
        """For the first message to the warm parent."""
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def from_json(data: bytes) -> SandboxOptions:
        """The options of the first message."""
        values = json.loads(data)
        return SandboxOptions(
            libraries=tuple(values["libraries"]),
            memory_bytes=values["memory_bytes"],
            scratch_bytes=values["scratch_bytes"],
            gpu=values["gpu"],
            shared_array_bytes=values["shared_array_bytes"],
            without=tuple(values["without"]),
        )


def main(control_descriptor: int) -> None:
    """Serve until the grader closes its end."""
    control = socket.socket(fileno=control_descriptor)
    options = SandboxOptions.from_json(control.recv(1 << 16))
    for name in options.libraries:
        for module in (name, *_IMPORTED_LATE.get(name, ())):
            importlib.import_module(module)
    parent = _WarmParent(options)
    parent.lock_in()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers need no funeral
    gc.collect()
    gc.freeze()  # what is warm stays shared: no collection in a child touches its pages
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 4)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            reports, calls, *shared = descriptors
            parent.keep(reports, inside.Descriptors(calls, parent.shared_memory(shared)))
            os._exit(0)
        for descriptor in descriptors:
            os.close(descriptor)


class _WarmParent:
    def __init__(self, options: SandboxOptions) -> None:
        self._options = options
        self._layers = LayerReport({Layer(name): "switched off" for name in options.without})
        self._libraries = readable_libraries(options.libraries)
        self._devices = devices(gpu=options.gpu)
        self._processes = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
        self._address_space = int(Path("/proc/self/statm").read_text().split()[0])
        self._address_space *= resource.getpagesize()
        self._data = int(Path("/proc/self/statm").read_text().split()[5])
        self._data *= resource.getpagesize()

    def lock_in(self) -> None:
        """Put the layers in force that all submissions share: network, root folder, user."""
        attempt = self._layers.attempt
        is_root = os.geteuid() == 0
        if is_root:
            self._try_user_namespace()
        else:
            self._layers.missing.setdefault(Layer.SEPARATE_USER, "the grader is not root")
            attempt(Layer.USER_NAMESPACE, self._enter_user_namespace)
        attempt(Layer.NETWORK_NAMESPACE, lambda: kernel.unshare(kernel.CLONE_NEWNET))
        attempt(Layer.PRIVATE_ROOT, lambda: _enter_private_root(self._libraries, self._devices))
        if is_root:
            if Layer.PRIVATE_ROOT not in self._layers.in_force:
                attempt(Layer.SEPARATE_USER, lambda: _assert_all_can_read(self._libraries))
            attempt(Layer.SEPARATE_USER, _become_separate_user)
        if syscalls.available():
            # For them all: in its own namespace, a submission is the first process.
            syscalls.compiled_filter(1, gpu=self._options.gpu)

    def _try_user_namespace(self) -> None:
        """Without user namespaces, none could mount its scratch folder in a private root."""
        process = os.fork()
        if process == 0:
            with contextlib.suppress(OSError):
                kernel.unshare(kernel.CLONE_NEWUSER)
                os._exit(0)
            os._exit(1)
        if os.waitpid(process, 0)[1] != 0:
            self._layers.missing.setdefault(Layer.USER_NAMESPACE, "the kernel refuses it")
        if Layer.USER_NAMESPACE in self._layers.missing:
            self._layers.missing.setdefault(Layer.PRIVATE_ROOT, "it needs a user namespace")

    def shared_memory(self, descriptors: list[int]) -> SharedMemory | None:
        """What the grader sent: what it asks, and what is answered; or none."""
        if not descriptors or self._options.shared_array_bytes is None:
            return None
        asked, answered = descriptors
        return SharedMemory(
            SharedFile(FileIO(answered, "r+")),
            SharedFile(FileIO(asked)),
            self._options.shared_array_bytes,
        )

    def keep(self, reports: int, way: inside.Descriptors) -> None:
        """Be the keeper of one submission, from its start to its end."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        report = socket.socket(fileno=reports)
        self._layers.attempt(Layer.USER_NAMESPACE, self._enter_user_namespace)
        self._layers.attempt(
            Layer.PROCESS_NAMESPACE,
            lambda: kernel.unshare(kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC),
        )
        in_memory = self._layers.attempt(
            Layer.PRIVATE_ROOT, lambda: kernel.unshare(kernel.CLONE_NEWNS)
        )
        scratch = SCRATCH if in_memory else Path(tempfile.mkdtemp(prefix="autograder-"))
        submission = os.fork()
        if submission == 0:
            self._become_submission(way, scratch)
            os._exit(0)
        for descriptor in way.numbers():
            os.close(descriptor)
        _report(report, pid=submission)
        _wait_until_ended_or_told_to_end(submission, report)
        _, status = os.waitpid(submission, 0)
        if not in_memory:
            # Landlock kept it read-only: what is in it is what we put there.
            shutil.rmtree(scratch, ignore_errors=True)
        _report(report, status=status)

    def _enter_user_namespace(self) -> None:
        user, group = os.geteuid(), os.getegid()
        kernel.set_dumpable(True)
        kernel.unshare(kernel.CLONE_NEWUSER)
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            # Through a descriptor: the private root has no /proc.
            opened = os.open(f"self/{name}", os.O_WRONLY, dir_fd=self._processes)
            try:
                os.write(opened, text.encode())
            finally:
                os.close(opened)

    def _become_submission(self, way: inside.Descriptors, scratch: Path) -> None:
        attempt = self._layers.attempt
        kernel.die_with_parent(signal.SIGKILL)
        os.setsid()
        in_memory = scratch == SCRATCH
        if in_memory:
            attempt(Layer.PRIVATE_ROOT, lambda: mount_scratch(self._options.scratch_bytes))
        _keep_open_only(way.numbers())
        os.chdir(scratch)
        folder = scratch / "submission"
        module = inside.receive_files(way, folder)
        readable = (Path("/"),) if in_memory else (*self._libraries.paths(), scratch)
        # A scratch folder on a disk has no bound, so it can't be written to.
        writable = (scratch,) if in_memory else ()
        attempt(Layer.RESOURCE_LIMITS, self._limit_resources)
        attempt(Layer.USER_NAMESPACE, kernel.drop_capabilities)
        kernel.set_no_new_privileges()
        attempt(Layer.LANDLOCK, lambda: kernel.restrict_files(readable, writable, self._devices))
        attempt(Layer.SECCOMP, lambda: _restrict_system_calls(gpu=self._options.gpu))
        inside.serve(way, folder, module, self._layers.to_plain())

    def _limit_resources(self) -> None:
        memory = self._options.memory_bytes
        # CUDA reserves far more addresses than it uses: there, only what can be written counts.
        bounded = (
            (resource.RLIMIT_DATA, self._data + memory)
            if self._options.gpu
            else (resource.RLIMIT_AS, self._address_space + memory)
        )
        for kind, most in (
            bounded,
            (resource.RLIMIT_FSIZE, max(self._options.scratch_bytes, LIMITS.message_bytes)),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_NPROC, 64),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_MEMLOCK, 0),
            (resource.RLIMIT_MSGQUEUE, 0),
            (resource.RLIMIT_SIGPENDING, 64),
        ):
            resource.setrlimit(kind, (most, most))


def _enter_private_root(libraries: ReadableLibraries, shown: tuple[Path, ...]) -> None:
    kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWUTS)
    enter_view(libraries, shown)


def _assert_all_can_read(libraries: ReadableLibraries) -> None:
    """Without a private root, another user reaches the libraries by the ordinary path, or not."""
    for path in (*libraries.shown, *libraries.packages):
        for folder in (path.resolve(), *path.resolve().parents):
            if not folder.stat().st_mode & stat.S_IXOTH and folder.is_dir():
                raise PermissionError(f"Python is in {folder}, which other users can't enter")


def _become_separate_user() -> None:
    """Become a user that owns nothing, another one for every warm parent."""
    nobody = 65534
    for number in (2_000_000_000 + os.getpid(), nobody):
        try:
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
        except OSError:
            if number == nobody:
                raise
        else:
            return


def _restrict_system_calls(*, gpu: bool) -> None:
    if not syscalls.available():
        raise OSError("libseccomp is not installed (Debian: apt-get install libseccomp2)")
    syscalls.restrict_system_calls(gpu=gpu)


def _keep_open_only(kept: list[int]) -> None:
    """Close all but `kept`; standard input is empty and output goes nowhere."""
    nothing = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    for before, after in itertools.pairwise([2, *sorted(kept), 1 << 16]):
        os.closerange(before + 1, after)


def _wait_until_ended_or_told_to_end(process: int, report: socket.socket) -> None:
    """Return once `process` has ended or been killed: on any message, or the grader's end."""
    ended = os.pidfd_open(process)
    poll = select.poll()
    poll.register(ended, select.POLLIN)
    poll.register(report, select.POLLIN | select.POLLHUP)
    ready = {descriptor for descriptor, _ in poll.poll()}
    os.close(ended)
    if report.fileno() in ready:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError):
                kill(process, signal.SIGKILL)


def _report(channel: socket.socket, **values: object) -> None:
    try:
        channel.send(json.dumps(values).encode())
    except OSError:
        return  # the grader has died; nobody is left to be told
