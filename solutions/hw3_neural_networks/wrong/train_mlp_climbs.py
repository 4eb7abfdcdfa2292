"""The objective seems to rise: the steps go along the gradient instead of against it."""

import numpy as np


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    rng = np.random.default_rng(seed)
    W = rng.standard_normal((n_hidden, Z.shape[1]))
    w = rng.standard_normal(n_hidden)
    objective = np.zeros(n_steps)
    for step in range(n_steps):
        dW, dw = _mlp_gradient(W, w, Z, t, alpha)
        W, w = W + eta * dW, w + eta * dw
        objective[step] = _mlp_objective(W, w, Z, t, alpha)
    return W, w, objective


def _mlp_gradient(W, w, Z, t, alpha):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = error[:, None] * w * hidden * (1 - hidden)
    return hidden_error.T @ Z + alpha * W, error @ hidden + alpha * w


def _mlp_objective(W, w, Z, t, alpha):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + alpha * 0.5 * (np.sum(W**2) + np.sum(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
