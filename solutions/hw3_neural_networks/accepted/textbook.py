"""The formulas as a textbook has them, with NumPy's warnings of overflow left to be.

The sigmoid is 1 / (1 + exp(-a)): exp may overflow to infinity, and 1 / infinity is the right 0.
The random numbers are NumPy's old ones.
"""

import numpy as np


def linear_scores(x, W, b):
    return np.dot(W, x.T).T + b


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def neuron_output(w, Z):
    return sigmoid(np.column_stack([np.ones(len(Z)), Z]).dot(w))


def neuron_objective(w, Z, t, alpha=0.0):
    a = np.column_stack([np.ones(len(Z)), Z]).dot(w)
    minus_log_x = np.logaddexp(0, -a)
    minus_log_rest = np.logaddexp(0, a)
    return np.where(t == 1, minus_log_x, minus_log_rest).sum() + alpha / 2 * np.sum(np.square(w))


def neuron_gradient(w, Z, t, alpha=0.0):
    inputs = np.column_stack([np.ones(len(Z)), Z])
    return -np.sum((t - sigmoid(inputs.dot(w)))[:, None] * inputs, axis=0) + alpha * w


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    w = np.zeros(Z.shape[1] + 1)
    objectives = []
    for _ in range(n_steps):
        w += -eta * neuron_gradient(w, Z, t, alpha)
        objectives += [neuron_objective(w, Z, t, alpha)]
    return w, np.array(objectives)


def mlp_output(W, w, Z):
    return sigmoid(sigmoid(Z.dot(W.T)).dot(w))


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = sigmoid(Z.dot(W.T)).dot(w)
    G = np.sum(np.logaddexp(0, a)) - np.dot(t, a)
    E = 0.5 * (np.linalg.norm(W) ** 2 + np.linalg.norm(w) ** 2)
    return G + alpha * E


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = sigmoid(Z.dot(W.T))
    delta = sigmoid(hidden.dot(w)) - t
    dW = np.zeros(W.shape)
    for k in range(len(w)):
        dW[k] = np.sum((delta * w[k] * hidden[:, k] * (1 - hidden[:, k]))[:, None] * Z, axis=0)
    return dW + alpha * W, delta.dot(hidden) + alpha * w


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    np.random.seed(seed)
    W = np.random.randn(n_hidden, Z.shape[1])
    w = np.random.randn(n_hidden)
    objectives = []
    for _ in range(n_steps):
        dW, dw = mlp_gradient(W, w, Z, t, alpha)
        W -= eta * dW
        w -= eta * dw
        objectives.append(mlp_objective(W, w, Z, t, alpha))
    return W, w, np.asarray(objectives)


def softmax_cross_entropy(scores, labels):
    N = scores.shape[0]
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(shifted), axis=1))
    loss = np.sum(log_sum - shifted[range(N), labels]) / N
    dscores = np.exp(shifted - log_sum[:, None])
    dscores[range(N), labels] -= 1
    dscores /= N
    return loss, dscores
