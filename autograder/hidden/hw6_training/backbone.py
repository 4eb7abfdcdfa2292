"""A trained network to go on from, drawn from `rng`, and images whose classes only it can see.

The images are noise, and the class of one follows from the network's features of it: a classifier
of the pixels learns little of that from some hundred images, a linear head on the features all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.hidden.hw6_training.images import ImageSet

N_CLASSES = 5
_N_TRAIN, _N_TEST = 300, 500
_DRAWN = 16
"""Times as many images are drawn as are kept: the clearest of each class."""
_SIZE, _FILTER, _N_FEATURES = 16, 7, 16


def backbone_weights(images: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Of a network whose features are neither dead nor all alike on `images`, float32.

    Returns:
        The filters (D, 1, 7, 7), then scale, shift, running mean and running variance of the
        normalisation after them, each (D,).
    """
    filters = rng.normal(size=(_N_FEATURES, 1, _FILTER, _FILTER))
    filters -= filters.mean(axis=(2, 3), keepdims=True)
    windows = np.lib.stride_tricks.sliding_window_view(images[:200], (_FILTER, _FILTER), (1, 2))
    answers = np.einsum("nhwij,dij->dnhw", windows, filters[:, 0]).reshape(_N_FEATURES, -1)
    mean, variance = answers.mean(axis=1), answers.var(axis=1)
    # Not quite the statistics of these images, as of a network that was trained on others.
    shifted = mean + 0.3 * rng.normal(size=_N_FEATURES) * np.sqrt(variance)
    stretched = variance * rng.uniform(0.6, 1.6, _N_FEATURES)
    scale, shift = rng.uniform(0.7, 1.3, _N_FEATURES), 0.3 * rng.normal(size=_N_FEATURES)
    parts = (filters, scale, shift, shifted, stretched)
    return tuple(part.astype(np.float32) for part in parts)


def with_backbone(call: Callable[..., Any], wanted: str, *arrays: np.ndarray) -> Any:
    """Make a call with the backbone in the place of its first argument; crosses as code.

    Args:
        call: what makes the call.
        wanted: ``"model"``, what it gives, or ``"weights and scores"``: the backbone's weights
            after it, and the model's scores of images, in one row.
        *arrays: see `backbone_weights`; for scores, images (N, 16, 16) after them.
    """
    import torch
    from torch import nn

    filters, scale, shift, mean, variance = (torch.from_numpy(part) for part in arrays[:5])
    normalisation: Any = nn.BatchNorm2d(len(filters))
    backbone: Any = nn.Sequential(
        nn.Conv2d(1, len(filters), filters.shape[-1], bias=False),
        normalisation,
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )
    with torch.no_grad():
        backbone[0].weight.copy_(filters)
        normalisation.weight.copy_(scale)
        normalisation.bias.copy_(shift)
        normalisation.running_mean.copy_(mean)
        normalisation.running_var.copy_(variance)
    answer = call.func(backbone, *call.args[1:], **call.keywords)  # type: ignore[attr-defined]
    if wanted == "model":
        return answer
    after = [
        backbone[0].weight,
        normalisation.weight,
        normalisation.bias,
        normalisation.running_mean,
        normalisation.running_var,
    ]
    answer.eval()
    with torch.no_grad():
        device = next(answer.parameters()).device
        scores = answer(torch.from_numpy(arrays[5][:, np.newaxis]).to(device))
    return np.concatenate([part.detach().cpu().numpy().ravel() for part in (*after, scores)])


def images_for_backbone(
    rng: np.random.Generator,
) -> tuple[tuple[np.ndarray, ...], ImageSet]:
    """The weights of a backbone, and images (N, 16, 16) of five classes."""
    wanted = (_N_TRAIN + _N_TEST) // N_CLASSES
    images = rng.random((_DRAWN * N_CLASSES * wanted, _SIZE, _SIZE)).astype(np.float32)
    weights = backbone_weights(images, rng)
    features = _features(weights, images)
    # Features of variance 1, as those of a network that was trained: a scale passes through a ReLU.
    deviation = features.std(axis=0)
    filters, scale, shift, mean, variance = weights
    weights = (filters, scale / deviation, shift / deviation, mean, variance)
    # One class a direction; they are at right angles, so that none is another's neighbour.
    directions = np.linalg.qr(rng.normal(size=(_N_FEATURES, N_CLASSES)))[0]
    scores = (features - features.mean(axis=0)) / deviation @ directions
    best_two = np.sort(scores, axis=1)[:, -2:]
    labels, margins = scores.argmax(axis=1), best_two[:, 1] - best_two[:, 0]
    kept = [np.flatnonzero(labels == label) for label in range(N_CLASSES)]
    clearest = [found[np.argsort(-margins[found])[:wanted]] for found in kept]
    order = rng.permutation(np.concatenate(clearest))
    train, test = order[:_N_TRAIN], order[_N_TRAIN:]
    return weights, ImageSet(images[train], labels[train], images[test], labels[test])


def _features(weights: tuple[np.ndarray, ...], images: np.ndarray) -> np.ndarray:
    import torch

    itself = functools.partial(lambda backbone: backbone, None)
    backbone = with_backbone(itself, "model", *weights)
    with torch.no_grad():
        return np.asarray(backbone.eval()(torch.from_numpy(images[:, np.newaxis])))
