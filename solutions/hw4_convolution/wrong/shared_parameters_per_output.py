"""The filter seems to be counted once for each of the deck's three outputs. All outputs of a
convolution use the same weights.
"""


def shared_parameters(filter_size, n_out=3):
    return filter_size * n_out
