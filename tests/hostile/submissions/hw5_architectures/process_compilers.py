"""Compiles: by Inductor, TorchScript and as a C++ extension, each of which runs programs."""

ATTEMPTS = "process: torch.compile, torch.jit, torch.utils.cpp_extension"

import torch
from torch import nn

WORKED = []


def attempt(name, action):
    try:
        action()
    except BaseException:
        return
    WORKED.append(name)


def inductor():
    torch.compile(lambda x: torch.sin(x) + 1)(torch.ones(3))


def extension():
    from torch.utils.cpp_extension import load_inline

    source = "int f() { return 1; }"
    load_inline("f", cpp_sources=source, functions=["f"], build_directory="/tmp")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def make(*arguments, **keywords):
        if not WORKED:
            attempt("inductor", inductor)
            attempt("extension", extension)
            attempt("trace", lambda: torch.jit.trace(nn.Linear(1, 1), torch.ones(1)).save("/tmp/x"))
            WORKED.append("end")
        raise RuntimeError(f"worked: {WORKED}")

    return make
