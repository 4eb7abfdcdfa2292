"""Leaves modes, hooks, default types and devices behind for whatever PyTorch does next."""

ATTEMPTS = "tampering: dispatch modes, global hooks, default dtype and device, deterministic algorithms"

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode


class Zeros(TorchDispatchMode):
    def __torch_dispatch__(self, operation, types, arguments=(), keywords=None):
        answer = operation(*arguments, **(keywords or {}))
        return answer * 0 if isinstance(answer, torch.Tensor) and answer.is_floating_point() else answer


nn.modules.module.register_module_forward_hook(lambda *arguments: torch.zeros(1, 10))
torch.set_default_dtype(torch.float16)
torch.use_deterministic_algorithms(True)
torch.manual_seed = lambda *arguments: None


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def make(*arguments, **keywords):
        torch.set_default_device("meta")
        Zeros().__enter__()
        return nn.Conv2d(1, 6, 5)

    return make
