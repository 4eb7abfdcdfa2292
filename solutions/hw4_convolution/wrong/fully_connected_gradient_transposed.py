"""dw seems to be transposed. Its shape is that of w; compare the shapes of the two factors."""


def fully_connected_backward(dout, cache):
    x, w = cache
    flat = x.reshape(len(x), -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = dout.T @ flat
    db = dout.sum(axis=0)
    return dx, dw, db
