"""Homework 6: training, from one step of momentum to a classifier of images.

Problems 1 to 4 are NumPy, problems 5 to 8 PyTorch. No function modifies its arguments.

A layer is a pair of functions, as in homework 4. The forward function returns its output and a
cache; the backward function gets `dout`, the gradient of the loss with respect to that output, and
this cache. Random numbers come from the generator `rng` that a function is given, and from nowhere
else.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

# Whatever your backward function needs from your forward function; nobody else looks inside.
Cache = Any


def sgd_momentum(
    w: np.ndarray, dw: np.ndarray, velocity: np.ndarray, lr: float, momentum: float
) -> tuple[np.ndarray, np.ndarray]:
    """One step of gradient descent with momentum. (Problem 1)

    The learning rate is inside the velocity, as in the deck.

    Args:
        w: weights, any shape.
        dw: gradient of the loss with respect to them, the same shape.
        velocity: what the last step returned, or zeros; the same shape.
        lr: the learning rate of this step.
        momentum: how much of the velocity is kept, from 0 up to, but not including, 1.

    Returns:
        w: the weights after the step.
        velocity: the velocity with which they were moved.

    Example:
        >>> w, velocity = sgd_momentum(np.array([0.0]), np.array([1.0]), np.array([0.0]), 0.1, 0.9)
        >>> w, velocity
        (array([-0.1]), array([-0.1]))
        >>> w, velocity = sgd_momentum(w, np.array([1.0]), velocity, 0.1, 0.9)
        >>> w, velocity
        (array([-0.29]), array([-0.19]))
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("sgd_momentum")


def dropout_forward(
    x: np.ndarray, p_drop: float, train: bool, rng: np.random.Generator
) -> tuple[np.ndarray, Cache]:
    """Inverted dropout, forward. (Problem 2)

    Args:
        x: any shape.
        p_drop: the probability with which an entry is dropped, from 0 up to, but not including, 1.
        train: whether this is training; at test time nothing happens to x.
        rng: the only source of random numbers.

    Returns:
        out: the shape of x. In training, each entry is 0 with probability `p_drop`, independently
            of the others; what is kept is scaled such that the mean of `out` over many masks is x.
        cache: what `dropout_backward` needs.

    Example:
        >>> out, cache = dropout_forward(np.array([3.0, 8.0]), 0.5, False, np.random.default_rng(0))
        >>> out
        array([3., 8.])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("dropout_forward")


def dropout_backward(dout: np.ndarray, cache: Cache) -> np.ndarray:
    """Inverted dropout, backward. (Problem 2)

    Args:
        dout: gradient with respect to the output, the shape of x.
        cache: what your `dropout_forward` returned.

    Returns:
        dx: gradient with respect to x, the shape of x.
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("dropout_backward")


def batchnorm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running: np.ndarray,
    train: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, Cache]:
    """Batch normalisation of N examples of D features, forward. (Problem 3)

    Args:
        x: shape (N, D).
        gamma: scale of each feature, shape (D,).
        beta: shift of each feature, shape (D,).
        running: statistics for test time, shape (2, D): the running means in row 0, the running
            variances in row 1.
        train: whether x is normalised by its own mean and variance, and these are remembered; at
            test time it is normalised by the running ones.
        momentum: how much of the running statistics is kept.
        eps: added to the variance, under the root.

    Returns:
        out: shape (N, D).
        running: the running statistics after this batch, shape (2, D); at test time as they were.
        cache: what `batchnorm_backward` needs.

    Example:
        >>> x = np.array([[1.0], [3.0]])
        >>> running = np.array([[0.0], [1.0]])
        >>> out, running, cache = batchnorm_forward(x, np.ones(1), np.zeros(1), running, True)
        >>> np.round(out, 3)
        array([[-1.],
               [ 1.]])
        >>> running
        array([[0.2],
               [1. ]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("batchnorm_forward")


def batchnorm_backward(dout: np.ndarray, cache: Cache) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Batch normalisation, backward; the forward was one of training. (Problem 3)

    Args:
        dout: gradient with respect to the output, shape (N, D).
        cache: what your `batchnorm_forward` returned.

    Returns:
        dx: gradient with respect to x, shape (N, D).
        dgamma: gradient with respect to the scales, shape (D,).
        dbeta: gradient with respect to the shifts, shape (D,).
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("batchnorm_backward")


def augment(images: np.ndarray, rng: np.random.Generator, pad: int = 4) -> np.ndarray:
    """Flip images at random, and cut them out of a frame of zeros at random. (Problem 4)

    Each image by itself is mirrored left to right with probability 1/2, gets `pad` rows and columns
    of zeros at each of its four sides, and of that a window of the image's own size is cut out, at
    one of the (2 pad + 1)² places with equal probability.

    Args:
        images: shape (N, C, H, W).
        rng: the only source of random numbers.
        pad: how far an image can move.

    Returns:
        The images, changed; shape (N, C, H, W).
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("augment")


class ImageDataset(Dataset):
    """Images with their labels, as PyTorch wants a set of examples. (Problem 5)

    Example:
        >>> dataset = ImageDataset(np.zeros((5, 8, 6), dtype=np.uint8), np.array([3, 1, 4, 1, 5]))
        >>> image, label = dataset[2]
        >>> len(dataset), image.shape, image.dtype, label
        (5, torch.Size([1, 8, 6]), torch.float32, 4)
    """

    def __init__(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        transform: Callable[[torch.Tensor], torch.Tensor] | None = None,
    ) -> None:
        """Keep the images and labels.

        Args:
            images: shape (N, H, W) or (N, C, H, W); of float32, or of uint8 from 0 to 255.
            labels: whole numbers, shape (N,).
            transform: applied to an image each time that it is asked for.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("ImageDataset")

    def __len__(self) -> int:
        """The number of examples."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("ImageDataset")

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        """One example.

        Args:
            index: from 0 to N - 1.

        Returns:
            image: float32 tensor of shape (C, H, W), C = 1 where the images have no such axis.
                uint8 images are divided by 255, float32 images are left as they are. After that
                comes the transform, if there is one.
            label: an int.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("ImageDataset")


def make_loader(dataset: Dataset, batch_size: int, seed: int, shuffle: bool = True) -> DataLoader:
    """The batches of a dataset, epoch after epoch. (Problem 5)

    Args:
        dataset: such as an `ImageDataset`.
        batch_size: number of examples in a batch; the last one of an epoch may be smaller.
        seed: decides the order, and nothing else does: two loaders of one seed give the same
            batches in their first epochs, and again in their second.
        shuffle: whether each epoch has an order of its own; otherwise it is the dataset's.

    Returns:
        A DataLoader that goes through every example once per epoch.
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("make_loader")


def train_classifier(
    images: np.ndarray,
    labels: np.ndarray,
    n_classes: int,
    *,
    device: str,
    seed: int,
    max_seconds: float,
) -> nn.Module:
    """Train a classifier of images from nothing. (Problem 6)

    Args:
        images: float32 in [0, 1], shape (N, H, W), or (N, C, H, W) if there are several channels.
            16 × 16 and 3 × 32 × 32 are usual, but any H and W from 8 to 64 must do.
        labels: int64 from 0 to n_classes - 1, shape (N,).
        n_classes: number of classes.
        device: where to train, such as "cpu" or "cuda".
        seed: decides all that is random; the same seed gives the same model on the same device.
        max_seconds: the training must be over by then, by the clock.

    Returns:
        The model, on that device: it maps a float32 tensor of images (N, C, H, W) to scores
        (N, n_classes).
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("train_classifier")


def predict(model: nn.Module, images: np.ndarray) -> np.ndarray:
    """The classes that a model sees in images. (Problem 7)

    Args:
        model: such as `train_classifier` and `finetune` return, on any device: it maps a float32
            tensor of images (N, C, H, W) to scores (N, n_classes). It may be in training mode.
        images: as in `train_classifier`; any number N.

    Returns:
        The most probable class of each image, int64, shape (N,). What a model says of an image
        does not depend on the other images.
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("predict")


def finetune(
    backbone: nn.Module,
    images: np.ndarray,
    labels: np.ndarray,
    n_classes: int,
    *,
    device: str,
    seed: int,
    max_seconds: float,
) -> nn.Module:
    """Train a new head on the features of a trained network. (Problem 8)

    Args:
        backbone: maps images, a float32 tensor (N, C, H, W), to features (N, D). It is frozen: its
            weights and the running statistics of its batch normalisations stay as they are, and
            it is used in evaluation mode.
        images: as in `train_classifier`.
        labels: likewise.
        n_classes: likewise.
        device: likewise.
        seed: likewise.
        max_seconds: likewise.

    Returns:
        The backbone followed by the head, a linear layer; a model as in `train_classifier`.
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("finetune")
