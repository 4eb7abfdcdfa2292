"""Plain Python and the math module: one number at a time, arrays only where they are asked for."""

import math
import random

import numpy as np


def linear_scores(x, W, b):
    if x.ndim == 2:
        return np.array([linear_scores(row, W, b) for row in x])
    n_classes, n_inputs = W.shape
    scores = [b[c] + sum(W[c, d] * x[d] for d in range(n_inputs)) for c in range(n_classes)]
    return np.array(scores)


def _logistic(a):
    if a < 0:
        return math.exp(a) / (1 + math.exp(a))
    return 1 / (1 + math.exp(-a))


def _minus_log_logistic(a):
    return math.log1p(math.exp(-a)) if a > 0 else math.log1p(math.exp(a)) - a


def sigmoid(a):
    out = np.empty(a.shape)
    for index in np.ndindex(a.shape):
        out[index] = _logistic(a[index])
    return out


def _weighted_sum(weights, inputs):
    total = 0.0
    for weight, value in zip(weights.tolist(), inputs, strict=True):
        total += weight * value
    return total


def neuron_output(w, Z):
    return np.array([_logistic(_weighted_sum(w, [1.0, *z])) for z in Z.tolist()])


def neuron_objective(w, Z, t, alpha=0.0):
    total = 0.0
    for z, target in zip(Z.tolist(), t.tolist(), strict=True):
        a = _weighted_sum(w, [1.0, *z])
        total += _minus_log_logistic(a if target == 1 else -a)
    for weight in w.tolist():
        total += alpha * weight * weight / 2
    return total


def neuron_gradient(w, Z, t, alpha=0.0):
    gradient = [alpha * weight for weight in w.tolist()]
    for z, target in zip(Z.tolist(), t.tolist(), strict=True):
        inputs = [1.0, *z]
        error = _logistic(_weighted_sum(w, inputs)) - target
        for d in range(len(inputs)):
            gradient[d] += error * inputs[d]
    return np.array(gradient)


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    w = np.array([0.0] * (Z.shape[1] + 1))
    history = []
    while len(history) < n_steps:
        w -= eta * neuron_gradient(w, Z, t, alpha)
        history.append(neuron_objective(w, Z, t, alpha))
    return w, np.array(history)


def _hidden(W, z):
    return [_logistic(_weighted_sum(row, z)) for row in W]


def mlp_output(W, w, Z):
    return np.array([_logistic(_weighted_sum(w, _hidden(W, z))) for z in Z.tolist()])


def mlp_objective(W, w, Z, t, alpha=0.0):
    total = 0.0
    for z, target in zip(Z.tolist(), t.tolist(), strict=True):
        a = _weighted_sum(w, _hidden(W, z))
        total += _minus_log_logistic(a if target == 1 else -a)
    return total + alpha / 2 * math.fsum(v * v for v in [*W.ravel().tolist(), *w.tolist()])


def mlp_gradient(W, w, Z, t, alpha=0.0):
    n_hidden, n_inputs = W.shape
    dW, dw = alpha * W, alpha * w
    for z, target in zip(Z.tolist(), t.tolist(), strict=True):
        hidden = _hidden(W, z)
        error = _logistic(_weighted_sum(w, hidden)) - target
        for k in range(n_hidden):
            dw[k] += error * hidden[k]
            hidden_error = error * w[k] * hidden[k] * (1 - hidden[k])
            for d in range(n_inputs):
                dW[k, d] += hidden_error * z[d]
    return dW, dw


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    chance = random.Random(seed)
    W = np.array([[chance.gauss(0, 1) for _ in range(Z.shape[1])] for _ in range(n_hidden)])
    w = np.array([chance.gauss(0, 1) for _ in range(n_hidden)])
    history = []
    for _ in range(n_steps):
        dW, dw = mlp_gradient(W, w, Z, t, alpha)
        W -= eta * dW
        w -= eta * dw
        history.append(mlp_objective(W, w, Z, t, alpha))
    return W, w, np.array(history)


def softmax_cross_entropy(scores, labels):
    n_examples, n_classes = scores.shape
    loss, dscores = 0.0, np.zeros((n_examples, n_classes))
    for n in range(n_examples):
        largest = max(scores[n].tolist())
        total = sum(math.exp(score - largest) for score in scores[n].tolist())
        loss += (largest + math.log(total) - scores[n, labels[n]]) / n_examples
        for c in range(n_classes):
            probability = math.exp(scores[n, c] - largest) / total
            dscores[n, c] = (probability - (c == labels[n])) / n_examples
    return loss, dscores
