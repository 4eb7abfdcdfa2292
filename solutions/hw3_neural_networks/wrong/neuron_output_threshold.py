"""The outputs seem to be 0 or 1 only, as if they were decisions. The output is the sigmoid of the
activation, a probability.
"""


def neuron_output(w, Z):
    return (w[0] + Z @ w[1:] > 0).astype(float)
