"""All outputs seem to use one filter. In a locally connected layer each output has weights of
its own.
"""


def local_parameters(filter_size, n_out):
    return filter_size
