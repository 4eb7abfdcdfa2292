"""The cases that the hidden checks of Homework 5 draw, and how networks are compared.

A network is compared with the reference's for weights that both are given. Blocks are small, so
that several are drawn. A whole network takes up to a second, so that one image, the same in every
run, must do. Of the thousand scores for it, a message shows nine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.checking import Tolerance, assert_close, nonzero_arrays, telling
from autograder.checking.networks import input_after, output_of

FEW_NETWORKS = 8
"""Examples of a check that makes a small network for each."""
THROUGH_MANY_LAYERS = Tolerance(
    relative=1e-3,
    absolute=5e-4,
    reason=(
        "Each of a deep network's layers enlarges the rounding of those before it: right networks "
        "that compute in another order are 2e-5 of the largest score apart, wrong ones a tenth."
    ),
)


@dataclass(frozen=True)
class BlockCase:
    """A block's arguments, images for it, and the seed of its weights."""

    arguments: tuple[int, ...]
    x: np.ndarray
    seed: int


def _images(draw: st.DrawFn, channels: int, *, batch: int | None = None) -> np.ndarray:
    """Images of a few pixels, never square, one or two of them."""
    height, width = draw(st.sampled_from([(3, 5), (4, 3), (5, 6), (6, 4)]))
    n = batch or draw(st.integers(1, 2))
    return draw(nonzero_arrays(n, channels, height, width))


@st.composite
def inception_cases(draw: st.DrawFn) -> BlockCase:
    """Inception modules whose convolutions all have other numbers of filters."""
    filters = draw(st.permutations(range(2, 9)))
    return BlockCase(tuple(filters), _images(draw, filters[0]), draw(st.integers(0, 999)))


@st.composite
def basic_block_cases(draw: st.DrawFn, *, projected: bool = False) -> BlockCase:
    """Basic blocks: with as many channels and stride 1, or else where the shape changes."""
    n, more = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    kinds = [(n, n, 2), (n, n + more, 1), (n, n + more, 2), (n + more, n, 2)]
    arguments = draw(st.sampled_from(kinds)) if projected else (n, n)
    return BlockCase(arguments, _images(draw, n if arguments[0] == n else n + more), _seed(draw))


@st.composite
def bottleneck_cases(draw: st.DrawFn, *, projected: bool = False) -> BlockCase:
    """Bottlenecks without groups: where the shape is kept, or else where it changes."""
    n = draw(st.integers(2, 3))
    kinds = [(4 * n, n, 2), (n + 1, n, 1), (n + 3, n, 2)]
    arguments = draw(st.sampled_from(kinds)) if projected else (4 * n, n)
    return BlockCase(arguments, _images(draw, arguments[0]), _seed(draw))


@st.composite
def grouped_bottleneck_cases(draw: st.DrawFn) -> BlockCase:
    """Bottlenecks with 2 to 4 groups, of other widths than the block's own."""
    cardinality, width = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    return BlockCase((8, 2, 1, cardinality, width), _images(draw, 8), _seed(draw))


@st.composite
def dense_layer_cases(draw: st.DrawFn) -> BlockCase:
    """Dense layers whose normalisations have different sizes."""
    in_channels, growth_rate = draw(st.integers(2, 6)), draw(st.integers(2, 3))
    return BlockCase((in_channels, growth_rate), _images(draw, in_channels), _seed(draw))


@st.composite
def dense_block_cases(draw: st.DrawFn) -> BlockCase:
    """Dense blocks of two to four layers."""
    n_layers, in_channels = draw(st.integers(2, 4)), draw(st.integers(2, 5))
    arguments = (n_layers, in_channels, draw(st.integers(2, 3)))
    return BlockCase(arguments, _images(draw, in_channels), _seed(draw))


@st.composite
def gate_cases(draw: st.DrawFn, *, batch: int = 1) -> BlockCase:
    """Squeeze-and-excitation of as many images; channels are not always a multiple."""
    reduction = draw(st.integers(2, 3))
    channels = reduction * draw(st.integers(2, 4)) + draw(st.integers(0, 1))
    return BlockCase((channels, reduction), _images(draw, channels, batch=batch), _seed(draw))


def _seed(draw: st.DrawFn) -> int:
    return draw(st.integers(0, 999))


Made = Callable[..., object]
"""A class, or a function, of a submission or the reference, that makes a network."""


def check_block(student: Made, reference: Made, case: BlockCase) -> None:
    """Assert that both give the same output for the same weights."""
    expected = output_of(reference, case.x, case.seed, *case.arguments)
    received = output_of(student, case.x, case.seed, *case.arguments)
    assert_close(received, telling(expected), name="the output for weights of the check's choosing")


def check_network(
    student: Made, reference: Made, image_shape: tuple[int, ...], *arguments: int, seed: int = 0
) -> None:
    """The same of a whole network and one image."""
    x = _image(image_shape, seed)
    expected = output_of(reference, x, seed, *arguments)
    received = output_of(student, x, seed, *arguments)
    assert_close(
        received,
        expected,
        name="the output for weights of the check's choosing",
        tolerance=THROUGH_MANY_LAYERS,
    )


def check_keeps_input(student: Made, reference: Made, case: BlockCase) -> None:
    """Assert that the block's output is right, and that it has not written into its input."""
    try:
        check_block(student, reference, case)
    except AssertionError as error:
        raise AssertionError(
            f"This point needs a right answer first, and the answer is wrong: {error}"
        ) from None
    after = input_after(student, case.x, *case.arguments)
    assert_close(after, case.x, name="the input, once the output is computed,")


def _image(shape: tuple[int, ...], seed: int) -> np.ndarray:
    return np.random.default_rng([seed, *shape]).normal(size=(1, *shape)).astype(np.float32)
