"""The scale seems to be applied to the gradient twice."""


def dropout_backward(dout, cache):
    mask = cache
    return dout.copy() if mask is None else dout * mask * mask
