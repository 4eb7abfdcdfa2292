"""The cases that the hidden checks of Homework 6's NumPy functions and data sets draw.

Each property has its cases, so that one misconception costs its own points only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.checking import distinct_arrays, integer_arrays, nonzero_arrays

seeds = st.integers(0, 2**32 - 1)
shapes = st.sampled_from([(1,), (4,), (2, 3), (3, 1), (2, 1, 3), (2, 3, 1, 2)])


@dataclass(frozen=True)
class StepCase:
    """Arguments of sgd_momentum, and the gradients and learning rates of further steps."""

    w: np.ndarray
    velocity: np.ndarray
    gradients: tuple[np.ndarray, ...]
    rates: tuple[float, ...]
    momentum: float


@st.composite
def step_cases(draw: st.DrawFn, *, steps: int = 1) -> StepCase:
    """Steps from a velocity that is nowhere 0; learning rate and momentum can be told apart."""
    shape = draw(shapes)
    w, velocity, *gradients = draw(nonzero_arrays(2 + steps, *shape))
    rates = draw(st.permutations([0.5, 0.1, 2.0, 0.01]))
    return StepCase(
        w, velocity, tuple(gradients), tuple(rates[:steps]), draw(st.sampled_from([0.9, 0.25]))
    )


@dataclass(frozen=True)
class DropoutCase:
    """Arguments of dropout_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    dout: np.ndarray
    p_drop: float
    seed: int


@st.composite
def dropout_cases(draw: st.DrawFn, *, entries: int = 200, wide: bool = False) -> DropoutCase:
    """Inputs without zeros, so that every entry shows whether it was dropped.

    Args:
        draw: given by Hypothesis.
        entries: how many there are at least. 200 are all kept, or all dropped, with a probability
            below 4/5 to the power of 200, or 5e-20.
        wide: whether there are also many examples, and many entries in each: a forward that wrongly
            has one mask for all examples, or drops whole ones, then costs its own points, and not
            those of the backward.
    """
    inner = draw(st.sampled_from([(60,), (6, 10)] if wide else [(), (1,), (5,), (2, 3)]))
    entries = 60 * 60 if wide else entries
    shape = (-(-entries // math.prod(inner)), *inner)
    # Small arrays that are repeated: what is drawn stays short.
    x, dout = (np.resize(draw(nonzero_arrays(7)), shape) for _ in range(2))
    # Not 1/2, where dropping and keeping, and their scales, are the same.
    return DropoutCase(x, dout, draw(st.sampled_from([0.25, 0.75, 0.2, 0.6])), draw(seeds))


@dataclass(frozen=True)
class NormalisationCase:
    """Arguments of batchnorm_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    gamma: np.ndarray
    beta: np.ndarray
    running: np.ndarray
    dout: np.ndarray
    options: dict[str, float]
    """Momentum and eps, unless the check leaves them at their defaults."""


@st.composite
def normalisation_cases(
    draw: st.DrawFn,
    *,
    scaled: bool = True,
    momentum: bool = False,
    large_eps: bool = False,
    fewest: int = 3,
) -> NormalisationCase:
    """Batches whose features vary: no two entries of x are equal.

    Args:
        draw: given by Hypothesis.
        scaled: gamma and beta have no zeros; otherwise they are 1 and 0.
        momentum: whether it is given.
        large_eps: an eps that counts is given.
        fewest: examples at least. Two are always normalised to ±1, so that dx is 0.
    """
    n, d = draw(st.integers(fewest, 5)), draw(st.integers(1, 4))
    x, dout = draw(distinct_arrays(n, d)), draw(nonzero_arrays(n, d))
    gamma, beta, mean, variance = draw(nonzero_arrays(4, d))
    options = {}
    if momentum:
        options["momentum"] = draw(st.sampled_from([0.5, 0.75, 0.25, 0.0]))
    if large_eps:
        options["eps"] = draw(st.sampled_from([1.0, 0.5, 3.0]))
    return NormalisationCase(
        x=x,
        gamma=gamma if scaled else np.ones(d),
        beta=beta if scaled else np.zeros(d),
        running=np.stack([mean, abs(variance)]),
        dout=dout,
        options=options,
    )


@dataclass(frozen=True)
class AugmentationCase:
    """Arguments of augment."""

    images: np.ndarray
    seed: int
    pad: int


@st.composite
def augmentation_cases(
    draw: st.DrawFn, *, pads: tuple[int, int] = (1, 2), largest_batch: int = 4
) -> AugmentationCase:
    """Images of which no two pixels are equal and none is 0, and which stay in sight.

    Every window then shows a pixel at least, and tells whether and how far it was moved.
    """
    pad = draw(st.integers(*pads))
    n, channels = draw(st.integers(1, largest_batch)), draw(st.integers(1, 3))
    height, width = draw(st.integers(pad + 1, pad + 3)), draw(st.integers(pad + 2, pad + 4))
    pixels = draw(distinct_arrays(n, channels, height, width))
    return AugmentationCase(pixels - pixels.min() + 1, draw(seeds), pad)


def numbered_images(n: int, channels: int, height: int, width: int) -> np.ndarray:
    """Images as in `augmentation_cases`, any number of them, all the same."""
    pixels = np.arange(1.0, channels * height * width + 1).reshape(channels, height, width)
    return np.tile(pixels, (n, 1, 1, 1))


@dataclass(frozen=True)
class ExamplesCase:
    """Images and their labels."""

    images: np.ndarray
    labels: np.ndarray


@st.composite
def examples_cases(draw: st.DrawFn) -> ExamplesCase:
    """Images of float32 or uint8, with or without an axis of channels."""
    n = draw(st.integers(1, 5))
    inner = draw(st.sampled_from([(3, 2), (2, 4), (1, 2, 3), (3, 2, 3), (2, 3, 2)]))
    pixels = abs(draw(nonzero_arrays(n, *inner, largest=100)))
    if draw(st.booleans()):
        images = np.ceil(pixels).astype(np.uint8)
    else:
        images = (pixels / 128).astype(np.float32)
    labels = abs(draw(integer_arrays(n))).astype(np.int64)
    return ExamplesCase(images, labels + 1)
