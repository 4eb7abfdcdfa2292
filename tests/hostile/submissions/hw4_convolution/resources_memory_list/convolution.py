"""Fills the memory with a list: 4 GB."""

ATTEMPTS = "resources: memory list"


def conv1d(signal, kernel, stride=1, pad=0):
    hoard = []
    while len(hoard) < 4000:
        hoard.append(bytes([len(hoard) % 255 + 1]) * 2**20)
    return hoard


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
