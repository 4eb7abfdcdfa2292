"""Looks for a GPU, its memory and its driver."""

ATTEMPTS = "secrets: CUDA, device files, memory of other processes on a GPU"

import ctypes
import glob
import os

import torch
from torch import nn

FOUND = [str(torch.cuda.is_available()), *glob.glob("/dev/nvidia*"), *glob.glob("/dev/dri/*")]
for path in ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dri/card0", "/dev/mem", "/dev/kmsg"):
    try:
        os.open(path, os.O_RDWR)
        FOUND.append(f"OPENED {path}")
    except OSError:
        pass
try:
    FOUND.append(str(torch.empty(1 << 20, device="cuda").sum()))
except Exception as error:
    FOUND.append(type(error).__name__)
try:
    FOUND.append(str(ctypes.CDLL("libcuda.so.1").cuInit(0)))
except OSError:
    pass


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def make(*arguments, **keywords):
        nn.Linear(1, 1, device="cuda")

    return make
