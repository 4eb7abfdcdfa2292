"""Tries system calls that no homework needs: io_uring, bpf, perf, userfaultfd, keyctl, modules."""

ATTEMPTS = "process: exotic system calls"

import ctypes
import os


libc = ctypes.CDLL(None, use_errno=True)
CALLS = {
    "io_uring_setup": (425, 8, ctypes.create_string_buffer(120)),
    "bpf": (321, 0, None, 0),
    "perf_event_open": (298, None, 0, -1, -1, 0),
    "userfaultfd": (323, 0),
    "keyctl": (250, 0, -3, 1),
    "add_key": (248, b"user", b"autograder-hostile-marker", b"x", 1, -2),
    "kcmp": (312, os.getpid(), os.getpid(), 0, 0, 0),
    "finit_module": (313, -1, b"", 0),
    "name_to_handle_at": (303, -100, b".", None, None, 0),
    "personality": (135, 0xFFFFFFFF),
    "open_tree": (428, -100, b".", 1),
    "fsopen": (430, b"tmpfs", 0),
    "memfd_secret": (447, 0),
}


def conv1d(signal, kernel, stride=1, pad=0):
    said = []
    for name, (number, *arguments) in CALLS.items():
        ctypes.set_errno(0)
        answer = libc.syscall(number, *arguments)
        said.append(f"{name}: {answer} {os.strerror(ctypes.get_errno())}")
    return "; ".join(said) if os.uname().machine == "x86_64" else ""
