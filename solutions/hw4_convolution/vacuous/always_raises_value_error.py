"""Refuses everything, with a sentence, in the hope of the points for refusing wrong arguments."""


def conv_output_size(n, f, stride=1, pad=0):
    raise ValueError("the filter does not fit the input")


def conv1d(signal, kernel, stride=1, pad=0):
    raise ValueError("the kernel does not fit the signal")


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    raise ValueError("the kernel does not fit the signal")


def dense_parameters(n_in, n_out):
    raise ValueError("the sizes are wrong")


def local_parameters(filter_size, n_out):
    raise ValueError("the sizes are wrong")


def shared_parameters(filter_size):
    raise ValueError("the sizes are wrong")


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise ValueError("the filter does not fit the input")


def conv2d_backward(dout, cache):
    raise ValueError("the gradient has the wrong shape")


def relu_forward(x):
    raise ValueError("the input has the wrong shape")


def relu_backward(dout, cache):
    raise ValueError("the gradient has the wrong shape")


def max_pool2d_forward(x, size, stride):
    raise ValueError("the window does not fit the input")


def max_pool2d_backward(dout, cache):
    raise ValueError("the gradient has the wrong shape")


def fully_connected_forward(x, w, b):
    raise ValueError("the input has the wrong shape")


def fully_connected_backward(dout, cache):
    raise ValueError("the gradient has the wrong shape")
