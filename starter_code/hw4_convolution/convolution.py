"""Homework 4: convolution, from one dimension to the layers of a convolutional network.

NumPy only. All arrays are float64 unless said otherwise; no function modifies its arguments.

Sizes:
    N images, C channels, H × W pixels; F filters of HH × WW pixels; the output is H' × W'.

A layer is a pair of functions. The forward function returns its output and a cache; the backward
function gets `dout`, the gradient of the loss with respect to that output, and this cache, and
returns the gradients of the loss with respect to the layer's inputs, in the shapes of the inputs.
"""

from typing import Any

import numpy as np

# Whatever your backward function needs from your forward function; nobody else looks inside.
Cache = Any


def conv_output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """How many positions a filter takes along one axis. (Problem 1)

    Args:
        n: size of the input along the axis, without padding.
        f: size of the filter along the axis.
        stride: step from one position of the filter to the next.
        pad: number of zeros added at each of the two ends of the input.

    Returns:
        The size of the output along the axis, a whole number ≥ 1.

    Raises:
        ValueError: with a sentence that says what is wrong, when the positions of the filter do
            not exactly cover the padded input, or when the filter is larger than it.

    Example:
        >>> conv_output_size(7, 3), conv_output_size(7, 3, stride=2), conv_output_size(7, 3, pad=1)
        (5, 3, 7)
        >>> conv_output_size(7, 3, stride=3)
        Traceback (most recent call last):
        ValueError: a filter of size 3 with stride 3 does not fit an input of size 7 with padding 0
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("conv_output_size")


def conv1d(signal: np.ndarray, kernel: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Convolution of a signal with a kernel, as mathematics defines it. (Problem 2)

    In a convolution the kernel is flipped: its last entry meets the signal's first.

    Args:
        signal: shape (n,).
        kernel: shape (f,).
        stride: step from one position of the kernel to the next.
        pad: number of zeros added at each of the two ends of the signal.

    Returns:
        Shape (conv_output_size(n, f, stride, pad),). The kernel stays inside the padded signal.

    Example:
        >>> conv1d(np.array([5.0, 9, 2, 6, 7, 9, 8]), np.array([1.0, 0, -1]))
        array([-3., -3.,  5.,  3.,  1.])
        >>> conv1d(np.array([5.0, 9, 2, 6, 7, 9, 8]), np.array([1.0, 0, -1]), stride=2)
        array([-3.,  5.,  1.])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("conv1d")


def toeplitz_matrix(kernel: np.ndarray, n: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """The matrix that convolves signals of size n with a kernel. (Problem 3)

    Args:
        kernel: shape (f,).
        n: size of the signals, without padding.
        stride: as in `conv1d`.
        pad: as in `conv1d`.

    Returns:
        The matrix T with T @ signal == conv1d(signal, kernel, stride, pad) for every signal of
        shape (n,); shape (conv_output_size(n, f, stride, pad), n).

    Example:
        >>> toeplitz_matrix(np.array([1.0, 0, -1]), 4)
        array([[-1.,  0.,  1.,  0.],
               [ 0., -1.,  0.,  1.]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("toeplitz_matrix")


def dense_parameters(n_in: int, n_out: int) -> int:
    """Weights of a dense layer, in which every output sees every input. (Problem 4)

    Args:
        n_in: number of inputs.
        n_out: number of outputs.

    Returns:
        The number of weights, without biases.

    Example:
        >>> dense_parameters(7, 3)
        21
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("dense_parameters")


def local_parameters(filter_size: int, n_out: int) -> int:
    """Weights of a locally connected layer. (Problem 4)

    Every output sees a neighbourhood of the input, through a filter of its own.

    Args:
        filter_size: number of inputs that an output sees.
        n_out: number of outputs.

    Returns:
        The number of weights, without biases.

    Example:
        >>> local_parameters(3, 3)
        9
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("local_parameters")


def shared_parameters(filter_size: int) -> int:
    """Weights of a convolutional layer with one filter. (Problem 4)

    Every output sees a neighbourhood of the input, and all use the same filter.

    Args:
        filter_size: number of inputs that an output sees.

    Returns:
        The number of weights, without biases.

    Example:
        >>> shared_parameters(3)
        3
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("shared_parameters")


def conv2d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, Cache]:
    """A convolutional layer, forward. (Problem 5)

    As in every framework this is the cross-correlation: the filters are not flipped.

    Args:
        x: images, shape (N, C, H, W).
        w: filters, shape (F, C, HH, WW).
        b: biases, shape (F,).
        stride: step of the filters along both axes.
        pad: number of rows and columns of zeros added at each of the image's four sides.

    Returns:
        out: shape (N, F, H', W'), with H' = conv_output_size(H, HH, stride, pad) and
            W' = conv_output_size(W, WW, stride, pad).
        cache: what `conv2d_backward` needs.

    Example:
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> w = np.array([[1.0, 0], [0, 0]]).reshape(1, 1, 2, 2)
        >>> out, cache = conv2d_forward(x, w, np.zeros(1))
        >>> out
        array([[[[0., 1.],
                 [3., 4.]]]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("conv2d_forward")


def conv2d_backward(dout: np.ndarray, cache: Cache) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A convolutional layer, backward. (Problem 6)

    Args:
        dout: gradient with respect to the output, shape (N, F, H', W').
        cache: what your `conv2d_forward` returned.

    Returns:
        dx: gradient with respect to the images, shape (N, C, H, W).
        dw: gradient with respect to the filters, shape (F, C, HH, WW).
        db: gradient with respect to the biases, shape (F,).
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("conv2d_backward")


def relu_forward(x: np.ndarray) -> tuple[np.ndarray, Cache]:
    """The rectified linear unit max(0, x), forward. (Problem 7)

    Args:
        x: any shape.

    Returns:
        out: the shape of x.
        cache: what `relu_backward` needs.

    Example:
        >>> out, cache = relu_forward(np.array([-2.0, 3.0]))
        >>> out
        array([0., 3.])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("relu_forward")


def relu_backward(dout: np.ndarray, cache: Cache) -> np.ndarray:
    """The rectified linear unit, backward. (Problem 7)

    The derivative at 0 is taken to be 0.

    Args:
        dout: gradient with respect to the output, the shape of x.
        cache: what your `relu_forward` returned.

    Returns:
        dx: gradient with respect to x, the shape of x.
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("relu_backward")


def max_pool2d_forward(x: np.ndarray, size: int, stride: int) -> tuple[np.ndarray, Cache]:
    """Max pooling, forward. (Problem 8)

    Each channel of each image is pooled by itself. Windows overlap where stride < size.

    Args:
        x: images, shape (N, C, H, W).
        size: height and width of the windows.
        stride: step of the windows along both axes.

    Returns:
        out: shape (N, C, H', W'), with H' = conv_output_size(H, size, stride) and
            W' = conv_output_size(W, size, stride).
        cache: what `max_pool2d_backward` needs.

    Example:
        >>> x = np.arange(15.0).reshape(1, 1, 3, 5)
        >>> out, cache = max_pool2d_forward(x, size=3, stride=2)
        >>> out
        array([[[[12., 14.]]]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("max_pool2d_forward")


def max_pool2d_backward(dout: np.ndarray, cache: Cache) -> np.ndarray:
    """Max pooling, backward. (Problem 8)

    Where several pixels of a window are its maximum, any choice among them is right.

    Args:
        dout: gradient with respect to the output, shape (N, C, H', W').
        cache: what your `max_pool2d_forward` returned.

    Returns:
        dx: gradient with respect to the images, shape (N, C, H, W).

    Example:
        With windows of three pixels in a row (the deck's example in one dimension), stride 2 and
        the row [1, 2, 5, 3, 4], both windows have their maximum at the pixel 5: dout = [1, 10]
        gives dx = [0, 0, 11, 0, 0].
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("max_pool2d_backward")


def fully_connected_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, Cache]:
    """A fully connected layer, forward. (Problem 9)

    Args:
        x: shape (N, …); each example is flattened, in the order of `reshape`, to D numbers.
        w: weights, shape (D, M).
        b: biases, shape (M,).

    Returns:
        out: shape (N, M).
        cache: what `fully_connected_backward` needs.

    Example:
        >>> x = np.array([[[1.0, 2.0]]])
        >>> out, cache = fully_connected_forward(x, np.array([[1.0], [10.0]]), np.array([0.5]))
        >>> out
        array([[21.5]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("fully_connected_forward")


def fully_connected_backward(
    dout: np.ndarray, cache: Cache
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A fully connected layer, backward. (Problem 9)

    Args:
        dout: gradient with respect to the output, shape (N, M).
        cache: what your `fully_connected_forward` returned.

    Returns:
        dx: gradient with respect to x, the shape of x.
        dw: gradient with respect to the weights, shape (D, M).
        db: gradient with respect to the biases, shape (M,).
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("fully_connected_backward")
