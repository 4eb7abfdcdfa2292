"""No gradient is written down: a small tape differentiates the objectives, back to front.

The sigmoid's own derivative is applied nowhere by hand but in the tape's `log_sigmoid`.
"""

import numpy as np


class Variable:
    """An array that remembers from what it was computed, and how gradients go back."""

    def __init__(self, value, *sources):
        self.value = np.asarray(value, dtype=float)
        self.sources = sources  # pairs of a variable and a function of this one's gradient
        self.gradient = np.zeros(self.value.shape)

    def __matmul__(self, other):
        if other.value.ndim == 1:
            left = (self, lambda g: np.outer(g, other.value))
        else:
            left = (self, lambda g: g @ other.value.T)
        return Variable(self.value @ other.value, left, (other, lambda g: self.value.T @ g))

    def __add__(self, other):
        return Variable(
            self.value + other.value,
            (self, lambda g: _fold(g, self.value.shape)),
            (other, lambda g: _fold(g, other.value.shape)),
        )

    def __mul__(self, constant):
        return Variable(self.value * constant, (self, lambda g: g * constant))

    def transposed(self):
        return Variable(self.value.T, (self, lambda g: g.T))

    def exponential(self):
        out = np.exp(self.value)
        return Variable(out, (self, lambda g: g * out))

    def log_sigmoid(self):
        out = -np.logaddexp(0, -self.value)
        # d/da log s(a) = s(-a), itself the exponential of a log_sigmoid
        return Variable(out, (self, lambda g: g * np.exp(-np.logaddexp(0, self.value))))

    def log_sum_of_exponentials(self):
        out = np.logaddexp.reduce(self.value, axis=1)
        return Variable(out, (self, lambda g: g[:, None] * np.exp(self.value - out[:, None])))

    def part(self, *index):
        def spread(g):
            whole = np.zeros(self.value.shape)
            whole[index] = g
            return whole

        return Variable(self.value[index], (self, spread))

    def half_square(self):
        return Variable(0.5 * np.sum(self.value**2), (self, lambda g: g * self.value))

    def sum(self):
        return Variable(np.sum(self.value), (self, lambda g: g * np.ones(self.value.shape)))

    def differentiate(self):
        order, seen = [], set()

        def visit(variable):
            if id(variable) not in seen:
                seen.add(id(variable))
                for source, _ in variable.sources:
                    visit(source)
                order.append(variable)

        visit(self)
        self.gradient = np.ones(self.value.shape)
        for variable in reversed(order):
            for source, back in variable.sources:
                source.gradient = source.gradient + back(variable.gradient)


def _fold(gradient, shape):
    """The gradient of what was broadcast from `shape`."""
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient


def _neuron(w, Z):
    return Variable(Z) @ w.part(slice(1, None)) + w.part(0)


def _mlp(W, w, Z):
    return (Variable(Z) @ W.transposed()).log_sigmoid().exponential() @ w


def _objective(a, t, alpha, *weights):
    # A sign of each example's own: -log x where t = 1, -log(1 - x) where t = 0.
    total = (a * np.where(t > 0.5, 1.0, -1.0)).log_sigmoid().sum() * -1.0
    for variable in weights:
        total = total + variable.half_square() * alpha
    return total


def _descend(weights, objective_of, eta, n_steps):
    history = []
    for _ in range(n_steps):
        variables = [Variable(value) for value in weights]
        objective_of(*variables).differentiate()
        weights = [variable.value - eta * variable.gradient for variable in variables]
        history.append(objective_of(*map(Variable, weights)).value)
    return weights, np.array(history)


def linear_scores(x, W, b):
    examples = Variable(np.atleast_2d(x))
    scores = examples @ Variable(W).transposed() + Variable(b)
    return scores.value.reshape(*x.shape[:-1], len(b))


def sigmoid(a):
    return Variable(a).log_sigmoid().exponential().value


def neuron_output(w, Z):
    return sigmoid(_neuron(Variable(w), Z).value)


def neuron_objective(w, Z, t, alpha=0.0):
    w = Variable(w)
    return _objective(_neuron(w, Z), t, alpha, w).value


def neuron_gradient(w, Z, t, alpha=0.0):
    w = Variable(w)
    _objective(_neuron(w, Z), t, alpha, w).differentiate()
    return w.gradient


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    start = [np.zeros(Z.shape[1] + 1)]
    (w,), history = _descend(start, lambda w: _objective(_neuron(w, Z), t, alpha, w), eta, n_steps)
    return w, history


def mlp_output(W, w, Z):
    return sigmoid(_mlp(Variable(W), Variable(w), Z).value)


def mlp_objective(W, w, Z, t, alpha=0.0):
    W, w = Variable(W), Variable(w)
    return _objective(_mlp(W, w, Z), t, alpha, W, w).value


def mlp_gradient(W, w, Z, t, alpha=0.0):
    W, w = Variable(W), Variable(w)
    _objective(_mlp(W, w, Z), t, alpha, W, w).differentiate()
    return W.gradient, w.gradient


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    chance = np.random.RandomState(seed)
    start = [chance.normal(0, 0.7, (n_hidden, Z.shape[1])), chance.normal(0, 0.7, n_hidden)]
    (W, w), history = _descend(
        start, lambda W, w: _objective(_mlp(W, w, Z), t, alpha, W, w), eta, n_steps
    )
    return W, w, history


def softmax_cross_entropy(scores, labels):
    scores = Variable(scores)
    right = scores.part(np.arange(len(labels)), labels)
    loss = (scores.log_sum_of_exponentials() + right * -1.0).sum() * (1 / len(labels))
    loss.differentiate()
    return loss.value, scores.gradient
