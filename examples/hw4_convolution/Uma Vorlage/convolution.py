"""Homework 4: convolution.

Implement the functions below; run `pytest` to see how far you are.
"""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


def conv1d(signal, kernel, stride=1, pad=0):
    # TODO: Implement the convolution of a signal.
    raise NotImplementedError("conv1d")


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    # TODO: Implement the matrix of conv1d.
    raise NotImplementedError("toeplitz_matrix")


def dense_parameters(n_in, n_out):
    # TODO: Implement the count.
    raise NotImplementedError("dense_parameters")


def local_parameters(filter_size, n_out):
    # TODO: Implement the count.
    raise NotImplementedError("local_parameters")


def shared_parameters(filter_size):
    # TODO: Implement the count.
    raise NotImplementedError("shared_parameters")


def conv2d_forward(x, w, b, stride=1, pad=0):
    # TODO: Implement the forward pass.
    raise NotImplementedError("conv2d_forward")


def conv2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("conv2d_backward")


def relu_forward(x):
    # TODO: Implement the forward pass.
    raise NotImplementedError("relu_forward")


def relu_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("relu_backward")


def max_pool2d_forward(x, size, stride):
    # TODO: Implement the forward pass.
    raise NotImplementedError("max_pool2d_forward")


def max_pool2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("max_pool2d_backward")


def fully_connected_forward(x, w, b):
    # TODO: Implement the forward pass.
    raise NotImplementedError("fully_connected_forward")


def fully_connected_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("fully_connected_backward")
