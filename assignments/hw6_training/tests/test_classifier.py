"""Visible checks of problems 6 to 8: classifiers of images that are easy to tell apart.

A right training has seen enough of these images within a fraction of a second; what it makes of
images that are hard is graded by hidden checks. The functions that begin with an underscore run
where your objects are, and bring back numbers.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import (
    Tolerance,
    assert_close,
    assert_equal,
    assert_finite,
    assert_shape,
)
from autograder.checking.signatures import Kind

N_CLASSES = 3
MAX_SECONDS = 20.0
SAME_TRAINING = Tolerance(
    relative=0.05,
    absolute=0.05,
    reason="sums are rounded otherwise where memory lies otherwise; training makes more of it",
)


def easy_images(n: int, seed: int, *inner: int) -> tuple[np.ndarray, np.ndarray]:
    """Images of which the left, the right or the upper half is bright (classes 0, 1 and 2)."""
    random = np.random.default_rng(seed)
    labels = random.permutation(np.arange(n) % N_CLASSES)
    images = random.uniform(0, 0.4, (n, *inner)).astype(np.float32)
    height, width = inner[-2:]
    images[labels == 0, ..., : width // 2] += 0.6
    images[labels == 1, ..., width // 2 :] += 0.6
    images[labels == 2, ..., : height // 2, :] += 0.6
    return images, labels


def request(seed: int, *inner: int, n: int = 120, max_seconds: float = MAX_SECONDS) -> dict:
    """Arguments of train_classifier, and those of finetune but for the backbone."""
    images, labels = easy_images(n, seed, *inner)
    examples = {"images": images, "labels": labels, "n_classes": N_CLASSES}
    return {**examples, "device": "cpu", "seed": seed, "max_seconds": max_seconds}


def assert_has_learned(scores: np.ndarray, labels: np.ndarray, fewest: float = 0.9) -> None:
    """Assert that a model's scores of easy images, which it has not seen, are right."""
    assert_shape(scores, (len(labels), N_CLASSES), name=f"the scores of {len(labels)} images")
    accuracy = float(np.mean(np.argmax(scores, axis=1) == labels))
    if accuracy < fewest:
        raise AssertionError(
            f"Trained on easy images, of which one of three parts is bright, the model is right "
            f"in {accuracy:.0%} of others; it should be in {fewest:.0%} or more."
        )


def _scores(make: Callable[..., Any], x: np.ndarray) -> np.ndarray:
    """What the model that is trained says of a batch (N, C, H, W), in evaluation mode."""
    import torch

    model = make()
    if not isinstance(model, torch.nn.Module):
        raise TypeError(f"a torch.nn.Module should be returned, and not a {type(model).__name__}")
    model.eval()
    with torch.no_grad():
        return model(torch.from_numpy(x)).numpy()


@number("6.1")
@weight(1.5)
@tags("train_classifier")
def test_train_classifier_learns_what_is_easy(student: ModuleType) -> None:
    """train_classifier: learns which part of grey images of 16 × 16 pixels is bright."""
    others, labels = easy_images(60, 1000, 16, 16)
    train = student.train_classifier.through(_scores, Kind.ARRAY, others[:, np.newaxis])
    assert_has_learned(train(**request(1, 16, 16)), labels)


@number("6.2")
@weight(1)
@tags("train_classifier")
def test_train_classifier_with_colour(student: ModuleType) -> None:
    """train_classifier: learns the same of images of 3 channels, and 12 × 20 pixels."""
    others, labels = easy_images(60, 1001, 3, 12, 20)
    train = student.train_classifier.through(_scores, Kind.ARRAY, others)
    assert_has_learned(train(**request(2, 3, 12, 20)), labels)


@number("6.3")
@weight(0.5)
@tags("train_classifier")
def test_train_classifier_is_decided_by_its_seed(student: ModuleType) -> None:
    """train_classifier: two trainings with the same seed give the same model."""
    others, labels = easy_images(60, 1002, 16, 16)
    train = student.train_classifier.through(_scores, Kind.ARRAY, others[:, np.newaxis])
    first, second = (train(**request(3, 16, 16)) for _ in range(2))
    assert_has_learned(first, labels)
    name = "the scores of 60 images, after a second training,"
    assert_close(second, first, name=name, tolerance=SAME_TRAINING)


def first_and_others(numbers: np.ndarray) -> tuple[float, np.ndarray]:
    """What is measured, and the scores, which come in one row."""
    name = "what is measured, and all scores of 60 images, in one row,"
    assert_shape(numbers, (1 + 60 * N_CLASSES,), name=name)
    assert_finite(numbers[:1], name="what is measured")
    return float(numbers[0]), numbers[1:]


def _seconds_and_scores(make: Callable[..., Any], x: np.ndarray) -> np.ndarray:
    """The seconds that a training takes, and then all of the model's scores."""
    import time

    import torch

    clock, processor = time.monotonic(), time.process_time()
    model = make()
    # The smaller one: another program, or a second core, does not count.
    seconds = min(time.monotonic() - clock, time.process_time() - processor)
    model.eval()
    with torch.no_grad():
        return np.array([seconds, *model(torch.from_numpy(x)).numpy().ravel()])


@number("6.4")
@weight(1)
@tags("train_classifier")
def test_train_classifier_keeps_to_its_time(student: ModuleType) -> None:
    """train_classifier: ends in time, with a model that has learned, when there is little time."""
    others, labels = easy_images(60, 1003, 16, 16)
    train = student.train_classifier
    measured = train.through(_seconds_and_scores, Kind.ARRAY, others[:, np.newaxis])
    seconds, scores = first_and_others(measured(**request(4, 16, 16, n=8000, max_seconds=1.5)))
    if seconds > 3:
        raise AssertionError(f"It should have ended after 1.5 seconds; it took {seconds:.1f}.")
    assert_has_learned(np.reshape(scores, (60, N_CLASSES)), labels, 0.6)


# What the model of predict's checks subtracts from the four pixels of each channel, which are
# multiples of 1/64: no two scores of an image are equal, or nearly so.
MEANS = np.array([0.25, 0.504, -0.117, 0.3245])


def _predicted(make: Callable[..., Any], means: np.ndarray) -> np.ndarray:
    """The classes that predict sees: a model with one pixel per class, left in training mode."""
    import torch

    nn = torch.nn
    n_channels = len(means) // 4
    normalisation = nn.BatchNorm1d(len(means))
    normalisation.running_mean.copy_(torch.from_numpy(means))
    channels = nn.Linear(len(means), 4, bias=False)
    with torch.no_grad():
        channels.weight.copy_(torch.eye(4).repeat(1, n_channels))
    return make(nn.Sequential(nn.Flatten(), normalisation, nn.Dropout(0.5), channels))


def assert_predicts(student: ModuleType, images: np.ndarray) -> None:
    """Assert that each image gets the class of its largest pixel, less the pixel's mean."""
    n_channels = images[0].size // 4
    predict = student.predict.through(_predicted, Kind.ARRAY, np.tile(MEANS, n_channels))
    classes = predict(images=images)
    scores = images.reshape(len(images), n_channels, 4).sum(axis=1) - n_channels * MEANS
    assert_close(classes, np.argmax(scores, axis=1), name="the classes")
    assert_equal(str(classes.dtype), "int64", name="the dtype of the classes")


def drawn_images(n: int, n_channels: int, seed: int) -> np.ndarray:
    """Images of 2 × 2 pixels from 0 to 1."""
    pixels = np.random.default_rng(seed).integers(0, 65, size=4 * n * n_channels) / 64
    shape = (n, 2, 2) if n_channels == 1 else (n, n_channels, 2, 2)
    return pixels.reshape(shape).astype(np.float32)


@number("7.1")
@weight(1)
@tags("predict")
@given(seed=st.integers(0, 1000))
def test_predict_gives_class_ids(student: ModuleType, seed: int) -> None:
    """predict: the class with the highest score, as int64 of shape (N,), for 8 grey images."""
    assert_predicts(student, drawn_images(8, 1, seed))


@number("7.2")
@weight(1.5)
@tags("predict")
@given(seed=st.integers(0, 1000), n_channels=st.sampled_from([1, 3]))
def test_predict_treats_each_image_by_itself(
    student: ModuleType, seed: int, n_channels: int
) -> None:
    """predict: an image gets the same class alone and among others, with one channel and three."""
    images = drawn_images(6, n_channels, seed)
    for image in images[:3]:
        assert_predicts(student, image[np.newaxis])
    assert_predicts(student, images)
    assert_predicts(student, np.concatenate([images, images + 2]))


@number("7.3")
@weight(0.5)
@tags("predict")
def test_predict_takes_many_images(student: ModuleType) -> None:
    """predict: 3000 images, in their order."""
    assert_predicts(student, drawn_images(3000, 1, 5))


def _finetuned(make: Callable[..., Any], x: np.ndarray, seed: int) -> np.ndarray:
    """By how much a backbone of random weights changes, and then all of the model's scores."""
    import torch

    nn = torch.nn
    torch.manual_seed(seed)
    convolution = nn.Conv2d(1, 6, 3, padding=1, bias=False)
    pooling = nn.AdaptiveAvgPool2d(4)
    backbone = nn.Sequential(convolution, nn.BatchNorm2d(6), nn.ReLU(), pooling, nn.Flatten())
    with torch.no_grad():
        backbone(torch.rand(50, 1, 16, 16))  # gives it running statistics
    before = {name: value.clone() for name, value in backbone.state_dict().items()}
    model = make(backbone)
    after = backbone.state_dict()
    change = max(float((after[name] - value).abs().max()) for name, value in before.items())
    if not isinstance(model, torch.nn.Module):
        raise TypeError(f"a torch.nn.Module should be returned, and not a {type(model).__name__}")
    model.eval()
    with torch.no_grad():
        return np.array([change, *model(torch.from_numpy(x)).numpy().ravel()])


def change_after_finetuning(student: ModuleType, seed: int) -> float:
    """By how much finetune changes its backbone; its head has learned what is easy."""
    others, labels = easy_images(60, 1000 + seed, 16, 16)
    finetune = student.finetune.through(_finetuned, Kind.ARRAY, others[:, np.newaxis], seed)
    change, scores = first_and_others(finetune(**request(seed, 16, 16)))
    assert_has_learned(np.reshape(scores, (60, N_CLASSES)), labels)
    return change


@number("8.1")
@weight(1)
@tags("finetune")
def test_finetune_learns_what_is_easy(student: ModuleType) -> None:
    """finetune: a head on a backbone of random weights learns which part of an image is bright."""
    change_after_finetuning(student, 8)


@number("8.2")
@weight(1)
@tags("finetune")
def test_finetune_leaves_the_backbone_as_it_is(student: ModuleType) -> None:
    """finetune: the backbone's weights and running statistics are the same before and after."""
    change = change_after_finetuning(student, 9)
    if change > 0:
        raise AssertionError(
            f"A number in the backbone's state_dict() changed by {change:.2g}: are its weights "
            "frozen, and its batch normalisations in evaluation mode?"
        )
