"""The weighted sum itself seems to be returned: it still has to go through the sigmoid."""


def neuron_output(w, Z):
    return w[0] + Z @ w[1:]
