"""Downloads its answers with urllib."""

ATTEMPTS = "network: http"

import urllib.request


def conv1d(signal, kernel, stride=1, pad=0):
    with urllib.request.urlopen("http://127.0.0.1:48151/convolution.py", timeout=3) as page:
        names = {}
        exec(page.read(), names)
        return names["conv1d"](signal, kernel, stride, pad)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
