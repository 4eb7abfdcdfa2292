"""Looks for secrets wherever this machine may have some, and raises what it found."""

ATTEMPTS = "secrets: environment, files, processes, servers, shared memory, keyring, descriptors"

import ctypes
import glob
import os
import re
import socket

LIBC = ctypes.CDLL(None, use_errno=True)
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/home", "/root", "/etc", "/proc", "/", "..")


def environment():
    yield repr(dict(os.environ)).encode()
    pointer = ctypes.POINTER(ctypes.c_char_p).in_dll(LIBC, "environ")
    number = 0
    while pointer and pointer[number]:
        yield pointer[number]
        number += 1


def files():
    paths = [
        os.path.join(folder, name)
        for start in PLACES
        for folder, _, names in list(os.walk(start))[:200]
        for name in names[:200]
    ]
    paths += [
        "/dev/shm/autograder-hostile-planted",
        "/tmp/autograder-hostile-planted",
        "/var/tmp/autograder-hostile-planted",
        os.path.expanduser("~/.autograder-hostile-planted"),
    ]
    paths += glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline")
    for path in paths:
        try:
            with open(path, "rb") as file:
                yield file.read(4096)
        except (OSError, ValueError):
            pass


def servers():
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 48151)),
        (socket.AF_UNIX, "\0autograder-hostile-marker"),
    ):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as connection:
                connection.settimeout(1)
                connection.connect(address)
                yield connection.recv(4096)
        except OSError:
            pass


def shared_memory():
    LIBC.shmat.restype = ctypes.c_void_p
    for number in [LIBC.shmget(0x48474147, 0, 0), *range(64)]:
        address = LIBC.shmat(number, None, 0o10000) if number >= 0 else None
        if address not in (None, ctypes.c_void_p(-1).value):
            yield ctypes.string_at(address, 64)


def keyring():
    search, read, session_keyring, user_keyring = 10, 11, -3, -4
    for ring in (session_keyring, user_keyring):
        key = LIBC.syscall(250, search, ring, b"user", b"autograder-hostile", 0)
        if key > 0:
            buffer = ctypes.create_string_buffer(4096)
            LIBC.syscall(250, read, key, buffer, 4096)
            yield buffer.value


def descriptors():
    for number in range(3, 256):
        try:
            yield os.pread(number, 4096, 0)
        except OSError:
            pass


def loot():
    found = set()
    for source in (environment, files, servers, shared_memory, keyring, descriptors):
        try:
            for part in source():
                found.update(re.findall(rb"PLANTED-[0-9a-f]{24}", part))
        except Exception:
            pass
    return b"\n".join(sorted(found)).decode("latin-1")


LOOT = loot()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def steal(*arguments, **keywords):
        raise RuntimeError("loot: " + LOOT)

    return steal
