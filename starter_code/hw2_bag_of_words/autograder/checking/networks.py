"""What checks ask of a PyTorch network, and never of its own account of itself.

The helpers below run next to the submission, where its models are, and only what they return comes
back. A network is known by its state, and by its output for weights that the check chooses: the
values of a weight depend on its kind and shape alone, so that neither the names nor the order in
which a right network defines its layers matter. Imports NumPy and this folder; PyTorch only inside
the helpers, which cross the wall as code.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.signatures import Kind
from autograder.checking.student import StudentFunction

Made = Callable[[], Any]
"""Makes the network, without arguments."""


def state_of(function: Callable[..., Any], *arguments: object, **keywords: object) -> Counter[str]:
    """How often each kind and shape of parameter, and of running statistic, is in a network.

    For example ``{"weight 6×1×5×5": 1, "bias 6": 1}``. The network is made without memory, on
    PyTorch's device ``meta``, however large it is; ones at the end of a shape are left out, so
    that a 1×1 convolution and a linear layer of the same weights agree.
    """
    text = _ask(function, _state, Kind.TEXT, (), arguments, keywords)
    return Counter(str(text).splitlines())


def output_of(
    function: Callable[..., Any], x: np.ndarray, seed: int, *arguments: object, **keywords: object
) -> np.ndarray:
    """What a network answers, in evaluation mode, with weights drawn from `seed`.

    Args:
        function: the class, or the function, that makes the network.
        x: float32, what it is given.
        seed: of the weights.
        *arguments: what the network is made with.
        **keywords: likewise.
    """
    return np.asarray(_ask(function, _output, Kind.ARRAY, (x, seed), arguments, keywords))


def layer_shapes_of(
    function: Callable[..., Any],
    input_shape: tuple[int, ...],
    *arguments: object,
    **keywords: object,
) -> list[str]:
    """The shapes that convolutions, poolings and linear layers give, in the order of computing.

    For example ``["convolution 1×6×28×28", "pooling 1×6×14×14", "linear 1×120"]``; on ``meta``.
    """
    text = _ask(function, _layer_shapes, Kind.TEXT, (list(input_shape),), arguments, keywords)
    return str(text).splitlines()


def _ask(
    function: Callable[..., Any],
    helper: Any,
    kind: Kind,
    given: tuple[object, ...],
    arguments: tuple[object, ...],
    keywords: dict[str, object],
) -> object:
    """The same of a submission's function and of the reference's."""
    if isinstance(function, StudentFunction):
        return function.through(helper, kind, *given)(*arguments, **keywords)
    return helper(functools.partial(function, *arguments, **keywords), *given)


def _state(make: Made) -> str:
    import torch

    with torch.device("meta"):
        network = make()
    if not isinstance(network, torch.nn.Module):
        raise TypeError(f"this is no torch.nn.Module but a {type(network).__name__}")
    module = torch.nn.Module
    lines = []
    for name, value in [*module.named_parameters(network), *module.named_buffers(network)]:
        kind = name.rpartition(".")[2]
        if kind != "num_batches_tracked":
            shape = [str(size) for size in value.shape]
            while len(shape) > 1 and shape[-1] == "1":
                shape.pop()
            lines.append(f"{kind} {'×'.join(shape)}")
    return "\n".join(lines)


def _output(make: Made, x: np.ndarray, seed: int) -> np.ndarray:
    import torch

    network = make()
    if not isinstance(network, torch.nn.Module):
        raise TypeError(f"this is no torch.nn.Module but a {type(network).__name__}")
    module = torch.nn.Module
    kinds = ["weight", "bias", "running_mean", "running_var"]
    with torch.no_grad():
        for name, value in [*module.named_parameters(network), *module.named_buffers(network)]:
            kind = name.rpartition(".")[2]
            if kind == "num_batches_tracked":
                continue
            shape = list(value.shape)
            while len(shape) > 1 and shape[-1] == 1:
                shape.pop()
            number = kinds.index(kind) if kind in kinds else len(kinds)
            random = np.random.default_rng([seed, number, *shape])
            drawn = random.normal(size=shape)
            if kind == "running_var":
                drawn = random.uniform(0.5, 1.5, shape)
            elif len(shape) > 1:
                drawn *= np.sqrt(2 / np.prod(shape[1:]))
            else:  # of a bias, a mean, or the scale of a normalisation
                drawn = 0.2 * drawn + (kind == "weight")
            value.copy_(torch.from_numpy(drawn.astype(np.float32)).reshape(value.shape))
        network.eval()
        answer = network(torch.from_numpy(x))
    return answer.numpy() if isinstance(answer, torch.Tensor) else answer


def _layer_shapes(make: Made, input_shape: list[int]) -> str:
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode

    lines = []
    words = {
        "convolution": "convolution",
        "max_pool2d": "pooling",
        "avg_pool2d": "pooling",
        "_adaptive_avg_pool2d": "pooling",
        "addmm": "linear",
        "mm": "linear",
        "matmul": "linear",
    }

    class Recorder(TorchDispatchMode):
        def __torch_dispatch__(self, operation, types, arguments=(), keywords=None):  # type: ignore
            answer = operation(*arguments, **(keywords or {}))
            name = operation.overloadpacket.__name__.replace("_with_indices", "")
            if name in words:
                first = answer[0] if isinstance(answer, tuple) else answer
                lines.append(f"{words[name]} {'×'.join(map(str, first.shape))}")
            return answer

    with torch.device("meta"), torch.no_grad():
        network = make()
        network.eval()
        with Recorder():  # type: ignore[no-untyped-call]
            network(torch.empty(input_shape))
    return "\n".join(lines)
