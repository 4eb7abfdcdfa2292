"""The answer is right, but the caller's `dout` is changed."""


def dropout_backward(dout, cache):
    mask = cache
    if mask is not None:
        dout *= mask
    return dout
