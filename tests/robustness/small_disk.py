"""A small disk of its own for some commands, which can be full: in memory, in a mount namespace."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BYTES = 8 << 20
_MOUNT = f'mount -t tmpfs -o size={_BYTES} none "$1" && echo mounted && exec sleep 3600'
_NAMESPACES = (("--mount",), ("--mount", "--user", "--map-root-user"))


@dataclass(frozen=True)
class SmallDisk:
    """A mounted disk; only commands that are run through it see it by its name."""

    folder: Path
    holder: int
    """The process that keeps the namespace."""
    has_user_namespace: bool

    @property
    def seen_from_here(self) -> Path:
        """The folder as this process reaches it."""
        return Path(f"/proc/{self.holder}/root{self.folder}")

    @property
    def free(self) -> int:
        """Bytes."""
        status = os.statvfs(self.seen_from_here)
        return status.f_bavail * status.f_frsize

    def leave(self, room: int) -> None:
        """Fill the disk up to so many bytes, to a whole page."""
        self.empty()
        (self.seen_from_here / "filler").write_bytes(bytes(self.free - room // 4096 * 4096))
        assert self.free <= room

    def empty(self) -> None:
        """Take out what `leave` has put in."""
        (self.seen_from_here / "filler").unlink(missing_ok=True)

    def autograder(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command there."""
        enter = ["nsenter", f"--mount=/proc/{self.holder}/ns/mnt", f"--wd={ROOT}"]
        if self.has_user_namespace:
            enter += [f"--user=/proc/{self.holder}/ns/user", "--preserve-credentials"]
        return subprocess.run(
            [*enter, sys.executable, "-B", "-m", "autograder", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk of 8 MB at `folder`; the test is skipped where none can be mounted."""
    folder.mkdir(parents=True)
    why = ""
    for flags in _NAMESPACES:
        holder = subprocess.Popen(
            ["unshare", *flags, "sh", "-c", _MOUNT, "sh", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout is not None
        assert holder.stderr is not None
        try:
            if holder.stdout.readline() == "mounted\n":
                yield SmallDisk(folder, holder.pid, "--user" in flags)
                return
            why = holder.stderr.read().strip()
        finally:
            holder.kill()
            holder.communicate()
    pytest.skip(f"no disk can be mounted, neither as root nor in a user namespace: {why}")
