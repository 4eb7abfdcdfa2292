"""The gradient seems to pass where the input was negative too. A change of such an input does
not change the output.
"""


def relu_backward(dout, cache):
    return dout.copy()
