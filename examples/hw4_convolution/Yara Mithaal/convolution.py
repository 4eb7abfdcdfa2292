"""Homework 4, work in progress.  Yara Mithaal"""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


def conv1d(signal, kernel, stride=1, pad=0):
    flipped = kernel[::-1]
    # TODO padding and stride, only works without
    out = []
    for i in range(len(signal) - len(kernel) + 1):
        out.append(np.sum(signal[i:i + len(kernel)] * flipped))
    return np.array(out)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    pass


def dense_parameters(n_in, n_out):
    """fully connected: a weight per pair"""
    count = n_in*n_out
    return count


def local_parameters(filter_size, n_out):
    """locally connected: a filter per output"""
    count = n_out*filter_size
    return count


def shared_parameters(filter_size):
    """convolution: the same filter everywhere"""
    count = filter_size
    return count


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    out = np.zeros((N, F, conv_output_size(H, HH, stride, pad), conv_output_size(W, WW, stride, pad)))
    # ??? how do the channels work
    return out, None


def conv2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("conv2d_backward")


def relu_foward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def max_pool2d_forward(x, size, stride):
    # TODO: Implement the forward pass.
    raise NotImplementedError("max_pool2d_forward")


def max_pool2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("max_pool2d_backward")


def fully_connected_forward(x, w, b):
    flat = np.array([image.flatten() for image in x])
    return flat.dot(w) + b, {"x": x, "w": w, "flat": flat}


def fully_connected_backward(dout, cache):
    x, w, flat = cache["x"], cache["w"], cache["flat"]
    dx = np.zeros(flat.shape)
    for n in range(len(x)):
        dx[n] = w.dot(dout[n])
    dw = sum(np.outer(flat[n], dout[n]) for n in range(len(x)))
    db = sum(dout)
    return dx.reshape(x.shape), dw, db
