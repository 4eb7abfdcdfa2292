"""The accuracy of a submission's model, on labels that never leave the grader.

The model itself is asked, and not the submission's `predict`, which is graded for itself. Images
are asked about in small batches, twice, in other company; only a class that is right both times
counts, and a model that has changed meanwhile counts for nothing: it shall not learn from what it
is asked about.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.calibration.lines import read_line
from autograder.checking.signatures import Kind
from autograder.checking.verdicts import CheckStopped, Verdict

MAX_SECONDS = 60.0
"""What a training is given; the reference needs a tenth of it on one core."""
_BATCH = 100


@dataclass(frozen=True)
class Model:
    """What a submission has trained; it stays on its side of the wall."""

    function: Any
    """Of the submission, that has trained it: what asks the model goes through it."""
    handle: object
    device: str

    def classes(self, images: np.ndarray, n_classes: int) -> np.ndarray:
        """The class of the highest score of each image, in evaluation mode.

        Raises:
            AssertionError: there is no score for each image and class.
        """
        batch = images if images.ndim == 4 else images[:, np.newaxis]
        scores = self._asked(_scores, Kind.ARRAY, batch, self.device)
        if scores.shape != (len(images), n_classes) or scores.dtype.kind != "f":
            raise AssertionError(
                f"The model should give a score for each of {len(images)} images and {n_classes} "
                f"classes, of shape {(len(images), n_classes)}; "
                f"it gave {scores.dtype} of shape {scores.shape}."
            )
        classes: np.ndarray = np.argmax(scores, axis=1)
        return classes

    def described(self) -> tuple[int, str]:
        """How many numbers it holds, and a digest of them.

        Raises:
            AssertionError: it is no network.
        """
        text = self._asked(_described, Kind.TEXT)
        count, _, digest = text.partition(" ")
        if not re.fullmatch(r"[0-9]{1,18}", count):
            raise AssertionError(f"It should return an nn.Module; it returned {text}.")
        return int(count), digest

    def accuracy(self, images: np.ndarray, labels: np.ndarray, n_classes: int, rng: Any) -> float:
        """The share of images whose class is right, both times that it is asked for.

        Raises:
            AssertionError: the model changes meanwhile; see also `classes`, `described`.
        """
        is_right = np.ones(len(images), dtype=bool)
        before = self.described()
        for _ in range(2):
            order = rng.permutation(len(images))
            for start in range(0, len(images), _BATCH):
                chosen = order[start : start + _BATCH]
                is_right[chosen] &= self.classes(images[chosen], n_classes) == labels[chosen]
        if self.described() != before:
            raise AssertionError(
                "The model has changed while it was asked, in evaluation mode, about images."
            )
        return float(np.mean(is_right))

    def _asked(self, helper: Any, kind: Kind, *given: object) -> Any:
        return self.function.through(helper, kind, *given)(self.handle)


def grade_accuracies(
    accuracies: Mapping[str, float],
    points: float,
    settings: dict[str, str],
    measured: Callable[..., None],
    set_score: Callable[[float], None],
) -> None:
    """Give the part of the points that the worst of some accuracies earns.

    Raises:
        CheckStopped: one of them is below its passing line.
        autograder.calibration.lines.NotCalibratedError: there is no passing line for one.
    """
    for name, accuracy in accuracies.items():
        measured(f"accuracy on {name}", accuracy)
    credits, reasons = [], []
    for name, accuracy in accuracies.items():
        line = read_line(Path(__file__).parent, settings, f"accuracy on {name}")
        credits.append(line.credit(accuracy))
        reasons.append(
            f"Accuracy on {name}: {accuracy:.3f}. All points from {line.passing:.3f} on, none at "
            f"{line.floor:.3f}, which a linear classifier of the pixels may reach."
        )
    set_score(round(points * min(credits), 2))
    if min(credits) < 1:
        # The arguments of the call would say nothing: hundreds of images.
        raise CheckStopped(Verdict.FAILED, "\n".join(reasons), concerns_all_checks=True)


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


def _scores(call: Callable[..., Any], batch: np.ndarray, device: str) -> Any:
    """Runs next to the submission, as do all of these; the model is the call's only argument."""
    import torch

    model = call.args[0]  # type: ignore[attr-defined]
    model.eval()
    with torch.no_grad():
        return model(torch.from_numpy(batch).to(device)).cpu().numpy()


def _described(call: Callable[..., Any]) -> str:
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
