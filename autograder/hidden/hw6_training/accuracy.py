"""The accuracy of a submission's model, on labels that never leave the grader.

Images are asked about in small batches, twice, in other company; only a class that is right both
times counts, and a model that has changed meanwhile counts for nothing: it shall not learn from the
images that it is asked about.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.calibration.lines import read_line
from autograder.checking.signatures import Kind

MAX_SECONDS = 60.0
"""What a training is given; the reference needs a tenth of it on one core."""
_BATCH = 100


@dataclass(frozen=True)
class Grading:
    """What a check on accuracy measures with, and grades by."""

    student: Any
    settings: dict[str, str]
    measured: Callable[..., None]

    def credit(self, accuracies: dict[str, float]) -> tuple[float, str]:
        """The credit for the worst of some accuracies, by what they are of; and its reasons.

        Raises:
            autograder.calibration.lines.NotCalibratedError: there is no passing line for one.
        """
        for name, accuracy in accuracies.items():
            self.measured(f"accuracy on {name}", accuracy)
        credits, reasons = [], []
        for name, accuracy in accuracies.items():
            line = read_line(Path(__file__).parent, self.settings, f"accuracy on {name}")
            credits.append(line.credit(accuracy))
            reasons.append(
                f"accuracy on {name}: {accuracy:.3f}; full marks from {line.passing:.3f}, "
                f"none at {line.floor:.3f}, which a linear classifier of the pixels may reach"
            )
        return min(credits), "\n".join(reasons)

    def accuracy(self, model: object, images: np.ndarray, labels: np.ndarray, rng: Any) -> float:
        """The share of images whose class is right, both times that it is asked for.

        Raises:
            AssertionError: `predict` does not return one class id for each image, or changes the
                model.
        """
        is_right = np.ones(len(images), dtype=bool)
        before = self.described(model, images)
        for _ in range(2):
            order = rng.permutation(len(images))
            for start in range(0, len(images), _BATCH):
                chosen = order[start : start + _BATCH]
                is_right[chosen] &= self.classes(model, images[chosen]) == labels[chosen]
        assert self.described(model, images) == before, (
            "predict changed the model: it must be in evaluation mode, and learn nothing more"
        )
        return float(np.mean(is_right))

    def classes(self, model: object, images: np.ndarray) -> np.ndarray:
        """What `predict` says of images, if it is class ids."""
        received = self.student.predict(model, images)
        if received.shape != (len(images),) or received.dtype.kind not in "iu":
            raise AssertionError(
                f"predict should return a class id for each of {len(images)} images: whole numbers "
                f"of shape ({len(images)},); it returned {received.dtype} of shape {received.shape}"
            )
        return np.asarray(received)

    def described(self, model: object, images: np.ndarray) -> tuple[int, str]:
        """How many numbers a model holds, and a digest of them.

        Raises:
            AssertionError: it is no network.
        """
        text = self.student.predict.through(_described, Kind.TEXT)(model, images[:1])
        count, _, digest = text.partition(" ")
        if not count.isdigit():
            raise AssertionError(f"train_classifier should return an nn.Module; it returned {text}")
        return int(count), digest


@dataclass
class Stopwatch:
    """Seconds by the clock that something takes, a training say."""

    seconds: float = 0.0
    _begun: float = 0.0

    def __enter__(self) -> Stopwatch:
        self._begun = time.monotonic()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds += time.monotonic() - self._begun


def _described(call: Callable[..., Any]) -> str:
    """Runs next to the submission: the model is the first argument of its `predict`."""
    import hashlib

    import torch

    model = call.args[0]  # type: ignore[attr-defined]
    if not isinstance(model, torch.nn.Module):
        return f"a {type(model).__name__}"
    values = [*torch.nn.Module.parameters(model), *torch.nn.Module.buffers(model)]
    digest = hashlib.sha256()
    for value in values:
        digest.update(value.detach().cpu().numpy().tobytes())
    return f"{sum(value.numel() for value in values)} {digest.hexdigest()}"
