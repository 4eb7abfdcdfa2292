"""One more weight per output seems to be counted: its bias. Here the weights are counted
without biases.
"""


def dense_parameters(n_in, n_out):
    return (n_in + 1) * n_out
