"""Problems 6 to 8: what is trained is right about images that it has never seen.

The class ids are permuted, so that weights which a submission brings along know nothing; and the
credit is that of the worse of two sets, one of which nobody has seen, so that what a submission
knows of the other is worth nothing either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import (
    number,
    partial_credit,
    tags,
    visibility,
    weight,
)

from autograder.checking import assert_close, assert_shape
from autograder.checking.signatures import Kind

from .accuracy import MAX_SECONDS, Model, Stopwatch, grade_accuracies
from .backbone import N_CLASSES as N_BACKBONE_CLASSES
from .backbone import images_for_backbone, with_backbone
from .images import N_CLASSES, made_up_images, real_images

_ACCURACY_POINTS = 10
_HEAD_POINTS = 7
_LOADED_MACHINE_SECONDS = 10.0
"""By which a training may seem to be late where others use the machine."""


@number("6.10")
@partial_credit(_ACCURACY_POINTS)
@tags("train_classifier")
@visibility("after_published")
def test_train_classifier_is_right_about_new_images(
    student: Any,
    rng: np.random.Generator,
    device: str,
    settings: dict[str, str],
    measured: Any,
    set_score: Any = None,
) -> None:
    """train_classifier: accuracy on images never seen, of real things and of made-up patterns."""
    real = real_images(settings, rng)
    sets = {settings["images"]: real, "made-up patterns": made_up_images(real, rng)}
    watch = Stopwatch()
    accuracies, sizes = {}, []
    for name, images in sets.items():
        with watch:
            handle = student.train_classifier(
                images.train_images,
                images.train_labels,
                N_CLASSES,
                device=device,
                seed=int(rng.integers(2**31)),
                max_seconds=MAX_SECONDS,
            )
        model = Model(student.train_classifier, handle, device)
        sizes.append(model.described()[0])
        accuracies[name] = model.accuracy(images.test_images, images.test_labels, N_CLASSES, rng)
    measured("accuracy", min(accuracies.values()), order="desc")
    measured("parameters", max(sizes), order="asc")
    measured("seconds of training", round(watch.seconds, 1), order="asc")
    grade_accuracies(accuracies, _ACCURACY_POINTS, settings, measured, set_score)


@number("6.11")
@weight(1)
@tags("train_classifier")
@visibility("after_published")
def test_train_classifier_takes_images_of_several_channels(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """train_classifier: images of three channels, higher than wide, of three classes."""
    images = 0.2 * rng.random((90, 3, 20, 12), dtype=np.float32)
    labels = np.arange(90) % 3
    images[np.arange(90), labels] += 0.6  # one of the channels is bright
    train, test = slice(0, 60), slice(60, 90)
    handle = student.train_classifier(
        images[train], labels[train], 3, device=device, seed=1, max_seconds=MAX_SECONDS
    )
    classes = Model(student.train_classifier, handle, device).classes(images[test], 3)
    share = np.mean(classes == labels[test])
    assert share >= 0.9, f"the class is the brightest of three channels; {share:.0%} are right"


@number("6.12")
@weight(1)
@tags("train_classifier")
@visibility("after_published")
def test_train_classifier_stops_in_time(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """train_classifier: 20,000 images of 32 by 32 pixels and one second are over soon after it."""
    images = rng.random((20_000, 32, 32), dtype=np.float32)
    labels = (images[:, :, :16].mean(axis=(1, 2)) > images[:, :, 16:].mean(axis=(1, 2))) * 1
    with Stopwatch() as watch:
        student.train_classifier(images, labels, 2, device=device, seed=1, max_seconds=1.0)
    assert watch.seconds <= 1 + _LOADED_MACHINE_SECONDS, (
        f"max_seconds was 1; the training took {watch.seconds:.1f} s"
    )
    # Stopping in time is easy for what learns nothing from less. Both ways round, since what learns
    # nothing is right about one of them by luck.
    easy = np.repeat(np.linspace(0, 1, 100, dtype=np.float32), 64).reshape(100, 8, 8)
    is_bright = (easy[:, 0, 0] > 0.5) * 1
    for labels, expected in ((is_bright, [0, 1]), (1 - is_bright, [1, 0])):
        handle = student.train_classifier(
            easy, labels, 2, device=device, seed=1, max_seconds=MAX_SECONDS
        )
        classes = Model(student.train_classifier, handle, device).classes(easy[[5, 95]], 2)
        assert classes.tolist() == expected, (
            f"dark images are class {expected[0]} and bright ones class {expected[1]}"
        )


@number("7.10")
@weight(3)
@tags("predict")
@visibility("after_published")
def test_predict_leaves_a_model_as_it_is(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """predict: a model with batch normalisation and dropout, asked about few and many images."""
    for shape in ((3, 5), (2, 4, 2)):
        _assert_predicts(student, rng, device, shape)


@number("8.10")
@weight(3)
@tags("finetune")
@visibility("after_published")
def test_finetune_leaves_a_trained_backbone_as_it_is(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """finetune: the backbone's weights and running statistics are the same afterwards."""
    weights, images = images_for_backbone(rng)
    some = slice(0, 100)
    helper = (with_backbone, Kind.ARRAY, "weights and scores", *weights, images.test_images[some])
    received = student.finetune.through(*helper)(
        None,
        images.train_images,
        images.train_labels,
        N_BACKBONE_CLASSES,
        device=device,
        seed=1,
        max_seconds=MAX_SECONDS,
    )
    before = np.concatenate([part.ravel() for part in weights])
    assert_shape(received, (before.size + 100 * N_BACKBONE_CLASSES,), name="weights and scores")
    after, scores = received[: before.size], received[before.size :].reshape(100, -1)
    n_weights = sum(part.size for part in weights[:3])
    assert np.array_equal(after[:n_weights], before[:n_weights]), "the backbone's weights changed"
    assert np.array_equal(after[n_weights:], before[n_weights:]), (
        "the running statistics of the backbone's batch normalisation changed: "
        "is it in evaluation mode?"
    )
    # Learning nothing leaves it as it is, too.
    share = np.mean(scores.argmax(axis=1) == images.test_labels[some])
    assert share >= 0.6, f"a head on its features should be right; {share:.0%} are"


@number("8.11")
@partial_credit(_HEAD_POINTS)
@tags("finetune")
@visibility("after_published")
def test_finetune_is_right_about_new_images(
    student: Any,
    rng: np.random.Generator,
    device: str,
    settings: dict[str, str],
    measured: Any,
    set_score: Any = None,
) -> None:
    """finetune: accuracy on images never seen, whose classes only the backbone's features tell."""
    weights, images = images_for_backbone(rng)
    handle = student.finetune.through(with_backbone, Kind.OPAQUE, "model", *weights)(
        None,
        images.train_images,
        images.train_labels,
        N_BACKBONE_CLASSES,
        device=device,
        seed=int(rng.integers(2**31)),
        max_seconds=MAX_SECONDS,
    )
    model = Model(student.finetune, handle, device)
    accuracy = model.accuracy(images.test_images, images.test_labels, N_BACKBONE_CLASSES, rng)
    accuracies = {"a backbone's features": accuracy}
    grade_accuracies(accuracies, _HEAD_POINTS, settings, measured, set_score)


def _assert_predicts(
    student: Any, rng: np.random.Generator, device: str, shape: tuple[int, ...]
) -> None:
    """Assert that images of a shape get the classes of a model that the check makes."""
    n_pixels, n_classes = int(np.prod(shape)), 4
    n_channels = shape[0] if len(shape) == 3 else 1
    weights = rng.normal(size=(n_classes, n_pixels)).astype(np.float32)
    statistics = rng.uniform(0.5, 1.5, (2, n_channels)).astype(np.float32)
    images = rng.random((1200, *shape)).astype(np.float32)
    mean, variance = (np.repeat(part, n_pixels // n_channels) for part in statistics.astype(float))
    pixels = (images.reshape(len(images), n_pixels) - mean) / np.sqrt(variance + 1e-5)
    scores = pixels @ weights.T.astype(float)
    best_two = np.sort(scores, axis=1)[:, -2:]
    images, scores = (part[best_two[:, 1] - best_two[:, 0] > 0.01] for part in (images, scores))
    expected = scores.argmax(axis=1)
    same_class = np.flatnonzero(expected == expected[0])
    predict = student.predict.through(_predicted, Kind.ARRAY, weights, statistics, device)
    for chosen in (np.arange(len(images)), np.arange(1), same_class):
        received = predict(None, images[chosen])
        name = f"the classes of {len(chosen)} images"
        assert_shape(received[1:] if received.ndim else received, (len(chosen),), name=name)
        assert_close(received[1:], expected[chosen], name=name)
        assert received[0] == 0, "predict has changed the model: it must be in evaluation mode"


def _predicted(
    call: Callable[..., Any], weights: np.ndarray, statistics: np.ndarray, device: str
) -> Any:
    """Whether a model changes when it is asked, and then the classes; crosses as code."""
    import torch
    from torch import nn

    n_classes, n_pixels = weights.shape
    normalisation: Any = nn.BatchNorm2d(len(statistics[0]))
    linear = nn.Linear(n_pixels, n_classes, bias=False)
    with torch.no_grad():
        normalisation.running_mean.copy_(torch.from_numpy(statistics[0]))
        normalisation.running_var.copy_(torch.from_numpy(statistics[1]))
        linear.weight.copy_(torch.from_numpy(weights))
    model = nn.Sequential(normalisation, nn.Flatten(), nn.Dropout(0.5), linear).to(device)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    classes = call.func(model, *call.args[1:], **call.keywords)  # type: ignore[attr-defined]
    after = model.state_dict()
    changed = any(not torch.equal(after[name], value) for name, value in before.items())
    return np.array([int(changed), *classes])
