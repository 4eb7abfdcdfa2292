"""Homework 3: neural networks, from one neuron to a hidden layer and the softmax.

NumPy only. All arrays are float64 unless said otherwise; no function modifies its arguments.

Sizes and names, as in the lecture:
    N examples with D inputs each: Z, shape (N, D), one example z in each row.
    t, shape (N,): the targets, each 0 or 1.
    a: an activation, the weighted sum that enters a sigmoid; x = sigmoid(a): an output.
    K hidden units; C classes.
    eta: the step size of gradient descent; alpha: the strength of weight decay.

Two conventions that differ between books and libraries: objectives are sums over the examples, not
means (`softmax_cross_entropy` alone averages), and weight decay is α · ½ Σ w², over all weights.
"""

import numpy as np


def linear_scores(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The scores y = Wx + b of a linear classifier. (Problem 1)

    Args:
        x: one example, shape (D,), or one in each row, shape (N, D).
        W: weights, shape (C, D): one row per class. For CIFAR-10 it is (10, 3072).
        b: biases, shape (C,).

    Returns:
        The scores, shape (C,) for one example and (N, C) for several.

    Example:
        >>> W, b = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.0]]), np.array([0.0, 0.5, -1.0])
        >>> linear_scores(np.array([1.0, 2.0]), W, b)
        array([ 5. , -1.5,  2. ])
        >>> linear_scores(np.array([[1.0, 2.0], [0.0, 1.0]]), W, b)
        array([[ 5. , -1.5,  2. ],
               [ 2. , -0.5, -1. ]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("linear_scores")


def sigmoid(a: np.ndarray) -> np.ndarray:
    """The logistic function 1 / (1 + exp(−a)), for each element. (Problem 2)

    Args:
        a: any shape; also entries as far from 0 as ±1000.

    Returns:
        The shape of a, with values in [0, 1] and never NaN.

    Example:
        >>> sigmoid(np.array([-1000.0, 0.0, np.log(3.0), 1000.0]))
        array([0.  , 0.5 , 0.75, 1.  ])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("sigmoid")


def neuron_output(w: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """The output of one neuron: x = sigmoid(a) with a = w_0 + Σ_d w_d z_d. (Problem 3)

    Args:
        w: weights, shape (D + 1,): the bias w_0 first, then one weight per input.
        Z: inputs, shape (N, D), without a column for the bias.

    Returns:
        One output per example, shape (N,).

    Example:
        >>> neuron_output(np.array([0.5, -0.25]), np.array([[2.0]]))
        array([0.5])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("neuron_output")


def neuron_objective(w: np.ndarray, Z: np.ndarray, t: np.ndarray, alpha: float = 0.0) -> float:
    """What a neuron's training makes small: M(w) = G(w) + α E(w). (Problem 4)

    G(w) = −Σ_n [t_n log x_n + (1 − t_n) log(1 − x_n)] is a sum over the examples, not a mean.
    E(w) = ½ Σ_d w_d² is a sum over all weights: the bias w_0 is decayed too.

    Args:
        w: weights, shape (D + 1,), the bias first.
        Z: inputs, shape (N, D).
        t: targets, shape (N,), each 0 or 1.
        alpha: strength of the weight decay.

    Returns:
        M(w), a number that is right also for activations as far from 0 as ±1000, where x rounds to
        0 or 1: an example with a = 1000 and t = 0 adds 1000.

    Example:
        >>> w, Z = np.array([0.5, -0.25]), np.array([[2.0]])
        >>> round(neuron_objective(w, Z, np.array([1.0])), 6)  # x = 0.5, so log 2
        0.693147
        >>> neuron_objective(np.array([1000.0, 0.0]), Z, np.array([0.0]))
        1000.0
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("neuron_objective")


def neuron_gradient(w: np.ndarray, Z: np.ndarray, t: np.ndarray, alpha: float = 0.0) -> np.ndarray:
    """The gradient of `neuron_objective` with respect to w. (Problem 5)

    Args:
        w: weights, shape (D + 1,), the bias first.
        Z: inputs, shape (N, D).
        t: targets, shape (N,), each 0 or 1.
        alpha: strength of the weight decay.

    Returns:
        The derivatives ∂M/∂w_d, shape (D + 1,), that of the bias first.

    Example:
        >>> neuron_gradient(np.array([0.5, -0.25]), np.array([[2.0]]), np.array([1.0]))
        array([-0.5, -1. ])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("neuron_gradient")


def train_neuron(
    Z: np.ndarray, t: np.ndarray, eta: float, n_steps: int, alpha: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Train a neuron by gradient descent. (Problem 6)

    All weights start at 0. Each step uses all examples: w ← w − η · gradient.

    Args:
        Z: inputs, shape (N, D).
        t: targets, shape (N,), each 0 or 1.
        eta: the step size η.
        n_steps: number of steps, ≥ 1.
        alpha: strength of the weight decay.

    Returns:
        w: the weights after the last step, shape (D + 1,), the bias first.
        objective: M(w) after each step, shape (n_steps,). So the last entry is that of the
            returned w, and the objective of the zero weights is not among them.

    Example:
        >>> w, objective = train_neuron(np.array([[2.0]]), np.array([1.0]), eta=0.1, n_steps=2)
        >>> w.round(4), objective.round(4)
        (array([0.0938, 0.1876]), array([0.5759, 0.4859]))
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("train_neuron")


def mlp_output(W: np.ndarray, w: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """The output of a network with one hidden layer. (Problem 7)

    The K hidden units are x_k = sigmoid(Σ_d W_kd z_d), and the output is
    x = sigmoid(Σ_k w_k x_k). There are no biases.

    Args:
        W: weights of the hidden layer, shape (K, D): one row per hidden unit.
        w: weights of the output, shape (K,).
        Z: inputs, shape (N, D).

    Returns:
        One output per example, shape (N,).

    Example:
        >>> W, w = np.array([[1.0, -1.0], [0.0, 0.0]]), np.array([2.0, -2.0])
        >>> mlp_output(W, w, np.array([[3.0, 3.0], [np.log(3.0), 0.0]])).round(4)
        array([0.5   , 0.6225])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("mlp_output")


def mlp_objective(
    W: np.ndarray, w: np.ndarray, Z: np.ndarray, t: np.ndarray, alpha: float = 0.0
) -> float:
    """What the network's training makes small: M(W, w) = G(W, w) + α E(W, w). (Problem 8)

    G(W, w) = −Σ_n [t_n log x_n + (1 − t_n) log(1 − x_n)], a sum over the examples, not a mean.
    E(W, w) = ½ (Σ_kd W_kd² + Σ_k w_k²): the weights of both layers are decayed.

    Args:
        W: weights of the hidden layer, shape (K, D).
        w: weights of the output, shape (K,).
        Z: inputs, shape (N, D).
        t: targets, shape (N,), each 0 or 1.
        alpha: strength of the weight decay.

    Returns:
        M(W, w), a number that is right also where the output's activation is as far from 0 as
        ±1000 and x rounds to 0 or 1.

    Example:
        >>> W, w = np.zeros((3, 2)), np.zeros(3)
        >>> Z, t = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.0, 1.0])
        >>> round(mlp_objective(W, w, Z, t), 6)  # x = 0.5 for both, so 2 log 2
        1.386294
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("mlp_objective")


def mlp_gradient(
    W: np.ndarray, w: np.ndarray, Z: np.ndarray, t: np.ndarray, alpha: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """The gradient of `mlp_objective`, by back-propagation. (Problem 9)

    Args:
        W: weights of the hidden layer, shape (K, D).
        w: weights of the output, shape (K,).
        Z: inputs, shape (N, D).
        t: targets, shape (N,), each 0 or 1.
        alpha: strength of the weight decay.

    Returns:
        dW: the derivatives ∂M/∂W_kd, shape (K, D).
        dw: the derivatives ∂M/∂w_k, shape (K,).

    Example:
        >>> W, w = np.zeros((2, 2)), np.array([4.0, -4.0])
        >>> dW, dw = mlp_gradient(W, w, np.array([[1.0, 2.0]]), np.array([1.0]))
        >>> dW
        array([[-0.5, -1. ],
               [ 0.5,  1. ]])
        >>> dw
        array([-0.25, -0.25])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("mlp_gradient")


def train_mlp(
    Z: np.ndarray, t: np.ndarray, n_hidden: int, eta: float, n_steps: int, alpha: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Train a network with one hidden layer by gradient descent. (Problem 10)

    The weights start at random numbers. How they are drawn is up to you and is not graded, as long
    as they depend on `seed` and on the network's sizes alone, and one call does not disturb the
    next: use a generator of your own, `np.random.default_rng(seed)`. Normally distributed numbers
    with a standard deviation between 0.1 and 1 train well here; much smaller ones train slowly.

    Each step uses all examples and changes both layers at once:
    (W, w) ← (W, w) − η · gradient at (W, w).

    Args:
        Z: inputs, shape (N, D). The network has no biases: where it needs them, one of the inputs
            is the constant 1.
        t: targets, shape (N,), each 0 or 1.
        n_hidden: number of hidden units, K.
        eta: the step size η.
        n_steps: number of steps, ≥ 1.
        alpha: strength of the weight decay.
        seed: of the random generator; the same seed gives the same network.

    Returns:
        W: the weights of the hidden layer after the last step, shape (K, D).
        w: the weights of the output after the last step, shape (K,).
        objective: M(W, w) after each step, shape (n_steps,). So the last entry is that of the
            returned weights, and that of the initial weights is not among them.

    Example:
        Exclusive or, which no single neuron can learn:

        >>> Z = np.array([[1.0, -2, -2], [1, -2, 2], [1, 2, -2], [1, 2, 2]])
        >>> t = np.array([0.0, 1, 1, 0])
        >>> W, w, objective = train_mlp(Z, t, n_hidden=8, eta=2, n_steps=1000, alpha=0.0, seed=0)
        >>> mlp_output(W, w, Z).round()
        array([0., 1., 1., 0.])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("train_mlp")


def softmax_cross_entropy(scores: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """The cross-entropy of a softmax over C classes, and its gradient. (Problem 11)

    The softmax of an example's scores is p_c = exp(s_c) / Σ_j exp(s_j); its loss is −log p_label.
    Here the loss is the mean over the batch, as in every framework.

    Args:
        scores: shape (N, C); also entries as far from 0 as ±1000.
        labels: the right classes, integers in 0…C−1, shape (N,).

    Returns:
        loss: the mean over the examples, a number that is right also where p_label rounds to 0.
        dscores: the gradient of this mean with respect to the scores, shape (N, C).

    Example:
        >>> loss, dscores = softmax_cross_entropy(np.zeros((1, 4)), np.array([1]))
        >>> round(loss, 6)  # log 4
        1.386294
        >>> dscores
        array([[ 0.25, -0.75,  0.25,  0.25]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("softmax_cross_entropy")
