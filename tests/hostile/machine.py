"""A machine full of secrets, and what grading has left on it.

Secrets are planted where a submission, or whoever plays one, would look: the environment, files,
the command line, environment and memory of a process, servers, System V shared memory, the
keyring, an open descriptor. Each has a text of its own, so that one that gets out tells where from.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import getpass
import hashlib
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import LONGEST_SANDBOX, family, wait_until_gone, what_stays
from tests.hostile.secrets_sent import BEGINNING

MARKER = "autograder-hostile-marker"
"""In the name, or the content, of all that a hostile submission tries to leave."""
PLANTED = "autograder-hostile-planted"
OPEN_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue", str(Path.home()))
_SHARED_MEMORY_KEY = 0x48474147
_FIRST_USER_OF_SANDBOXES = 2_000_000_000
_TCP_PORT, _UDP_PORT = 48151, 48152
# What developing leaves, and what libraries leave in the grader itself.
_NOT_OURS = frozenset({"__pycache__", ".git", ".venv", "node_modules", ".hypothesis"}) | {
    *(f".{tool}_cache" for tool in ("pytest", "mypy", "ruff")),
    f"torchinductor_{getpass.getuser()}",
}
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass
class Machine:
    """The planted secrets, and how to start the grader so that it has its own share of them."""

    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    """By where they are."""
    environment: dict[str, str] = field(default_factory=dict)
    descriptor: int = -1
    """Of a file with a secret, open in the grader."""
    connections: list[str] = field(default_factory=list)
    """The servers that somebody has reached."""

    def new_secret(self, place: str) -> str:
        """A text that nobody knows; the same in each run, since some of them decide results."""
        self.secrets[place] = BEGINNING + hashlib.sha256(place.encode()).hexdigest()[:24]
        return self.secrets[place]


@contextlib.contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """A machine with secrets all over."""
    with contextlib.ExitStack() as stack:
        planted = Machine(folder)
        _plant_files(planted, stack)
        _plant_in_a_process(planted, stack)
        _plant_shared_memory(planted, stack)
        _plant_key(planted)
        planted.environment = {
            "AUTOGRADER_COURSE_SECRET": planted.new_secret("the course's secret"),
            "AUTOGRADER_HOSTILE_SECRET": planted.new_secret("the grader's environment"),
        }
        stack.enter_context(_servers(planted))
        yield planted


def _plant_files(planted: Machine, stack: contextlib.ExitStack) -> None:
    for place in OPEN_PLACES:
        path = Path(place) / (f".{PLANTED}" if place == str(Path.home()) else PLANTED)
        with contextlib.suppress(OSError):
            path.write_text(planted.new_secret(f"a file in {place}"))
            path.chmod(0o666)
            stack.callback(path.unlink, missing_ok=True)
    private = planted.folder / "private.txt"
    private.write_text(planted.new_secret("a file beside the class"))
    planted.descriptor = os.open(private, os.O_RDONLY)
    stack.callback(os.close, planted.descriptor)


def _plant_in_a_process(planted: Machine, stack: contextlib.ExitStack) -> None:
    secret = planted.new_secret("the command line and memory of a process")
    decoy = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()", secret],
        stdin=subprocess.PIPE,
        env={**os.environ, "SECRET": planted.new_secret("the environment of a process")},
    )
    stack.callback(decoy.wait)
    stack.callback(decoy.kill)


def _plant_shared_memory(planted: Machine, stack: contextlib.ExitStack) -> None:
    create, remove = 0o1000, 0
    secret = planted.new_secret("System V shared memory").encode()
    number = _LIBC.shmget(_SHARED_MEMORY_KEY, 4096, create | 0o666)
    if number >= 0:
        _LIBC.shmat.restype = ctypes.c_void_p
        address = _LIBC.shmat(number, None, 0)
        ctypes.memmove(address, secret, len(secret))
        stack.callback(_LIBC.shmctl, number, remove, None)
        stack.callback(_LIBC.shmdt, ctypes.c_void_p(address))


def _plant_key(planted: Machine) -> None:
    """In the session's keyring, where the kernel has one; it ends with the session."""
    add_key, session_keyring = 248, -3
    secret = planted.new_secret("the keyring").encode()
    _LIBC.syscall(add_key, b"user", b"autograder-hostile", secret, len(secret), session_keyring)


@contextlib.contextmanager
def _servers(planted: Machine) -> Iterator[None]:
    """Servers where the hostile submissions look for them, which hand out a secret to anybody."""
    with contextlib.ExitStack() as stack:
        for name, group, address, elsewhere in (
            ("tcp", socket.AF_INET, ("127.0.0.1", _TCP_PORT), ("127.0.0.1", 0)),
            ("abstract", socket.AF_UNIX, f"\0{MARKER}", f"\0{MARKER}-{os.getpid()}"),
        ):
            server = stack.enter_context(socket.socket(group, socket.SOCK_STREAM))
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            _bind(server, address, elsewhere)
            server.listen()
            secret = planted.new_secret(f"the server {name}").encode()
            threading.Thread(
                target=_hand_out, args=(server, secret, name, planted.connections), daemon=True
            ).start()
            # Closing alone does not wake who waits for a connection.
            stack.callback(server.shutdown, socket.SHUT_RDWR)
        datagrams = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        _bind(datagrams, ("127.0.0.1", _UDP_PORT), ("127.0.0.1", 0))
        datagrams.setblocking(False)
        yield
        with pytest.raises(BlockingIOError):
            datagrams.recv(1)


def _bind(server: socket.socket, address: object, elsewhere: object) -> None:
    """Bind; elsewhere where another run of these tests, at the same time, has the address."""
    try:
        server.bind(address)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        server.bind(elsewhere)


def _hand_out(server: socket.socket, secret: bytes, name: str, connections: list[str]) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            connections.append(name)
            with connection:
                connection.sendall(secret)


@dataclass(frozen=True)
class Traces:
    """What is on the machine at one moment that a submission could have left there."""

    processes: frozenset[int]
    files: frozenset[str]
    shared_memory: frozenset[str]
    sockets: frozenset[str]

    @staticmethod
    def now(*own_folders: Path) -> Traces:
        """Look: exactly in folders of our own, and for what is a submission's in open ones."""
        # Processes that lose their parent become this one's children, whatever they do.
        set_child_subreaper = 36
        _LIBC.prctl(set_child_subreaper, 1, 0, 0, 0)
        own = [str(path) for folder in own_folders for path in _below(folder)]
        return Traces(
            processes=frozenset(family(os.getpid())),
            files=frozenset([*own, *_suspicious_files()]),
            shared_memory=frozenset(_system_v()),
            sockets=frozenset(_listening_sockets()),
        )

    def left_since(
        self, before: Traces, *own_folders: Path, seconds: float = LONGEST_SANDBOX
    ) -> dict[str, list[object]]:
        """What was not there before and stays for some seconds, by its kind.

        Processes get a moment only: those of other tests are no descendants of this one.
        """
        left: dict[str, list[object]] = {}
        if processes := wait_until_gone(set(self.processes - before.processes)):
            left["processes"] = sorted(processes)
        new = self._of_anybody() - before._of_anybody()
        for kind, thing in sorted(
            what_stays(new, lambda: Traces.now(*own_folders)._of_anybody(), seconds)
        ):
            left.setdefault(kind, []).append(thing)
        return left

    def _of_anybody(self) -> set[tuple[str, str]]:
        kinds = {"files": self.files, "shared memory": self.shared_memory, "sockets": self.sockets}
        return {(kind, thing) for kind, things in kinds.items() for thing in things}


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if not _NOT_OURS & set(path.relative_to(folder).parts):
            yield path


def _suspicious_files() -> Iterator[str]:
    """In folders that others use, too: what a sandbox's user owns, or what bears the marker."""
    for place in OPEN_PLACES:
        for path in Path(place).glob("*"):
            with contextlib.suppress(OSError):
                status = path.lstat()
                is_sandboxs = status.st_uid >= _FIRST_USER_OF_SANDBOXES
                if is_sandboxs or MARKER in path.name or _bears_marker(path, status):
                    yield str(path)


def _bears_marker(path: Path, status: os.stat_result) -> bool:
    if not stat.S_ISREG(status.st_mode):
        return False
    with path.open("rb") as file:
        return MARKER.encode() in file.read(4096)


def _system_v() -> Iterator[str]:
    for kind in ("shm", "sem", "msg"):
        for line in Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]:
            key, number, *_ = line.split()
            yield f"{kind} {key} {number}"


def _listening_sockets() -> Iterator[str]:
    """Of sandboxes' users, or with the marker for a name."""
    for line in Path("/proc/net/unix").read_text(errors="replace").splitlines()[1:]:
        if f"{MARKER}-server" in line:  # what the submissions call theirs
            yield line.split()[-1]
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            parts = line.split()
            if int(parts[7]) >= _FIRST_USER_OF_SANDBOXES:
                yield f"{kind} {parts[1]}"
