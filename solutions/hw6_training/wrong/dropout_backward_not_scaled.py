"""The gradient of what was kept is not scaled, though the output was."""


def dropout_backward(dout, cache):
    mask = cache
    return dout.copy() if mask is None else dout * (mask > 0)
