"""Returns an object whose __array_interface__ points to memory that is not there."""

ATTEMPTS = "tampering: array interface"


class Elsewhere:
    __array_interface__ = {
        "version": 3,
        "shape": (1000, 1000),
        "typestr": "<f8",
        "data": (0xDEAD0000, False),
    }


def conv1d(signal, kernel, stride=1, pad=0):
    return Elsewhere()


def conv2d_forward(x, w, b, stride=1, pad=0):
    return Elsewhere(), Elsewhere()


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
