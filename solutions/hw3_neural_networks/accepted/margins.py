"""Targets as signs -1 and 1: all objectives and gradients come from one function of the margin.

The softmax is a tournament of two: each class against the log-sum of all.
"""

import itertools

import numpy as np


def linear_scores(x, W, b):
    return np.tensordot(x, W, axes=(-1, -1)) + b


def sigmoid(a):
    out = np.empty(np.shape(a))
    rising = a >= 0
    out[rising] = 1 / (1 + np.exp(-a[rising]))
    e = np.exp(a[~rising])
    out[~rising] = e / (e + 1)
    return out


def _loss(margins):
    """log(1 + exp(-margin)) and its derivative."""
    losses = np.where(margins < 0, -margins, 0) + np.log1p(np.exp(-np.abs(margins)))
    return losses.sum(), -sigmoid(-margins)


def _neuron(w, Z, t):
    signs = np.where(t == 1, 1, -1)
    loss, slope = _loss(signs * (Z @ w[1:] + w[0]))
    return loss, signs * slope


def _mlp(W, w, Z, t):
    signs = np.where(t == 1, 1, -1)
    hidden = sigmoid(Z @ W.T)
    loss, slope = _loss(signs * (hidden @ w))
    return loss, hidden, signs * slope


def neuron_output(w, Z):
    return sigmoid(np.array([w[0] + np.vdot(w[1:], z) for z in Z]))


def neuron_objective(w, Z, t, alpha=0.0):
    return _neuron(w, Z, t)[0] + 0.5 * alpha * (w @ w)


def neuron_gradient(w, Z, t, alpha=0.0):
    _, delta = _neuron(w, Z, t)
    gradient = np.empty(w.shape)
    gradient[0] = delta.sum()
    gradient[1:] = delta @ Z
    return gradient + alpha * w


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    path = np.zeros((n_steps + 1, Z.shape[1] + 1))
    for before, after in itertools.pairwise(path):
        # w - eta (g + alpha w), with the decay as a shrinking factor
        after[:] = (1 - eta * alpha) * before - eta * neuron_gradient(before, Z, t)
    return path[-1], np.apply_along_axis(neuron_objective, 1, path[1:], Z, t, alpha)


def mlp_output(W, w, Z):
    return np.array([sigmoid(np.array([w @ sigmoid(W @ z)]))[0] for z in Z])


def mlp_objective(W, w, Z, t, alpha=0.0):
    everything = np.concatenate([W.ravel(), w])
    return _mlp(W, w, Z, t)[0] + 0.5 * alpha * (everything @ everything)


def mlp_gradient(W, w, Z, t, alpha=0.0):
    _, hidden, delta = _mlp(W, w, Z, t)
    dW = np.einsum("n,k,nk,nk,nd->kd", delta, w, hidden, 1 - hidden, Z)
    return dW + alpha * W, np.einsum("n,nk->k", delta, hidden) + alpha * w


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    rng = np.random.Generator(np.random.Philox(seed))
    W = rng.normal(scale=1 / np.sqrt(Z.shape[1]), size=(n_hidden, Z.shape[1]))
    w = rng.normal(scale=1 / np.sqrt(n_hidden), size=n_hidden)
    objective = np.zeros(n_steps)
    for step in range(n_steps):
        dW, dw = mlp_gradient(W, w, Z, t)
        W, w = (1 - eta * alpha) * W - eta * dW, (1 - eta * alpha) * w - eta * dw
        objective[step] = mlp_objective(W, w, Z, t, alpha)
    return W, w, objective


def softmax_cross_entropy(scores, labels):
    # Row by row: the softmax is unchanged when the right class's score becomes 0.
    losses, gradients = [], []
    for row, label in zip(scores, labels, strict=True):
        log_total = np.logaddexp.reduce(row - row[label])
        losses.append(log_total)
        gradients.append(np.exp(row - row[label] - log_total))
        gradients[-1][label] -= 1
    return np.mean(losses), np.array(gradients) / len(labels)
