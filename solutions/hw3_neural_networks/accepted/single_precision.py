"""float32 throughout, as on a GPU; the sigmoid is a shifted tanh."""

import numpy as np

FLOAT = np.float32


def _single(*arrays):
    return [np.asarray(array, dtype=FLOAT) for array in arrays]


def linear_scores(x, W, b):
    x, W, b = _single(x, W, b)
    return np.inner(x, W) + b


def sigmoid(a):
    (a,) = _single(a)
    half = FLOAT(0.5)
    return half + half * np.tanh(half * a)


def _softplus(a):
    """log(1 + e^a)."""
    return np.maximum(a, FLOAT(0)) + np.log1p(np.exp(-np.abs(a)))


def _with_ones(Z):
    (Z,) = _single(Z)
    return np.concatenate([np.ones((len(Z), 1), dtype=FLOAT), Z], axis=1)


def neuron_output(w, Z):
    (w,) = _single(w)
    return sigmoid(_with_ones(Z) @ w)


def neuron_objective(w, Z, t, alpha=0.0):
    w, t = _single(w, t)
    sign = 2 * t - 1
    margins = sign * (_with_ones(Z) @ w)
    return np.sum(_softplus(-margins)) + FLOAT(alpha) * np.dot(w, w) / 2


def neuron_gradient(w, Z, t, alpha=0.0):
    w, t = _single(w, t)
    return (neuron_output(w, Z) - t) @ _with_ones(Z) + FLOAT(alpha) * w


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    w = np.zeros(1 + Z.shape[1], dtype=FLOAT)
    objective = np.zeros(n_steps, dtype=FLOAT)
    for step in range(n_steps):
        w -= FLOAT(eta) * neuron_gradient(w, Z, t, alpha)
        objective[step] = neuron_objective(w, Z, t, alpha)
    return w, objective


def mlp_output(W, w, Z):
    W, w, Z = _single(W, w, Z)
    return sigmoid(w @ sigmoid(W @ Z.T))


def mlp_objective(W, w, Z, t, alpha=0.0):
    W, w, Z, t = _single(W, w, Z, t)
    margins = (2 * t - 1) * (w @ sigmoid(W @ Z.T))
    squares = np.vdot(W, W) + np.vdot(w, w)
    return np.sum(_softplus(-margins)) + FLOAT(alpha) * squares / 2


def mlp_gradient(W, w, Z, t, alpha=0.0):
    W, w, Z, t = _single(W, w, Z, t)
    hidden = sigmoid(W @ Z.T)  # one column per example
    error = sigmoid(w @ hidden) - t
    hidden_error = (w[:, None] * error[None, :]) * (hidden - hidden**2)
    return hidden_error @ Z + FLOAT(alpha) * W, hidden @ error + FLOAT(alpha) * w


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    rng = np.random.default_rng(seed)
    W = FLOAT(0.5) * rng.standard_normal((n_hidden, Z.shape[1]), dtype=FLOAT)
    w = FLOAT(0.5) * rng.standard_normal(n_hidden, dtype=FLOAT)
    objective = np.zeros(n_steps, dtype=FLOAT)
    for step in range(n_steps):
        dW, dw = mlp_gradient(W, w, Z, t, alpha)
        W, w = W - FLOAT(eta) * dW, w - FLOAT(eta) * dw
        objective[step] = mlp_objective(W, w, Z, t, alpha)
    return W, w, objective


def softmax_cross_entropy(scores, labels):
    (scores,) = _single(scores)
    shifted = scores - np.max(scores, axis=1)[:, None]
    e = np.exp(shifted)
    total = np.sum(e, axis=1)
    one_hot = np.eye(scores.shape[1], dtype=FLOAT)[labels]
    losses = np.log(total) - np.sum(shifted * one_hot, axis=1)
    return np.mean(losses), (e / total[:, None] - one_hot) / FLOAT(len(scores))
