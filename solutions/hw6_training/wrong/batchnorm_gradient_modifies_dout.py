"""The answer is right, but the caller's `dout` is changed."""


def batchnorm_backward(dout, cache):
    normalised, deviation, gamma = cache
    dgamma, dbeta = (dout * normalised).sum(axis=0), dout.sum(axis=0)
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    dx = gamma / deviation * centred
    dout *= 0
    return dx, dgamma, dbeta
