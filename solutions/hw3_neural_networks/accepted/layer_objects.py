"""Layers as classes with forward and backward, put together to a network, as in a framework.

A neuron is a dense layer with a bias; the network's first layer draws its weights uniformly,
within Glorot's bounds.
"""

import numpy as np


class Dense:
    def __init__(self, weights, bias=None):
        self.weights, self.bias = weights, bias

    def forward(self, x):
        self.x = x
        out = np.einsum("...i,oi->...o", x, self.weights)
        return out if self.bias is None else np.add(out, self.bias)

    def backward(self, dout):
        self.dweights = np.einsum("no,ni->oi", dout, self.x)
        self.dbias = np.einsum("no->o", dout)
        return dout @ self.weights


class Sigmoid:
    def forward(self, a):
        e = np.exp(np.minimum(a, -a))
        self.out = np.divide(np.where(a < 0, e, 1.0), 1.0 + e)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


class BinaryCrossEntropy:
    """Of an activation, the sigmoid included, so that the two derivatives cancel."""

    def forward(self, a, t):
        self.error = Sigmoid().forward(a) - t
        # log(1 + e^a) - t a, arranged so that nothing overflows
        return float((np.clip(a, 0, None) - a * t + np.log1p(np.exp(-np.abs(a)))).sum())

    def backward(self):
        return self.error


class Network:
    def __init__(self, layers):
        self.layers, self.loss = layers, BinaryCrossEntropy()

    def activations(self, Z):
        for layer in self.layers:
            Z = layer.forward(Z)
        return Z[:, 0]

    def objective(self, Z, t):
        return self.loss.forward(self.activations(Z), t)

    def backward(self, Z, t):
        self.objective(Z, t)
        dout = self.loss.backward()[:, None]
        for layer in reversed(self.layers):
            dout = layer.backward(dout)


def _neuron(w):
    return Network([Dense(w[None, 1:], w[:1])])


def _mlp(W, w):
    return Network([Dense(W), Sigmoid(), Dense(w[None])])


def _decay(alpha, *weights):
    return alpha * sum(0.5 * float((v * v).sum()) for v in weights)


def linear_scores(x, W, b):
    return Dense(W, b).forward(x)


def sigmoid(a):
    return Sigmoid().forward(a)


def neuron_output(w, Z):
    return sigmoid(_neuron(w).activations(Z))


def neuron_objective(w, Z, t, alpha=0.0):
    return _neuron(w).objective(Z, t) + _decay(alpha, w)


def neuron_gradient(w, Z, t, alpha=0.0):
    neuron = _neuron(w)
    neuron.backward(Z, t)
    layer = neuron.layers[0]
    return np.r_[layer.dbias, layer.dweights[0]] + alpha * w


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    weights = [np.zeros(Z.shape[1] + 1)]
    for _ in range(n_steps):
        weights.append(weights[-1] - eta * neuron_gradient(weights[-1], Z, t, alpha))
    return weights[-1], np.array([neuron_objective(w, Z, t, alpha) for w in weights[1:]])


def mlp_output(W, w, Z):
    return sigmoid(_mlp(W, w).activations(Z))


def mlp_objective(W, w, Z, t, alpha=0.0):
    return _mlp(W, w).objective(Z, t) + _decay(alpha, W, w)


def mlp_gradient(W, w, Z, t, alpha=0.0):
    network = _mlp(W, w)
    network.backward(Z, t)
    first, _, last = network.layers
    return [first.dweights + alpha * W, last.dweights[0] + alpha * w]


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    rng = np.random.default_rng(seed)
    bound = np.sqrt(6 / (n_hidden + Z.shape[1]))
    W = rng.uniform(-bound, bound, (n_hidden, Z.shape[1]))
    w = rng.uniform(-1, 1, n_hidden)
    objective = np.empty(n_steps)
    for step in range(n_steps):
        dW, dw = mlp_gradient(W, w, Z, t, alpha)
        W, w = W - eta * dW, w - eta * dw
        objective[step] = mlp_objective(W, w, Z, t, alpha)
    return W, w, objective


def softmax_cross_entropy(scores, labels):
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    one_hot = labels[:, None] == np.arange(scores.shape[1])
    return -log_p[one_hot].mean(), (np.exp(log_p) - one_hot) / len(labels)
