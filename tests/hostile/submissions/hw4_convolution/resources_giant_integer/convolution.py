"""Returns an integer of a million digits, which takes long to write down."""

ATTEMPTS = "resources: giant integer"


def conv_output_size(n, f, stride=1, pad=0):
    return 10**1_000_000


def dense_parameters(n_in, n_out):
    return -(7**5_000_000)
