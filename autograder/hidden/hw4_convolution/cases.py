"""The cases that the hidden checks of Homework 4 draw.

Each property has its cases: a check of the stride draws square windows and no padding, so that a
mistake with rectangles or padding costs its own points only. Sizes are drawn first, then arrays.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from autograder.checking import (
    WindowGeometry,
    distinct_arrays,
    nonzero_arrays,
    several_arrays,
    window_geometries,
)

Range = tuple[int, int]
"""The smallest and the largest value that is drawn."""


@dataclass(frozen=True)
class SizeCase:
    """Arguments of conv_output_size that fit, and a size of the input that does not."""

    size: int
    filter_size: int
    stride: int
    pad: int
    output_size: int
    misfit: int


@st.composite
def size_cases(
    draw: st.DrawFn, *, strides: Range = (1, 4), pads: Range = (0, 3), too_small: bool = False
) -> SizeCase:
    """Sizes along one axis.

    Args:
        draw: given by Hypothesis.
        strides: the strides drawn; a misfit that is not `too_small` needs 2 and above.
        pads: the paddings drawn.
        too_small: whether the misfit is an input too small for the filter, or one that leaves a
            remainder when divided by the stride.
    """
    geometry = draw(
        window_geometries(strides=strides, pads=pads, largest_filter=5, largest_output=6)
    )
    size, filter_size = geometry.height, geometry.filter_height
    stride, pad = geometry.stride, geometry.pad
    if too_small:
        # An input of at least one element that, padded, lacks some to the filter's first window.
        misfit = draw(st.integers(1, 3))
        filter_size = misfit + 2 * pad + draw(st.integers(1, 4))
        size = filter_size - 2 * pad + stride * (geometry.output_height - 1)
    else:
        misfit = size + draw(st.integers(1, max(1, stride - 1)))
    return SizeCase(size, filter_size, stride, pad, geometry.output_height, misfit)


@dataclass(frozen=True)
class SignalCase:
    """Arguments of conv1d and toeplitz_matrix."""

    signal: np.ndarray
    kernel: np.ndarray
    options: dict[str, int]
    """Stride and pad, unless the check leaves them at their defaults."""


@st.composite
def signal_cases(
    draw: st.DrawFn, *, strides: Range | None = None, pads: Range | None = None
) -> SignalCase:
    """A signal and a kernel that fits; without `strides` or `pads`, the defaults are asked for."""
    geometry = draw(
        window_geometries(
            strides=strides or (1, 1), pads=pads or (0, 0), largest_filter=4, largest_output=4
        )
    )
    signal, kernel = several_arrays(draw, (geometry.height,), (geometry.filter_height,))
    return SignalCase(signal, kernel, _options(geometry, strides, pads))


@dataclass(frozen=True)
class ConvolutionCase:
    """Arguments of conv2d_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    dout: np.ndarray
    options: dict[str, int]
    """Stride and pad, unless the check leaves them at their defaults."""


@st.composite
def convolution_cases(
    draw: st.DrawFn,
    *,
    strides: Range | None = None,
    pads: Range | None = None,
    rectangular: bool = False,
    single: bool = False,
    biased: bool = False,
) -> ConvolutionCase:
    """Two-dimensional convolutions whose windows fit.

    Args:
        draw: given by Hypothesis.
        strides: the strides drawn; None leaves the argument out, for the default.
        pads: the paddings drawn; likewise.
        rectangular: height and width are drawn apart and the filter is never square; otherwise
            filter and input are square.
        single: one image, one channel, one filter.
        biased: the bias has no zeros; otherwise it is zero.
    """
    geometry = draw(window_geometries(strides=strides or (1, 1), pads=pads or (0, 0)))
    if single:
        geometry = replace(geometry, batch=1, channels=1, filters=1)
    if not rectangular:
        geometry = replace(geometry, width=geometry.height, filter_width=geometry.filter_height)
    elif geometry.filter_height == geometry.filter_width:
        # One more column of both leaves the output's size as it is.
        geometry = replace(
            geometry, width=geometry.width + 1, filter_width=geometry.filter_width + 1
        )
    x, w, b, dout = several_arrays(
        draw,
        geometry.input_shape,
        geometry.filter_shape,
        (geometry.filters,),
        geometry.output_shape,
    )
    return ConvolutionCase(
        x=x,
        w=w,
        b=_without_zeros(b) if biased else np.zeros(b.shape),
        dout=dout,
        options=_options(geometry, strides, pads),
    )


@dataclass(frozen=True)
class PoolingCase:
    """Arguments of max_pool2d_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    size: int
    stride: int
    dout: np.ndarray


@st.composite
def pooling_cases(
    draw: st.DrawFn,
    *,
    sizes: Range = (2, 3),
    extra_stride: Range = (0, 0),
    square: bool = True,
    negative: bool = False,
) -> PoolingCase:
    """Max pooling without ties, in windows that fit.

    Args:
        draw: given by Hypothesis.
        sizes: the windows' sizes.
        extra_stride: the stride minus the size: 0 tiles, below 0 overlaps, above leaves gaps.
        square: one image, one channel, as high as wide; otherwise each is drawn.
        negative: every input is below 0.
    """
    size = draw(st.integers(*sizes))
    stride = max(1, size + draw(st.integers(*extra_stride)))
    # Two outputs at least along one axis: otherwise there is nothing to overlap.
    rows = draw(st.integers(2, 3))
    columns = rows if square else draw(st.integers(1, 3))
    batch, channels = (1, 1) if square else (draw(st.integers(1, 2)), draw(st.integers(1, 3)))
    shape = (batch, channels, (rows - 1) * stride + size, (columns - 1) * stride + size)
    x = draw(distinct_arrays(*shape))
    return PoolingCase(
        x=x - x.max() - 1 if negative else x,
        size=size,
        stride=stride,
        dout=draw(nonzero_arrays(batch, channels, rows, columns)),
    )


@dataclass(frozen=True)
class ElementwiseCase:
    """An input of any shape without zeros, and a gradient that arrives at the output."""

    x: np.ndarray
    dout: np.ndarray


@st.composite
def elementwise_cases(draw: st.DrawFn) -> ElementwiseCase:
    """Arrays of one to four axes, of which x has no zeros: there the ReLU has a kink."""
    shape = draw(st.sampled_from([(1,), (2,), (4,), (2, 3), (2, 1, 3), (2, 3, 1, 2)]))
    x, dout = draw(nonzero_arrays(2, *shape))
    # One positive entry at least, so that something passes.
    x.flat[-1] = abs(x.flat[-1])
    return ElementwiseCase(x, dout)


@dataclass(frozen=True)
class LayerCase:
    """Arguments of fully_connected_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    dout: np.ndarray


@st.composite
def layer_cases(draw: st.DrawFn, *, axes: Range = (2, 2), biased: bool = False) -> LayerCase:
    """Fully connected layers; x has as many axes as `axes` says, the batch's included."""
    batch, outputs = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    shape = draw(st.lists(st.integers(1, 3), min_size=axes[0] - 1, max_size=axes[1] - 1))
    x, w, b, dout = several_arrays(
        draw, (batch, *shape), (math.prod(shape), outputs), (outputs,), (batch, outputs)
    )
    return LayerCase(x, w, _without_zeros(b) if biased else np.zeros(b.shape), dout)


def _without_zeros(array: np.ndarray) -> np.ndarray:
    return np.where(array < 0, array, array + 1)


def _options(geometry: WindowGeometry, strides: Range | None, pads: Range | None) -> dict[str, int]:
    return ({} if strides is None else {"stride": geometry.stride}) | (
        {} if pads is None else {"pad": geometry.pad}
    )
