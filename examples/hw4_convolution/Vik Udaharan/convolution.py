# all forward passes work, backward is for next weekend
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


def conv1d(signal, kernel, stride=1, pad=0):
    x = np.pad(signal, (pad, pad), 'constant')
    f = len(kernel)
    return np.array([x[i:i+f].dot(kernel[::-1]) for i in range(0, len(x)-f+1, stride)])


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    m = conv_output_size(n, f, stride, pad)
    matrix = np.zeros((m, n + 2 * pad))
    for i in range(m):
        matrix[i, i * stride : i * stride + f] = np.flip(kernel)
    return matrix[:, pad : n + pad]


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
    N, _, H, W = x.shape
    F, _, HH, WW = w.shape
    Ho, Wo = conv_output_size(H, HH, stride, pad), conv_output_size(W, WW, stride, pad)
    xp = np.pad(x, ((0,0), (0,0), (pad,pad), (pad,pad)), 'constant')
    out = np.zeros((N, F, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = np.einsum('nchw,fchw->nf', xp[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW], w)
    out += b[None, :, None, None]
    return out, (x.shape, xp, w, stride, pad)


def conv2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("conv2d_backward")


def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("relu_backward")


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    H_new = conv_output_size(H, size, stride)
    W_new = conv_output_size(W, size, stride)
    out = np.zeros((N, C, H_new, W_new))
    for n in range(N):
        for c in range(C):
            for i in range(H_new):
                for j in range(W_new):
                    out[n, c, i, j] = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size].max()
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("max_pool2d_backward")


def fully_connected_forward(x, w, b):
    N = x.shape[0]
    x_flat = x.reshape(N, -1)
    out = np.dot(x_flat, w) + b
    return out, (x, w, b)


def fully_connected_backward(dout, cache):
    # TODO: Implement the backward pass.
    raise NotImplementedError("fully_connected_backward")
