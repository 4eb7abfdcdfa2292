"""Hypothesis strategies for the cases of numeric checks. Imports NumPy and Hypothesis only.

A counterexample is read by a student: so arrays hold small integers (now and then halves, which
catch a result that was truncated to integers), in small shapes, and shrink to zeros and ones.
An array is drawn as one string of bytes, a single choice to Hypothesis: that is some 20 times
faster than one draw per element, and shrinks as well. A shape's strategy is made once: Hypothesis
looks through each new one before it draws from it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

FEW_EXAMPLES = 10
"""Enough where numbers don't matter: whether an argument is modified does not depend on them."""


def telling(expected: np.ndarray) -> np.ndarray:
    """The expected answer, in cases on which answering with zeros is wrong."""
    # Rare: no array of a case is all zeros, but products of zeros, or a sum, can be.
    assume(np.any(expected))
    return expected


@functools.cache
def integer_arrays(*shape: int, largest: int = 5) -> st.SearchStrategy[np.ndarray]:
    """float64 arrays of `shape` with values in -largest…largest, or half of that."""
    # Byte 0 is the value 0, 1 is 1, 2 is -1, 3 is 2, …: smaller bytes are simpler numbers.
    signed = np.array([(-1) ** (k + 1) * ((k + 1) // 2) for k in range(2 * largest + 1)])
    return _arrays_of(signed.astype(np.float64), shape)


@functools.cache
def nonzero_arrays(*shape: int, largest: int = 5) -> st.SearchStrategy[np.ndarray]:
    """As `integer_arrays`, but without zeros, where functions such as the ReLU have a kink."""
    signed = np.array([(-1) ** k * (k // 2 + 1) for k in range(2 * largest)])
    return _arrays_of(signed.astype(np.float64), shape)


@functools.cache
def distinct_arrays(*shape: int) -> st.SearchStrategy[np.ndarray]:
    """float64 arrays of `shape` whose values are distinct integers around 0, in any order."""
    size = math.prod(shape)

    def ranks(keys: bytes) -> np.ndarray:
        order = np.argsort(np.frombuffer(keys, dtype=np.uint8), kind="stable")
        values = np.empty(size)
        values[order] = np.arange(size) - size // 3
        return values.reshape(shape)

    return st.binary(min_size=size, max_size=size).map(ranks)


def several_arrays(draw: st.DrawFn, *shapes: tuple[int, ...]) -> list[np.ndarray]:
    """As `integer_arrays`, one for each shape, none all zeros: in one draw, which is faster."""
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    parts = np.split(draw(integer_arrays(int(ends[-1]))), ends[:-1])
    for part in parts:
        if not part.any():
            part[-1] = 1
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


@dataclass(frozen=True)
class WindowGeometry:
    """Sizes of a 2-D convolution or pooling whose windows fit exactly."""

    batch: int
    channels: int
    height: int
    width: int
    filters: int
    filter_height: int
    filter_width: int
    stride: int
    pad: int

    @property
    def output_height(self) -> int:
        """Rows of the output."""
        return (self.height + 2 * self.pad - self.filter_height) // self.stride + 1

    @property
    def output_width(self) -> int:
        """Columns of the output."""
        return (self.width + 2 * self.pad - self.filter_width) // self.stride + 1

    @property
    def input_shape(self) -> tuple[int, int, int, int]:
        """(N, C, H, W)."""
        return (self.batch, self.channels, self.height, self.width)

    @property
    def filter_shape(self) -> tuple[int, int, int, int]:
        """(F, C, HH, WW)."""
        return (self.filters, self.channels, self.filter_height, self.filter_width)

    @property
    def output_shape(self) -> tuple[int, int, int, int]:
        """(N, F, H', W')."""
        return (self.batch, self.filters, self.output_height, self.output_width)


@st.composite
def window_geometries(
    draw: Callable[[st.SearchStrategy[int]], int],
    *,
    strides: tuple[int, int] = (1, 3),
    pads: tuple[int, int] = (0, 2),
    largest_filter: int = 3,
    largest_output: int = 3,
) -> WindowGeometry:
    """Geometries whose windows fit: from N = C = F = 1 up, square and asymmetric.

    The output's size is drawn and the input's computed, so that no draw is thrown away. Windows
    overlap (stride < filter), tile, and leave gaps (stride > filter).
    """
    filter_height = draw(st.integers(1, largest_filter))
    filter_width = draw(st.integers(1, largest_filter))
    stride = draw(st.integers(*strides))
    pad = draw(st.integers(*pads))

    def input_size(filter_size: int) -> int:
        fewest = max(1, -(-(1 + 2 * pad - filter_size) // stride) + 1)
        outputs = draw(st.integers(fewest, max(fewest, largest_output)))
        return (outputs - 1) * stride + filter_size - 2 * pad

    return WindowGeometry(
        batch=draw(st.integers(1, 2)),
        channels=draw(st.integers(1, 3)),
        height=input_size(filter_height),
        width=input_size(filter_width),
        filters=draw(st.integers(1, 3)),
        filter_height=filter_height,
        filter_width=filter_width,
        stride=stride,
        pad=pad,
    )


def _arrays_of(values: np.ndarray, shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    """Arrays of `shape` over `values`, simplest first; one draw in four is halved."""
    size = math.prod(shape)

    def build(drawn: tuple[bytes, int]) -> np.ndarray:
        keys, scale = drawn
        index = np.frombuffer(keys, dtype=np.uint8) % len(values)
        return (values[index] * (0.5 if scale == 3 else 1.0)).reshape(shape)

    # `st.builds` would inspect the signature of `build` at every draw.
    return st.tuples(st.binary(min_size=size, max_size=size), st.integers(0, 3)).map(build)
