"""dbeta seems to be multiplied by gamma. What does beta multiply?"""


def batchnorm_backward(dout, cache):
    normalised, deviation, gamma = cache
    dgamma, dbeta = (dout * normalised).sum(axis=0), dout.sum(axis=0)
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    dx = gamma / deviation * centred
    return dx, dgamma, dbeta * gamma
