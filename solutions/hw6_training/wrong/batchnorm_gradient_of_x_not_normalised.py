"""dgamma seems to be computed with x before the division by its deviation. What does gamma
multiply?
"""


def batchnorm_backward(dout, cache):
    normalised, deviation, gamma = cache
    dgamma, dbeta = (dout * normalised).sum(axis=0), dout.sum(axis=0)
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    dx = gamma / deviation * centred
    return dx, dgamma * deviation, dbeta
