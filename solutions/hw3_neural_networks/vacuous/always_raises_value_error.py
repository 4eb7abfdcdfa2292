"""Refuses everything, with a sentence, in the hope of the points for refusing wrong arguments."""


def linear_scores(x, W, b):
    raise ValueError("the weights do not fit the inputs")


def sigmoid(a):
    raise ValueError("the activation is too large")


def neuron_output(w, Z):
    raise ValueError("the weights do not fit the inputs")


def neuron_objective(w, Z, t, alpha=0.0):
    raise ValueError("the targets do not fit the inputs")


def neuron_gradient(w, Z, t, alpha=0.0):
    raise ValueError("the targets do not fit the inputs")


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    raise ValueError("the step size is too large")


def mlp_output(W, w, Z):
    raise ValueError("the weights do not fit the inputs")


def mlp_objective(W, w, Z, t, alpha=0.0):
    raise ValueError("the targets do not fit the inputs")


def mlp_gradient(W, w, Z, t, alpha=0.0):
    raise ValueError("the targets do not fit the inputs")


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    raise ValueError("the step size is too large")


def softmax_cross_entropy(scores, labels):
    raise ValueError("the labels do not fit the scores")
