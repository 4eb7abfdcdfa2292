"""Visible checks of problems 6 to 8: classifiers of images that are easy to tell apart.

A right training has seen enough of these images within a fraction of a second; what it makes of
images that are hard is graded by hidden checks. Models are tried with your own `predict`. The
functions that begin with an underscore run where your objects are, and bring back numbers.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight

from autograder.checking import assert_equal, assert_shape
from autograder.checking.signatures import Kind

MAX_SECONDS = 20.0
N_CLASSES = 3


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


def mixed_images(n: int, seed: int) -> np.ndarray:
    """Mixtures of two easy images each, in any proportion: what they show is hard to say."""
    random = np.random.default_rng(seed)
    images, _ = easy_images(2 * n, seed, 16, 16)
    share = random.uniform(0, 1, (n, 1, 1)).astype(np.float32)
    return images[:n] * share + images[random.permutation(2 * n)[:n]] * (1 - share)


def trained(student: ModuleType, seed: int = 1, *inner: int) -> object:
    """The submission's classifier of easy images."""
    images, labels = easy_images(120, seed, *(inner or (16, 16)))
    return student.train_classifier(
        images, labels, N_CLASSES, device="cpu", seed=seed, max_seconds=MAX_SECONDS
    )


def assert_has_learned(
    student: ModuleType, model: object, fewest: float = 0.9, *inner: int
) -> None:
    """Assert that a model knows easy images that it has not seen."""
    images, labels = easy_images(60, 1000, *(inner or (16, 16)))
    classes = student.predict(model, images)
    assert_shape(classes, labels.shape, name="the classes that predict gives for 60 images")
    accuracy = float(np.mean(classes == labels))
    if accuracy < fewest:
        raise AssertionError(
            f"Trained on easy images, of which one of three parts is bright, the model is right "
            f"in {accuracy:.0%} of others; it should be in {fewest:.0%} or more."
        )


@number("6.1")
@weight(1.5)
@tags("train_classifier")
def test_train_classifier_learns_what_is_easy(student: ModuleType) -> None:
    """train_classifier: learns which part of grey images of 16 × 16 pixels is bright."""
    assert_has_learned(student, trained(student))


@number("6.2")
@weight(1)
@tags("train_classifier")
def test_train_classifier_with_colour(student: ModuleType) -> None:
    """train_classifier: learns the same of images of 3 channels, and 12 × 20 pixels."""
    inner = (3, 12, 20)
    assert_has_learned(student, trained(student, 1, *inner), 0.9, *inner)


@number("6.3")
@weight(0.5)
@tags("train_classifier")
def test_train_classifier_is_decided_by_its_seed(student: ModuleType) -> None:
    """train_classifier: two trainings with the same seed give models that agree on 200 images."""
    images = mixed_images(200, 5)
    first, second = trained(student, 7), trained(student, 7)
    assert_has_learned(student, second)
    answers, others = student.predict(first, images), student.predict(second, images)
    assert_shape(answers, (200,), name="the classes of 200 images")
    assert_shape(others, (200,), name="the classes of 200 images")
    if np.array_equal(answers, others):
        return
    raise AssertionError(
        f"The two models disagree on {int(np.sum(answers != others))} of 200 images: is all that "
        "is random, the first weights included, decided by the seed?"
    )


def _seconds(make: Callable[..., Any]) -> float:
    """The time that a call takes; of processor and clock the smaller, on a busy machine say."""
    import time

    clock, processor = time.monotonic(), time.process_time()
    make()
    return min(time.monotonic() - clock, time.process_time() - processor)


@number("6.4")
@weight(1)
@tags("train_classifier")
def test_train_classifier_keeps_to_its_time(student: ModuleType) -> None:
    """train_classifier: ends in time, with a model that has learned, when there is little time."""
    images, labels = easy_images(6000, 3, 16, 16)
    request = {"device": "cpu", "seed": 3, "max_seconds": 1.0}
    train = student.train_classifier
    seconds = train.through(_seconds, Kind.REAL)(images, labels, N_CLASSES, **request)
    if seconds > 2.5:
        raise AssertionError(f"It should have ended after 1 second; it took {seconds:.1f}.")
    assert_has_learned(student, train(images, labels, N_CLASSES, **request), 0.6)


@number("7.1")
@weight(1)
@tags("predict")
def test_predict_gives_class_ids(student: ModuleType) -> None:
    """predict: int64 class ids of shape (N,), for one image, and for more than there were."""
    model = trained(student)
    assert_has_learned(student, model)
    for n in (1, 5, 1100):
        classes = student.predict(model, mixed_images(n, 2))
        assert_shape(classes, (n,), name=f"the classes of {n} images")
        assert_equal(str(classes.dtype), "int64", name="the dtype of the classes")
        if not set(classes.tolist()) <= set(range(N_CLASSES)):
            raise AssertionError(f"Classes should be from 0 to {N_CLASSES - 1}: {set(classes)}.")


@number("7.2")
@weight(1.5)
@tags("predict")
def test_predict_treats_each_image_by_itself(student: ModuleType) -> None:
    """predict: an image gets the same class alone, among others, and when it is asked for again."""
    model = trained(student)
    assert_has_learned(student, model)
    images = mixed_images(60, 4)
    together = student.predict(model, images)
    assert_shape(together, (60,), name="the classes of 60 images")
    alone = np.concatenate([student.predict(model, images[i : i + 1]) for i in range(60)])
    assert_shape(alone, (60,), name="the classes of 60 images, each by itself,")
    again = student.predict(model, images)
    # One image may be on the very line between two classes, where rounding decides.
    for others, when in ((alone, "each by itself"), (again, "a second time")):
        different = int(np.sum(together != others))
        if different > 1:
            raise AssertionError(
                f"Asked for {when}, {different} of 60 images get another class: is the model in "
                "evaluation mode?"
            )


@number("7.3")
@weight(0.5)
@tags("predict")
def test_predict_keeps_the_order(student: ModuleType) -> None:
    """predict: the classes come in the order of the images."""
    model = trained(student)
    assert_has_learned(student, model)
    images, labels = easy_images(60, 6, 16, 16)
    order = np.argsort(labels, kind="stable")
    classes = student.predict(model, images[order])
    assert_shape(classes, (60,), name="the classes of 60 images")
    if np.mean(classes == labels[order]) < 0.9:
        raise AssertionError("Sorted by their classes, images are not recognised any more.")


def _finetuned(make: Callable[..., Any], seed: int, wants_change: bool) -> Any:
    """The model that is made of a backbone with random weights, or how that backbone changes."""
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
    return change if wants_change else model


def request_to_finetune(seed: int) -> dict[str, object]:
    """All arguments of finetune but the backbone, which is made where the submission is."""
    images, labels = easy_images(120, seed, 16, 16)
    examples = {"images": images, "labels": labels, "n_classes": N_CLASSES}
    return {**examples, "device": "cpu", "seed": seed, "max_seconds": MAX_SECONDS}


@number("8.1")
@weight(1)
@tags("finetune")
def test_finetune_learns_what_is_easy(student: ModuleType) -> None:
    """finetune: a head on a backbone of random weights learns which part of an image is bright."""
    model = student.finetune.through(_finetuned, Kind.OPAQUE, 11, False)(**request_to_finetune(8))
    assert_has_learned(student, model)


@number("8.2")
@weight(1)
@tags("finetune")
def test_finetune_leaves_the_backbone_as_it_is(student: ModuleType) -> None:
    """finetune: the backbone's weights and running statistics are the same before and after."""
    model = student.finetune.through(_finetuned, Kind.OPAQUE, 12, False)(**request_to_finetune(9))
    assert_has_learned(student, model)
    measure = student.finetune.through(_finetuned, Kind.REAL, 12, True)
    change = measure(**request_to_finetune(9))
    if change > 0:
        raise AssertionError(
            f"A number in the backbone's state_dict() changed by {change:.2g}: are its weights "
            "frozen, and its batch normalisations in evaluation mode?"
        )
