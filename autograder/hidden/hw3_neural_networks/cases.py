"""The cases that the hidden checks of Homework 3 draw.

Each property has its cases: one example where the sum over examples is not what is asked, no bias
or no weight decay unless the check is about it. Sizes are drawn first, then arrays. Activations
are of a few units, where outputs and gradients tell one answer from another, except where they
are large on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.checking import Tolerance, several_arrays

LARGE = 1000.0
"""An activation, or a score, whose exponential overflows."""

NEAR_LARGE = Tolerance(
    relative=1e-4,
    absolute=1e-3,
    reason="float32 numbers around 1000 are 6e-5 apart, so that their differences lose digits.",
)

AFTER_TRAINING = Tolerance(
    relative=1e-3,
    absolute=1e-3,
    reason=(
        "A step makes rounding errors up to (1 + step size · curvature) times as large. That is "
        "1 + 40/8 at most: 1300 times in four steps, from 6e-8 in float32 to 8e-5. Another answer "
        "differs by tenths."
    ),
)


@dataclass(frozen=True)
class ScoresCase:
    """Arguments of linear_scores."""

    x: np.ndarray
    W: np.ndarray
    b: np.ndarray


@st.composite
def scores_cases(draw: st.DrawFn, *, batch: bool = False, biased: bool = False) -> ScoresCase:
    """One input of shape (D,) or, as a `batch`, one to three of shape (N, D)."""
    examples, inputs = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    classes = draw(st.integers(1, 3))
    x, W, b = several_arrays(
        draw, (examples, inputs) if batch else (inputs,), (classes, inputs), (classes,)
    )
    return ScoresCase(x, W, b if biased else np.zeros(classes))


@st.composite
def activations(draw: st.DrawFn, *, axes: int = 1, large: float = 0.0) -> np.ndarray:
    """Activations for the sigmoid, of one to three along each axis.

    With `large`, at least one more, of that value; the others are as small as ever.
    """
    shape = draw(st.lists(st.integers(1, 3), min_size=axes, max_size=axes))
    (a,) = several_arrays(draw, tuple(shape))
    if large:
        a = np.append(a, large * np.array(draw(st.sampled_from([[1], [0.5], [0.03, 1]]))))
    return a


@dataclass(frozen=True)
class NeuronCase:
    """Arguments of the functions of one neuron."""

    w: np.ndarray
    Z: np.ndarray
    t: np.ndarray
    options: dict[str, float]
    """alpha, unless the check leaves it at its default."""


@st.composite
def neuron_cases(
    draw: st.DrawFn, *, several: bool = False, biased: bool = False, decayed: bool = False
) -> NeuronCase:
    """A neuron of one to three inputs.

    Args:
        draw: given by Hypothesis.
        several: two to four examples; otherwise there is one.
        biased: the bias is not 0; otherwise it is.
        decayed: alpha is given.
    """
    examples, inputs = draw(st.integers(2, 4)) if several else 1, draw(st.integers(1, 3))
    w, Z, bias = several_arrays(draw, (inputs,), (examples, inputs), (1,))
    return NeuronCase(
        w=np.append(bias if biased else 0, w) / 8,
        Z=Z,
        t=draw(_targets(examples)),
        options=draw(_options(decayed)),
    )


@st.composite
def certain_neuron_cases(draw: st.DrawFn, *, right: bool) -> NeuronCase:
    """Two examples: one activation is around ±1000, with the output `right` or wrong, one small."""
    sign, z = draw(st.sampled_from([1, -1])), draw(st.integers(-4, 4))
    other, target = draw(st.integers(1, 4)), draw(_targets(1))[0]
    return NeuronCase(
        w=np.array([0, sign * LARGE, 0.25]),
        Z=np.array([[1.0, z], [0, other]]),
        t=np.array([float((sign > 0) == right), target]),
        options={},
    )


@dataclass(frozen=True)
class TrainingCase:
    """Arguments of train_neuron."""

    Z: np.ndarray
    t: np.ndarray
    eta: float
    n_steps: int
    options: dict[str, float]
    """alpha, unless the check leaves it at its default."""


@st.composite
def training_cases(
    draw: st.DrawFn, *, steps: tuple[int, int] = (2, 4), decayed: bool = False
) -> TrainingCase:
    """One or three examples of one or two inputs.

    The number of examples is odd, so that the bias has a gradient at w = 0.
    """
    examples, inputs = draw(st.sampled_from([1, 3])), draw(st.integers(1, 2))
    (Z,) = several_arrays(draw, (examples, inputs))
    return TrainingCase(
        Z=Z,
        t=draw(_targets(examples)),
        eta=draw(st.sampled_from([0.125, 0.0625])),
        n_steps=draw(st.integers(*steps)),
        options=draw(_options(decayed)),
    )


@st.composite
def overshooting_cases(draw: st.DrawFn) -> TrainingCase:
    """One input thrice, with targets that differ, and a step size at which every step is too far.

    All that changes is the activation, by (1 + z²) (Σ t - 3x) at each step: from 0 by 5 or more,
    to and fro, each time to a larger objective.
    """
    z = draw(st.sampled_from([3.0, -3.0, 4.0, -4.0, 5.0]))
    t = draw(st.permutations([1.0, 1.0, 0.0]))
    return TrainingCase(
        Z=np.full((3, 1), z),
        t=np.array(t) if draw(st.booleans()) else 1 - np.array(t),
        eta=1.0,
        n_steps=draw(st.integers(2, 3)),
        options={},
    )


@dataclass(frozen=True)
class NetworkCase:
    """Arguments of the functions of a network with one hidden layer."""

    W: np.ndarray
    w: np.ndarray
    Z: np.ndarray
    t: np.ndarray
    options: dict[str, float]
    """alpha, unless the check leaves it at its default."""


@st.composite
def network_cases(
    draw: st.DrawFn,
    *,
    several_examples: bool = False,
    several_units: bool = False,
    decayed: bool = False,
    zero: str = "",
) -> NetworkCase:
    """A network of one to three inputs.

    Args:
        draw: given by Hypothesis.
        several_examples: two to four; otherwise there is one.
        several_units: two or three hidden units; otherwise there is one.
        decayed: alpha is given.
        zero: which of "W" and "w" is all zeros; neither by default.
    """
    examples = draw(st.integers(2, 4)) if several_examples else 1
    units = draw(st.integers(2, 3)) if several_units else 1
    inputs = draw(st.integers(1, 3))
    W, w, Z = several_arrays(draw, (units, inputs), (units,), (examples, inputs))
    return NetworkCase(
        W=0 * W if zero == "W" else W / 8,
        w=0 * w if zero == "w" else w / 2,
        Z=Z,
        t=draw(_targets(examples)),
        options=draw(_options(decayed)),
    )


@st.composite
def certain_network_cases(draw: st.DrawFn, *, right: bool) -> NetworkCase:
    """Two examples: one whose output has an activation around ±1000, one with a small one.

    The first hidden unit is certain of both: 1 for the first and 0 for the second.
    """
    sign, z = draw(st.sampled_from([1, -1])), draw(st.integers(-4, 4))
    other, target = draw(st.integers(-4, 4)), draw(_targets(1))[0]
    return NetworkCase(
        W=np.array([[LARGE, 0], [0, 0.25]]),
        w=np.array([sign * LARGE, draw(st.sampled_from([-2.0, -1, 1, 2]))]),
        Z=np.array([[1.0, z], [-1, other]]),
        t=np.array([float((sign > 0) == right), target]),
        options={},
    )


@dataclass(frozen=True)
class NetworkTrainingCase:
    """Arguments of train_mlp."""

    Z: np.ndarray
    t: np.ndarray
    n_hidden: int
    eta: float
    n_steps: int
    alpha: float
    seed: int

    @property
    def arguments(self) -> tuple[object, ...]:
        """In the order of train_mlp's parameters."""
        options = (self.n_hidden, self.eta, self.n_steps, self.alpha, self.seed)
        return (self.Z, self.t, *options)


@st.composite
def network_training_cases(draw: st.DrawFn, *, decayed: bool = False) -> NetworkTrainingCase:
    """One or three examples: an odd number, so that w has a gradient where all weights are 0."""
    examples, inputs = draw(st.sampled_from([1, 3])), draw(st.integers(1, 3))
    (Z,) = several_arrays(draw, (examples, inputs))
    return NetworkTrainingCase(
        Z=Z,
        t=draw(_targets(examples)),
        n_hidden=draw(st.integers(1, 3)),
        eta=0.125,
        n_steps=draw(st.integers(1, 3)),
        alpha=draw(st.sampled_from([0.5, 1.0, 2.0])) if decayed else 0.0,
        seed=draw(st.integers(0, 99)),
    )


@dataclass(frozen=True)
class SoftmaxCase:
    """Arguments of softmax_cross_entropy."""

    scores: np.ndarray
    labels: np.ndarray


@st.composite
def softmax_cases(
    draw: st.DrawFn, *, several: bool = False, shift: float = 0.0, gap: float = 0.0
) -> SoftmaxCase:
    """Scores of two to four classes.

    Args:
        draw: given by Hypothesis.
        several: two to four examples; otherwise there is one.
        shift: for each example, added to all of its scores or subtracted from them.
        gap: subtracted from the score of an example's label.
    """
    examples, classes = draw(st.integers(2, 4)) if several else 1, draw(st.integers(2, 4))
    (scores,) = several_arrays(draw, (examples, classes))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=examples, max_size=examples))
    scores[np.arange(examples), labels] -= gap
    if shift:
        signs = draw(st.lists(st.sampled_from([1, -1]), min_size=examples, max_size=examples))
        scores += shift * np.array(signs)[:, np.newaxis]
    return SoftmaxCase(scores, np.array(labels))


def _targets(examples: int) -> st.SearchStrategy[np.ndarray]:
    return st.lists(st.sampled_from([0.0, 1.0]), min_size=examples, max_size=examples).map(np.array)


def _options(decayed: bool) -> st.SearchStrategy[dict[str, float]]:
    if not decayed:
        return st.just({})
    return st.sampled_from([1.0, 2.0, 0.5]).map(lambda alpha: {"alpha": alpha})
