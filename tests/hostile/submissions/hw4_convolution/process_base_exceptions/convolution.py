"""Raises SystemExit, KeyboardInterrupt and GeneratorExit out of its functions."""

ATTEMPTS = "process: base exceptions"


def conv_output_size(n, f, stride=1, pad=0):
    raise SystemExit(0)


def conv1d(signal, kernel, stride=1, pad=0):
    raise KeyboardInterrupt


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise GeneratorExit


def relu_forward(x):
    raise BaseException("nobody catches me")


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
