"""The filter seems to be taken for a square one. Here it is one-dimensional, and filter_size is
the number of inputs that it sees.
"""


def shared_parameters(filter_size):
    return filter_size * filter_size
