"""dx is not divided by what x was divided by."""


def batchnorm_backward(dout, cache):
    normalised, _deviation, gamma = cache
    dgamma, dbeta = (dout * normalised).sum(axis=0), dout.sum(axis=0)
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    return gamma * centred, dgamma, dbeta
