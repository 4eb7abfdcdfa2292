"""The few system calls that Python has no function for. Imports the standard library only.

Numbers and structures are those of linux/landlock.h, linux/mount.h and linux/sched.h; the numbers
of the newer calls are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterable
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

_MOUNT_SETATTR = 442
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_ADD_RULE = 445
_LANDLOCK_RESTRICT_SELF = 446

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MNT_DETACH = 2

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_FILTER_INSTRUCTION_BYTES = 8


def unshare(flags: int) -> None:
    """Enter new namespaces (unshare(2))."""
    _check(_libc.unshare(flags), "unshare")


def mount(
    source: str, target: str, kind: str | None = None, flags: int = 0, data: str = ""
) -> None:
    """Mount (mount(2))."""
    result = _libc.mount(
        source.encode(),
        target.encode(),
        None if kind is None else kind.encode(),
        ctypes.c_ulong(flags),
        data.encode(),
    )
    _check(result, f"mount on {target}")


def make_read_only(target: str) -> None:
    """Make a mount and all below it read-only, without devices and set-uid programs.

    mount_setattr(2) needs no restating of the flags that an outer user namespace locked.
    """
    read_only_nosuid_nodev = 0x1 | 0x2 | 0x4
    attributes = (ctypes.c_uint64 * 4)(read_only_nosuid_nodev, 0, 0, 0)
    at_fdcwd, at_recursive = -100, 0x8000
    result = _libc.syscall(
        _MOUNT_SETATTR,
        at_fdcwd,
        target.encode(),
        at_recursive,
        attributes,
        ctypes.sizeof(attributes),
    )
    _check(result, f"mount_setattr of {target}")


def change_root(new_root: str) -> None:
    """Make `new_root`, a mount, the root, and let go of the old one (pivot_root(2))."""
    os.chdir(new_root)
    pivot_root = {"x86_64": 155, "aarch64": 41}[os.uname().machine]
    # "." twice stacks the old root over the new one, from where it is detached.
    _check(_libc.syscall(pivot_root, b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", MNT_DETACH), "umount of the old root")
    os.chdir("/")


def die_with_parent(signal_number: int) -> None:
    """Have this process killed when its parent dies (PR_SET_PDEATHSIG)."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0), "prctl(PDEATHSIG)")


def die_with(parent: int) -> None:
    """Have this process killed when `parent` dies, or now if it has died already."""
    die_with_parent(signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def set_dumpable(dumpable: bool) -> None:
    """Own one's /proc files (needed to write uid_map after a change of user), or not."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, int(dumpable), 0, 0, 0), "prctl(DUMPABLE)")


def set_no_new_privileges() -> None:
    """Give up every future gain of privileges; Landlock and seccomp ask for it."""
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(NO_NEW_PRIVS)")


def drop_capabilities() -> None:
    """Give up all capabilities in this process's user namespace (capset(2), version 3)."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    empty = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(header, empty), "capset")


def install_filter(program: bytes) -> None:
    """Let a compiled filter decide about this process's system calls (seccomp(2))."""

    class Program(ctypes.Structure):  # struct sock_fprog
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    described = Program(len(program) // _FILTER_INSTRUCTION_BYTES, program)
    result = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(described), 0, 0)
    _check(result, "prctl(SECCOMP)")


def landlock_version() -> int:
    """Landlock's ABI version; 0 where the kernel has none."""
    version = int(_libc.syscall(_LANDLOCK_CREATE_RULESET, None, 0, 1))
    return max(version, 0)


_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE = 16, 32
_MAKE_DIR, _MAKE_FILE = 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_READ = _READ_FILE | _READ_DIR
_SCRATCH = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE | _TRUNCATE
_RIGHTS_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_IOCTL_DEVICE = 1 << 15
_RIGHTS_SINCE_5 = (1 << 16) - 1
_NEEDS_FOLDER = _READ_DIR | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE


def restrict_files(
    readable: Iterable[Path], writable: Iterable[Path], devices: Iterable[Path]
) -> None:
    """Confine this process to some files for ever, by Landlock, and away from the network.

    Also TCP from ABI 4 on, and abstract sockets and signals to outside from ABI 6 on.

    Args:
        readable: files, and folders with all below them.
        writable: scratch folders, in which files and folders may be made.
        devices: device files to read and write.
    """
    version = landlock_version()
    files = _RIGHTS_OF_VERSION.get(version, _RIGHTS_SINCE_5)
    tcp = 0b11 if version >= 4 else 0
    scopes = 0b11 if version >= 6 else 0
    attributes = (ctypes.c_uint64 * 3)(files, tcp, scopes)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _libc.syscall(_LANDLOCK_CREATE_RULESET, attributes, size, 0)
    _check(ruleset, "landlock_create_ruleset")
    try:
        for paths, rights in (
            (readable, _READ),
            (writable, _SCRATCH),
            (devices, _READ_FILE | _WRITE_FILE | _IOCTL_DEVICE),
        ):
            for path in paths:
                _allow_beneath(ruleset, path, rights & files)
        _check(_libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def _allow_beneath(ruleset: int, path: Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not path.is_dir():
            rights &= ~_NEEDS_FOLDER
        rule = _PathBeneath(rights, descriptor)
        path_beneath = 1
        result = _libc.syscall(_LANDLOCK_ADD_RULE, ruleset, path_beneath, ctypes.byref(rule), 0)
        _check(result, f"landlock_add_rule for {path}")
    finally:
        os.close(descriptor)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
