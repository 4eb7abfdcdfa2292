"""What is read from a reference's source, and the file of a bundle that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checking.signatures import FunctionSpec, Homework, Kind, read_signatures

SOURCE = '''
Cache = Any

def size(n: int, /, f: int = 3, *, pad: int = 0) -> int:
    """How many."""

def _helper(x):
    return x

def mean(x: np.ndarray) -> float: ...

def forward(x: np.ndarray) -> tuple[np.ndarray, Cache]: ...

def backward(dout: np.ndarray, cache: Cache) -> tuple[np.ndarray]: ...

class NoFunction:
    def method(self) -> int: ...

class Network(nn.Module):
    def __init__(self, n_in: int, n_out: int = 10) -> None: ...

def train(images: np.ndarray, *, seed: int) -> nn.Module: ...

def predict(model: nn.Module, images: np.ndarray) -> np.ndarray: ...

raise RuntimeError("a reference is read, and not run")
'''
SPECS = (
    FunctionSpec(
        "size", ("n", "f", "pad"), (Kind.INTEGER,), defaults=("3",), keyword_only=("pad",)
    ),
    FunctionSpec("mean", ("x",), (Kind.REAL,)),
    FunctionSpec("forward", ("x",), (Kind.ARRAY, Kind.OPAQUE)),
    FunctionSpec("backward", ("dout", "cache"), (Kind.ARRAY,), ("cache",)),
    FunctionSpec("Network", ("n_in", "n_out"), (Kind.OPAQUE,), defaults=("10",)),
    FunctionSpec("train", ("images", "seed"), (Kind.OPAQUE,), keyword_only=("seed",)),
    FunctionSpec("predict", ("model", "images"), (Kind.ARRAY,), ("model",)),
)


def test_public_functions_are_read_in_order_without_running_the_source() -> None:
    assert read_signatures(SOURCE) == SPECS


def test_a_signature_reads_as_a_call() -> None:
    assert SPECS[0].signature == "size(n, f=3, *, pad)"


@pytest.mark.parametrize("returns", ["", " -> str", " -> list[int]", " -> tuple[int, str]"])
def test_an_annotation_that_is_missing_or_unknown_is_said_with_its_line(returns: str) -> None:
    with pytest.raises(ValueError, match=r"f \(line 2\): annotate what it returns with int, float"):
        read_signatures(f"\ndef f(x){returns}: ...\n")


def test_homework_json_is_read_as_it_was_written(tmp_path: Path) -> None:
    homework = Homework("hw4_convolution", "Faltung", "convolution", SPECS, 59.5)
    path = tmp_path / "homework.json"
    path.write_text(homework.to_json(), encoding="utf-8")
    assert Homework.read(path) == homework
