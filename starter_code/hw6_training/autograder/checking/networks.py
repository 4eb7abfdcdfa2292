"""What checks ask of a PyTorch network, and never of its own account of itself.

A network is known by its state, by the shapes that its layers give, and by its output for weights
that the check chooses: the values of a weight depend on its kind and shape alone, so that neither
the names nor the order in which a right network defines its layers matter. The asking is done by
`network_helpers`, next to the submission. Imports NumPy and this folder.
"""

from __future__ import annotations

import functools
import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checking import network_helpers
from autograder.checking.rendering import printable
from autograder.checking.signatures import Kind
from autograder.checking.student import StudentFunction

_MOST_SHOWN = 8


def state_of(function: Callable[..., Any], *arguments: object, **keywords: object) -> Counter[str]:
    """How often each kind and shape of parameter, and of running statistic, is in a network.

    For example ``{"weight 6×1×5×5": 1, "bias 6": 1}``. The network is made without memory, on
    PyTorch's device ``meta``, however large it is; ones at the end of a shape are left out, so
    that a 1×1 convolution and a linear layer of the same weights agree.
    """
    text = _ask(function, network_helpers.state, Kind.TEXT, (), arguments, keywords)
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
    given = (x, seed, "output")
    return np.array(_ask(function, network_helpers.output, Kind.ARRAY, given, arguments, keywords))


def output_at_zero(
    function: Callable[..., Any], x: np.ndarray, *arguments: object, **keywords: object
) -> np.ndarray:
    """As `output_of`, with all that is learned at 0, and statistics of any values."""
    given = (x, 0, "output at zero")
    return np.array(_ask(function, network_helpers.output, Kind.ARRAY, given, arguments, keywords))


def input_after(
    function: Callable[..., Any], x: np.ndarray, *arguments: object, **keywords: object
) -> np.ndarray:
    """What has become of a network's input when it has answered; `x` itself is never changed."""
    given = (x, 0, "input")
    return np.array(_ask(function, network_helpers.output, Kind.ARRAY, given, arguments, keywords))


def parameters_of(function: Callable[..., Any], *arguments: object, **keywords: object) -> int:
    """How many numbers a network learns; it is made on `meta`."""
    answer = _ask(function, network_helpers.parameters, Kind.INTEGER, (), arguments, keywords)
    return int(str(answer))


def layer_shapes_of(
    function: Callable[..., Any],
    input_shape: tuple[int, ...],
    *arguments: object,
    **keywords: object,
) -> list[str]:
    """The shapes that convolutions, poolings and linear layers give, in the order of computing.

    For example ``["convolution 1×6×28×28", "pooling 1×6×14×14", "linear 1×120"]``; on ``meta``.
    The mean over all pixels is left out: it can be written in many ways. So can a linear layer: a
    convolution that gives a single pixel counts as one.
    """
    text = _ask(
        function, network_helpers.layer_shapes, Kind.TEXT, (list(input_shape),), arguments, keywords
    )
    return str(text).splitlines()


def answer_about(
    function: Callable[..., Any], network: str, *arguments: object, device: str = "cpu"
) -> int:
    """What a function that counts says of a network of the check's.

    Args:
        function: takes a network first, and returns a whole number.
        network: the network as an expression, such as ``"nn.Linear(3, 2)"``.
        *arguments: what else the function is given.
        device: where the network is made.
    """
    given = (device, "answer")
    return int(
        str(
            _ask(
                function, network_helpers.of_network, Kind.INTEGER, given, (network, *arguments), {}
            )
        )
    )


def changes_to(function: Callable[..., Any], network: str, *arguments: object) -> list[str]:
    """What a function has changed in a network of the check's, as `answer_about`: sentences."""
    given = ("cpu", "changes")
    text = _ask(function, network_helpers.of_network, Kind.TEXT, given, (network, *arguments), {})
    return str(text).splitlines()


def assert_same_state(received: Counter[str], expected: Mapping[str, int]) -> None:
    """Assert that a network has the parameters and running statistics that it should."""
    _assert_same(received, expected, "The network's parameters and running statistics are wrong.")


def assert_same_layers(received: list[str], expected: list[str], *, ordered: bool = True) -> None:
    """Assert that a network's layers give the shapes that they should.

    Args:
        received: by `layer_shapes_of`.
        expected: likewise.
        ordered: False where some of them may be computed in any order, such as branches.
    """
    _assert_same(Counter(received), Counter(expected), "The outputs of the layers are wrong.")
    if ordered and received != expected:
        place = [one == other for one, other in zip(received, expected, strict=True)].index(False)
        raise AssertionError(
            "The layers follow one another in another order than they should.\n"
            f"expected at place {place + 1}: {expected[place]}\nreceived: {received[place]}"
        )


def _assert_same(received: Counter[str], expected: Mapping[str, int], sentence: str) -> None:
    right = Counter(expected)
    if received == right:
        return
    lines = [sentence]
    for word, parts, others in [
        ("missing", right - received, received),
        ("too many", received - right, right),
    ]:
        shown = [
            f"{part} ({number} of {number + others[part]})" if number + others[part] > 1 else part
            for part, number in parts.items()
        ]
        if shown:
            more = f", … and {len(shown) - _MOST_SHOWN} others" * (len(shown) > _MOST_SHOWN)
            lines.append(f"{word}: {', '.join(map(printable, shown[:_MOST_SHOWN]))}{more}")
    raise AssertionError("\n".join(lines))


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
    return _of_reference(function, helper, pickle.dumps((given, arguments, keywords)))


# Deep networks take time. The checks are tried on the reference before the first submission is
# examined, and an examination, as a fork, finds here what was answered then.
@functools.lru_cache(maxsize=1000)
def _of_reference(function: Callable[..., Any], helper: Any, question: bytes) -> object:
    given, arguments, keywords = pickle.loads(question)
    return helper(functools.partial(function, *arguments, **keywords), *given)
