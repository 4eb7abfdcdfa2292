"""Problems 6 to 8: what is trained is right about images that it has never seen.

The class ids are permuted, so that weights which a submission brings along know nothing; and the
credit is that of the worse of two sets, one of which nobody has seen, so that what a submission
knows of the other is worth nothing either.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import (
    number,
    partial_credit,
    tags,
    visibility,
    weight,
)

from autograder.checking.signatures import Kind

from .accuracy import MAX_SECONDS, Grading, Stopwatch
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
    grading = Grading(student, settings, measured)
    real = real_images(settings, rng)
    sets = {settings["images"]: real, "made-up patterns": made_up_images(real, rng)}
    watch = Stopwatch()
    accuracies, sizes = {}, []
    for name, images in sets.items():
        with watch:
            model = student.train_classifier(
                images.train_images,
                images.train_labels,
                N_CLASSES,
                device=device,
                seed=int(rng.integers(2**31)),
                max_seconds=MAX_SECONDS,
            )
        sizes.append(grading.described(model, images.test_images)[0])
        accuracies[name] = grading.accuracy(model, images.test_images, images.test_labels, rng)
    measured("accuracy", min(accuracies.values()), order="desc")
    measured("parameters", max(sizes), order="asc")
    measured("seconds of training", round(watch.seconds, 1), order="asc")
    credit, reasons = grading.credit(accuracies)
    set_score(round(_ACCURACY_POINTS * credit, 2))
    assert credit == 1, reasons


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
    model = student.train_classifier(
        images[train], labels[train], 3, device=device, seed=1, max_seconds=MAX_SECONDS
    )
    classes = Grading(student, {}, lambda *_: None).classes(model, images[test])
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
        model = student.train_classifier(images, labels, 2, device=device, seed=1, max_seconds=1.0)
    assert watch.seconds <= 1 + _LOADED_MACHINE_SECONDS, (
        f"max_seconds was 1; the training took {watch.seconds:.1f} s"
    )
    # Stopping in time is easy for what learns nothing from less.
    easy = np.repeat(np.linspace(0, 1, 100, dtype=np.float32), 64).reshape(100, 8, 8)
    model = student.train_classifier(
        easy, (easy[:, 0, 0] > 0.5) * 1, 2, device=device, seed=1, max_seconds=MAX_SECONDS
    )
    classes = Grading(student, {}, lambda *_: None).classes(model, easy[[5, 95]])
    assert classes.tolist() == [0, 1], "dark images are class 0 and bright ones class 1"


@number("7.10")
@weight(3)
@tags("predict")
@visibility("after_published")
def test_predict_sees_each_image_by_itself(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """predict: an image's class does not depend on the images beside it, before it or after it."""
    images, labels = _bright_rows(rng, 240)
    model = student.train_classifier(
        images[:160], labels[:160], 4, device=device, seed=1, max_seconds=MAX_SECONDS
    )
    grading = Grading(student, {}, lambda *_: None)
    before = grading.described(model, images)
    together = grading.classes(model, images[160:])
    assert grading.described(model, images) == before, "predict changed the model"
    share = np.mean(together == labels[160:])
    assert share >= 0.8, f"the class is the brightest of four rows; {share:.0%} are right"
    order = np.argsort(labels[160:], kind="stable")  # in batches of nothing but one class
    for part in np.array_split(order, 8):
        assert np.array_equal(grading.classes(model, images[160:][part]), together[part]), (
            "images get another class when others are beside them"
        )
    for n in (0, 41, 79):
        alone = grading.classes(model, images[160 + n : 161 + n])
        assert alone.tolist() == [together[n]], "an image alone gets another class"


@number("8.10")
@weight(3)
@tags("finetune")
@visibility("after_published")
def test_finetune_leaves_the_backbone_as_it_is(
    student: Any, rng: np.random.Generator, device: str
) -> None:
    """finetune: the backbone's weights and running statistics are the same afterwards."""
    weights, images = images_for_backbone(rng)
    few = slice(0, 100)
    after = student.finetune.through(with_backbone, Kind.ARRAY, "weights after", *weights)(
        None,
        images.train_images[few],
        images.train_labels[few],
        N_BACKBONE_CLASSES,
        device=device,
        seed=1,
        max_seconds=MAX_SECONDS,
    )
    before = np.concatenate([part.ravel() for part in weights])
    assert after.shape == before.shape, "the backbone has other parameters than before"
    n_weights = sum(part.size for part in weights[:3])
    assert np.array_equal(after[:n_weights], before[:n_weights]), "the backbone's weights changed"
    assert np.array_equal(after[n_weights:], before[n_weights:]), (
        "the running statistics of the backbone's batch normalisation changed: "
        "is it in evaluation mode?"
    )


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
    grading = Grading(student, settings, measured)
    model = student.finetune.through(with_backbone, Kind.OPAQUE, "answer", *weights)(
        None,
        images.train_images,
        images.train_labels,
        N_BACKBONE_CLASSES,
        device=device,
        seed=int(rng.integers(2**31)),
        max_seconds=MAX_SECONDS,
    )
    accuracy = grading.accuracy(model, images.test_images, images.test_labels, rng)
    credit, reasons = grading.credit({"a backbone's features": accuracy})
    set_score(round(_HEAD_POINTS * credit, 2))
    assert credit == 1, reasons


def _bright_rows(rng: np.random.Generator, n_images: int) -> tuple[np.ndarray, np.ndarray]:
    """Images of 8 × 8 pixels, one of whose four pairs of rows is brighter; and which."""
    labels = rng.integers(0, 4, n_images)
    images = 0.5 * rng.random((n_images, 8, 8), dtype=np.float32)
    for image, label in zip(images, labels, strict=True):
        image[2 * label : 2 * label + 2] += 0.3
    return images, labels
