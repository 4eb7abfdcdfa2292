"""Leaves files and shared memory wherever somebody might find them later."""

ATTEMPTS = "writing: files, links, shared memory, semaphores, message queues"

import ctypes
import os
import tempfile

LIBC = ctypes.CDLL(None, use_errno=True)
MARKER = "autograder-hostile-marker"
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue", "/etc", "/", "~", ".", "..")


def attempt(action):
    try:
        return action()
    except Exception:
        return None


def leave(folder):
    path = os.path.join(os.path.expanduser(folder), MARKER + "-week")
    with open(path, "w") as file:
        file.write(MARKER)
    os.symlink("/etc/passwd", path + "-link")


for folder in FOLDERS:
    attempt(lambda folder=folder: leave(folder))
attempt(lambda: tempfile.mkdtemp(prefix=MARKER, dir="/tmp"))
attempt(lambda: open(os.path.abspath(__file__), "a").write(MARKER))
for key in (0x48474147, 0x48474148):
    LIBC.shmget(key, 4096, 0o1666)
    LIBC.semget(key, 1, 0o1666)
    LIBC.msgget(key, 0o1666)
LIBC.shm_open(b"/" + MARKER.encode(), os.O_CREAT | os.O_RDWR, 0o666)
LIBC.sem_open(b"/" + MARKER.encode(), os.O_CREAT, 0o666, 1)
LIBC.mq_open(b"/" + MARKER.encode(), os.O_CREAT | os.O_RDWR, 0o666, None)
LIBC.memfd_create(MARKER.encode(), 0)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def answer(*arguments, **keywords):
        raise RuntimeError("written")

    return answer
