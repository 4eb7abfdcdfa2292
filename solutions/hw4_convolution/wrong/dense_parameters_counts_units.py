"""The units seem to be counted, and not the connections between them. How many lines leave one
input in the deck's picture?
"""


def dense_parameters(n_in, n_out):
    return n_in + n_out
