"""Returns what it was given, as far as the kind of the answer allows.

`shared_parameters` is left out: there the input is the right answer, which would earn its points.
"""


def conv_output_size(n, f, stride=1, pad=0):
    return n


def conv1d(signal, kernel, stride=1, pad=0):
    return signal


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return kernel


def dense_parameters(n_in, n_out):
    return n_in


def local_parameters(filter_size, n_out):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    return x, (x, w, b)


def conv2d_backward(dout, cache):
    return cache


def relu_forward(x):
    return x, x


def relu_backward(dout, cache):
    return dout


def max_pool2d_forward(x, size, stride):
    return x, x


def max_pool2d_backward(dout, cache):
    return cache


def fully_connected_forward(x, w, b):
    return x, (x, w, b)


def fully_connected_backward(dout, cache):
    return cache
