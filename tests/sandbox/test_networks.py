"""Networks behind the wall: known by their state and their output, whatever they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.local_caller import LocalCaller
from autograder.checking.networks import (
    answer_about,
    assert_same_layers,
    assert_same_state,
    changes_to,
    input_after,
    layer_shapes_of,
    output_at_zero,
    output_of,
    parameters_of,
    state_of,
)
from autograder.checking.signatures import FunctionSpec, read_signatures
from autograder.checking.student import Journal, StudentModule
from autograder.checking.verdicts import CheckStopped, Verdict, submission_trace
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions

pytest.importorskip("torch")

NETWORK = '''
import torch
from torch import nn

class Network(nn.Module):
    """One convolution, one normalisation, one linear layer."""

    def __init__(self, n_classes: int = 10) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(1, 4, 3)
        self.norm = nn.BatchNorm2d(4)
        self.gate = nn.Linear(4, 4)
        self.linear = nn.Linear(16, n_classes)

    def forward(self, x):
        x = torch.relu(self.norm(self.convolution(x)))
        x = x * torch.sigmoid(self.gate(x.mean((2, 3))))[..., None, None]
        return self.linear(nn.functional.max_pool2d(x, 2).flatten(1))
'''
OTHERWISE = """
import torch
from torch import nn

def Network(n_classes=10):
    class Gate(nn.Module):
        def __init__(self):
            super().__init__()
            self.squeeze = nn.Conv2d(4, 4, 1)
        def forward(self, x):
            return x * torch.sigmoid(self.squeeze(x.mean((2, 3), keepdim=True)))
    class Reordered(nn.Module):
        def __init__(self):
            super().__init__()
            self.head = nn.Linear(16, n_classes)
            self.body = nn.Sequential(
                nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), Gate(), nn.MaxPool2d(2)
            )
        def forward(self, x):
            return self.head(torch.flatten(self.body(x), 1))
    return Reordered()
"""
HUGE = """
from torch import nn
def Network(n_classes=10): return nn.Linear(10**6, 10**6)
"""
GATE = """
import torch
from torch import nn
class Network(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(6, 2), nn.ReLU(), nn.Linear(2, 6), nn.Sigmoid())
    def forward(self, x):
        return x * self.layers(x)
"""
COUNTING = """
import torch
from torch import nn

def n_weights(network: nn.Module) -> int:
    return sum(value.numel() for value in network.parameters())

def leaves_traces(network: nn.Module, size: int) -> int:
    network.train()
    network(torch.ones(1, 3, size, size))
    network.register_forward_hook(print)
    return 7
"""
X = np.random.default_rng(0).normal(size=(3, 1, 6, 6)).astype(np.float32)
SPECS = read_signatures(NETWORK)
COUNTING_SPECS = read_signatures(COUNTING)

MakeStudent = Callable[..., StudentModule]


@pytest.fixture(scope="module")
def torch_parent() -> Iterator[WarmParent]:
    parent = WarmParent(SandboxOptions(libraries=("numpy", "torch"), memory_bytes=1 << 30))
    yield parent
    parent.close()


@pytest.fixture(params=["in the sandbox", "locally"])
def student_of(
    request: pytest.FixtureRequest, torch_parent: WarmParent, tmp_path: Path
) -> Iterator[MakeStudent]:
    sessions = []

    def make(source: str, specs: tuple[FunctionSpec, ...] = SPECS) -> StudentModule:
        if request.param == "locally":
            path = tmp_path / f"networks_{len(list(tmp_path.iterdir()))}.py"
            path.write_text(source)
            return StudentModule(specs, LocalCaller(path), Journal())
        submitted = SubmittedFiles("networks", {"networks.py": source.encode()})
        sessions.append(SandboxSession(torch_parent, submitted, TimeLimits(5, 20)))
        return StudentModule(specs, sessions[-1], Journal())

    yield make
    for session in sessions:
        session.close()


def test_a_class_is_called_like_a_function() -> None:
    assert (FunctionSpec("Network", ("n_classes",), SPECS[0].returns, defaults=("10",)),) == SPECS


def test_names_and_order_of_layers_do_not_matter(student_of: MakeStudent) -> None:
    one, other = student_of(NETWORK), student_of(OTHERWISE)
    assert state_of(one.Network, 5) == state_of(other.Network, n_classes=5)
    expected = output_of(one.Network, X, 7)
    assert expected.shape == (3, 10)
    np.testing.assert_allclose(output_of(other.Network, X, 7), expected, rtol=1e-5, atol=1e-6)


def test_the_state_is_told_by_kind_and_shape(student_of: MakeStudent) -> None:
    assert state_of(student_of(NETWORK).Network, 5) == Counter(
        {
            "weight 4×1×3×3": 1,
            "bias 4": 3,  # of the convolution, the normalisation and the gate
            "weight 4": 1,
            "running_mean 4": 1,
            "running_var 4": 1,
            "weight 4×4": 1,
            "weight 5×16": 1,
            "bias 5": 1,
        }
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("torch.relu(", "("),
        ("max_pool2d(x, 2)", "avg_pool2d(x, 2)"),
        ("torch.sigmoid(self", "torch.tanh(self"),
        ("self.norm(", "("),
    ],
)
def test_another_network_of_the_same_state_has_another_output(
    student_of: MakeStudent, right: str, wrong: str
) -> None:
    assert right in NETWORK
    one, other = student_of(NETWORK).Network, student_of(NETWORK.replace(right, wrong, 1)).Network
    assert state_of(one) == state_of(other)
    assert not np.allclose(output_of(one, X, 7), output_of(other, X, 7), atol=1e-3)


def test_other_seeds_are_other_weights(student_of: MakeStudent) -> None:
    network = student_of(NETWORK).Network
    assert not np.allclose(output_of(network, X, 7), output_of(network, X, 8), atol=1e-3)


@pytest.mark.parametrize("source", [NETWORK, OTHERWISE], ids=["linear", "1×1 convolution"])
def test_the_shape_after_each_layer_is_seen(student_of: MakeStudent, source: str) -> None:
    shapes = layer_shapes_of(student_of(source).Network, (1, 1, 6, 6))
    assert shapes == ["convolution 1×4×4×4", "linear 1×4", "pooling 1×4×2×2", "linear 1×10"]


def test_a_huge_network_is_looked_at_without_its_memory(student_of: MakeStudent) -> None:
    state = state_of(student_of(HUGE).Network)
    assert state == Counter({"weight 1000000×1000000": 1, "bias 1000000": 1})


def test_a_network_larger_than_the_memory_is_out_of_memory(
    torch_parent: WarmParent, tmp_path: Path
) -> None:
    submitted = SubmittedFiles("networks", {"networks.py": HUGE.encode()})
    with SandboxSession(torch_parent, submitted, TimeLimits(5, 20)) as session:
        with pytest.raises(CheckStopped) as raised:
            output_of(StudentModule(SPECS, session, Journal()).Network, X, 7)
        assert raised.value.verdict is Verdict.OUT_OF_MEMORY


def test_what_is_no_module_is_said_to_be_none(student_of: MakeStudent) -> None:
    with pytest.raises(RuntimeError, match=r"no torch\.nn\.Module but a str$"):
        state_of(student_of("def Network(n_classes=10): return 'LeNet'").Network)


def test_an_error_in_the_forward_pass_is_the_submissions_own(student_of: MakeStudent) -> None:
    broken = NETWORK.replace("nn.Linear(16,", "nn.Linear(17,")
    with pytest.raises(RuntimeError) as raised:
        output_of(student_of(broken).Network, X, 7)
    trace = submission_trace(raised.value)
    assert trace is not None
    assert "in forward" in trace.lines[-1]


def test_a_stub_is_not_implemented_yet(student_of: MakeStudent) -> None:
    stub = (
        "from torch import nn\n"
        "class Network(nn.Module):\n"
        "    def __init__(self, n_classes=10): raise NotImplementedError('Network')\n"
    )
    with pytest.raises(CheckStopped, match="Not implemented yet"):
        state_of(student_of(stub).Network)


def test_parameters_are_counted_without_statistics(student_of: MakeStudent) -> None:
    assert parameters_of(student_of(NETWORK).Network, 5) == 40 + 8 + 20 + 85
    assert parameters_of(student_of(HUGE).Network) == 10**12 + 10**6


def test_what_is_learned_can_be_zero(student_of: MakeStudent) -> None:
    np.testing.assert_array_equal(output_at_zero(student_of(GATE).Network, X), X / 2)


@pytest.mark.parametrize(("source", "is_changed"), [(GATE, False), ("in place", True)])
def test_a_network_that_writes_into_its_input_is_noticed(
    student_of: MakeStudent, source: str, is_changed: bool
) -> None:
    in_place = GATE.replace("return x * self.layers(x)", "return x.mul_(self.layers(x))")
    network = student_of(in_place if is_changed else source).Network
    x = X.copy()
    assert np.array_equal(input_after(network, x), X) is not is_changed
    np.testing.assert_array_equal(x, X)
    expected = output_of(student_of(GATE).Network, X, 3)
    np.testing.assert_array_equal(output_of(network, x, 3), expected)


def test_a_layer_that_is_filled_by_repetition_has_no_equal_rows(student_of: MakeStudent) -> None:
    source = """
from torch import nn
def Network(n_classes=10): return nn.Linear(n_classes, 5000, bias=False)
"""
    weights = output_of(student_of(source).Network, np.eye(100), 1, 100)  # one column in each row
    assert len(np.unique(weights.T, axis=0)) == 5000


def test_the_mean_of_all_pixels_is_no_layer(student_of: MakeStudent) -> None:
    source = """
from torch import nn
def Network(n_classes=10): return nn.Sequential(nn.Conv2d(1, 4, 3), nn.AvgPool2d(4))
"""
    assert layer_shapes_of(student_of(source).Network, (1, 1, 6, 6)) == ["convolution 1×4×4×4"]


@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_a_function_is_asked_about_a_network_of_the_checks(
    student_of: MakeStudent, device: str
) -> None:
    student = student_of(COUNTING, COUNTING_SPECS)
    network = "nn.Sequential(nn.Linear(3, 2), nn.ReLU())"
    assert answer_about(student.n_weights, network, device=device) == 8


def test_what_a_function_does_to_a_network_is_seen(student_of: MakeStudent) -> None:
    student = student_of(COUNTING, COUNTING_SPECS)
    network = "nn.Sequential(nn.Conv2d(3, 2, 1), nn.BatchNorm2d(2))"
    assert changes_to(student.n_weights, network) == []
    assert changes_to(student.leaves_traces, network, 4) == [
        "The network was in evaluation mode, and is now in training mode.",
        "There are hooks left in the network.",
        "1.running_mean has other values than before.",
        "1.running_var has other values than before.",
        "1.num_batches_tracked has other values than before.",
    ]


def test_the_reference_is_asked_the_same_question_once() -> None:
    made = []

    def network(n_classes: int = 10) -> object:
        import torch

        made.append(n_classes)
        return torch.nn.Linear(3, n_classes)

    x = np.ones((1, 3), np.float32)
    first = output_of(network, x, 1, 2)
    expected = first.copy()
    first[:] = 0  # what a check does with an answer does not change the next one
    np.testing.assert_array_equal(output_of(network, x, 1, 2), expected)
    assert made == [2]
    assert not np.allclose(output_of(network, x, 2, 2), expected)
    assert not np.allclose(output_of(network, 2 * x, 1, 2), expected)
    output_of(network, x, 1, 5)
    state_of(network, 2)
    assert made == [2, 2, 2, 5, 2]


def test_the_message_says_what_is_missing_and_what_is_too_many() -> None:
    with pytest.raises(AssertionError) as raised:
        assert_same_state(Counter({"bias 4": 3, "bias 5": 1}), {"bias 4": 1, "weight 4": 2})
    assert str(raised.value).splitlines()[1:] == [
        "missing: weight 4 (2 of 2)",
        "too many: bias 4 (2 of 3), bias 5",
    ]


def test_the_message_says_where_the_order_of_layers_is_wrong() -> None:
    layers = ["convolution 1×2×3×3", "pooling 1×2×1×2", "linear 1×4"]
    assert_same_layers(layers, layers)
    assert_same_layers(layers[::-1], layers, ordered=False)
    with pytest.raises(AssertionError, match="expected at place 2: pooling"):
        assert_same_layers([layers[0], layers[2], layers[1]], layers)
    with pytest.raises(AssertionError, match="missing: linear 1×4"):
        assert_same_layers(layers[:2], layers, ordered=False)
