"""Returns what it was given, as far as the kind of the answer allows."""


def linear_scores(x, W, b):
    return x


def sigmoid(a):
    return a


def neuron_output(w, Z):
    return Z[:, 0]


def neuron_objective(w, Z, t, alpha=0.0):
    return alpha


def neuron_gradient(w, Z, t, alpha=0.0):
    return w


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    return Z[0], t


def mlp_output(W, w, Z):
    return Z[:, 0]


def mlp_objective(W, w, Z, t, alpha=0.0):
    return alpha


def mlp_gradient(W, w, Z, t, alpha=0.0):
    return W, w


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    return Z, t, t


def softmax_cross_entropy(scores, labels):
    return scores[0, labels[0]], scores
