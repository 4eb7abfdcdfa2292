"""What runs next to a submission, where its networks are; only what it returns comes back.

Each function crosses the wall as code, by itself: it may use `np`, and what it imports and defines
in its own body, so that this module imports PyTorch nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Made = Callable[[], Any]
"""Makes the network, without arguments; a `functools.partial`."""


def state(make: Made) -> str:
    """A line for each parameter and running statistic: its kind and shape."""
    import torch

    with torch.device("meta"):
        network = make()
    if not isinstance(network, torch.nn.Module):
        raise RuntimeError(f"this is no torch.nn.Module but a {type(network).__name__}")
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


def parameters(make: Made) -> int:
    """How many numbers the network learns."""
    import torch

    with torch.device("meta"):
        network = make()
    if not isinstance(network, torch.nn.Module):
        raise RuntimeError(f"this is no torch.nn.Module but a {type(network).__name__}")
    return sum(value.numel() for _, value in torch.nn.Module.named_parameters(network))


def output(make: Made, x: np.ndarray, seed: int, asked: str) -> np.ndarray:
    """Give the network weights, and the images x.

    Args:
        make: makes the network.
        x: images.
        seed: of the weights.
        asked: "output", "output at zero" for what is learned being 0, or "input", for what has
            become of the images.
    """
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode

    class Undrawn(TorchDispatchMode):
        """Leaves out the drawing of first weights, which for large networks takes seconds."""

        def __torch_dispatch__(self, operation, types, arguments=(), keywords=None):  # type: ignore
            if operation.overloadpacket.__name__ in ("uniform_", "normal_"):
                return arguments[0]
            return operation(*arguments, **(keywords or {}))

    with Undrawn():  # type: ignore[no-untyped-call]
        network = make()
    if not isinstance(network, torch.nn.Module):
        raise RuntimeError(f"this is no torch.nn.Module but a {type(network).__name__}")
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
            # A row of numbers is repeated in large weights, which is faster. Its length is prime,
            # so that no two filters of a layer are the same.
            drawn = random.standard_normal(min(value.numel(), 100_003), dtype=np.float32)
            if kind == "running_var":
                drawn = random.uniform(0.5, 1.5, drawn.shape).astype(np.float32)
            elif len(shape) > 1:
                drawn *= np.float32(np.sqrt(2 / np.prod(shape[1:])))
            else:  # of a bias, a mean, or the scale of a normalisation
                drawn = np.float32(0.2) * drawn + np.float32(kind == "weight")
            if asked == "output at zero" and not kind.startswith("running"):
                drawn *= 0
            flat = torch.from_numpy(drawn)
            filled = value.reshape(-1)  # of the same memory: a network's weights are contiguous
            for start in range(0, len(filled), len(flat)):
                part = filled[start : start + len(flat)]
                part.copy_(flat[: len(part)])
        network.eval()
        images = torch.from_numpy(x.astype(np.float32))
        answer = network(images)
    if asked == "input":
        return images.numpy()
    return answer.numpy() if isinstance(answer, torch.Tensor) else answer


def layer_shapes(make: Made, input_shape: list[int]) -> str:
    """A line for each convolution, pooling and linear layer, as it is computed."""
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
                word, shape = words[name], list(first.shape)
                if shape[2:] == [1, 1]:
                    if word == "pooling":
                        return answer
                    word, shape = "linear", shape[:2]  # a 1×1 convolution of a single pixel
                lines.append(f"{word} {'×'.join(map(str, shape))}")
            return answer

    with torch.device("meta"), torch.no_grad():
        network = make()
        network.eval()
        with Recorder():  # type: ignore[no-untyped-call]
            network(torch.empty(input_shape))
    return "\n".join(lines)


def of_network(make: Any, device: str, asked: str) -> Any:
    """Call a function that takes a network, with one of the check's.

    Args:
        make: the function as a `functools.partial` whose first argument is the network as an
            expression, and the others what follows the network in the call.
        device: where the network is made.
        asked: "answer", or "changes" for a line for each thing that is no longer as it was.
    """
    import torch

    expression, *arguments = make.args
    with torch.device(device):
        network = eval(expression, {"nn": torch.nn})
    modules = list(network.modules())
    tensors = [*network.named_parameters(), *network.named_buffers()]
    if asked == "answer":
        return make.func(network, *arguments)
    values = [value.clone() for _, value in tensors]
    lines = []
    for is_training, mode, other in [
        (True, "training", "evaluation"),
        (False, "evaluation", "training"),
    ]:
        network.train(is_training)
        make.func(network, *arguments)
        if any(one.training != is_training for one in modules):
            lines.append(f"The network was in {mode} mode, and is now in {other} mode.")
    if any(one._forward_hooks or one._forward_pre_hooks for one in modules):
        lines.append("There are hooks left in the network.")
    if [id(one) for one in modules] != [id(one) for one in network.modules()]:
        lines.append("The network has other layers than before.")
    now = dict([*network.named_parameters(), *network.named_buffers()])
    for (name, _), value in zip(tensors, values, strict=True):
        if name not in now or now[name].device != value.device:
            lines.append(f"{name} is no longer where it was.")
        elif not torch.equal(now[name], value):
            lines.append(f"{name} has other values than before.")
    return "\n".join(lines)
