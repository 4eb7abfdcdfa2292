"""Homework 6's accuracy problem: cheating that only it has is worth nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.verdicts import Verdict
from autograder.course import Course
from autograder.grading.grade import grade_job
from autograder.grading.job import Scope
from autograder.grading.preparation import make_jobs
from autograder.hidden.hw6_training.build_digits import build
from autograder.hidden.hw6_training.images import DIGITS, placed
from autograder.records import CallLimits, CheckResult, Result, Submission
from autograder.verification.cases import verification_secret
from tests.conftest import ROOT

torch = pytest.importorskip("torch", reason="the PyTorch weeks need the extra torch")

COURSE = Course.find(ROOT)
WEEK = COURSE.assignment("hw6_training")
CHEATS = ROOT / "tests" / "hostile" / "training"
ACCURACY = "test_train_classifier_is_right_about_new_images"
REFERENCE = {"_reference.py": WEEK.reference.read_bytes()}


def graded(name: str, files: dict[str, bytes], *checks: str) -> dict[str, CheckResult]:
    """The results of some checks for a cheat, by their names."""
    cheat = (CHEATS / f"{name}.py").read_bytes()
    submission = Submission(name, {"training.py": cheat, **files})
    quick = WEEK
    if name == "takes_all_the_time":
        limits = ("train_classifier", CallLimits(cpu_seconds=2, wall_seconds=60))
        quick = replace(WEEK, limits=replace(WEEK.limits, functions=(limits,)))
    job = make_jobs(COURSE, quick, [submission], frozenset(), verification_secret(7))[0]
    files_of_checks = "autograder/hidden/hw6_training/test_accuracy.py"
    only = frozenset(f"{files_of_checks}::{check}" for check in checks)
    result = Result.from_json(grade_job(replace(job, scope=Scope(only=only, shrink=False))))
    assert not result.failure
    assert len(result.checks) == len(checks)
    return {check.check.name: check for check in result.checks}


def measurement(result: CheckResult, name: str) -> float:
    return next(one.value for one in result.measurements if one.name == name)


@pytest.fixture(scope="module")
def weights_of_digits() -> bytes:
    """Weights that a cheat has trained at home, on every digit there is."""
    from torch import nn

    torch.manual_seed(0)
    network = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5, padding=2),
        nn.ReLU(),
        nn.AdaptiveMaxPool2d(1),
        nn.Flatten(),
        nn.Linear(32, 10),
    )
    with np.load(DIGITS) as file:
        images = placed(file["images"] / 16, 16, np.random.default_rng(0))
        inputs, labels = torch.from_numpy(images)[:, None], torch.from_numpy(file["labels"]).long()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(8):
        for chosen in torch.randperm(len(inputs)).split(32):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(inputs[chosen]), labels[chosen]).backward()
            optimizer.step()
    file_in_memory = io.BytesIO()
    np.savez_compressed(file_in_memory, **{k: v.numpy() for k, v in network.state_dict().items()})
    return file_in_memory.getvalue()


def test_weights_that_are_carried_along_are_worth_next_to_nothing(weights_of_digits: bytes) -> None:
    result = graded("carries_weights", {"weights.npz": weights_of_digits}, ACCURACY)[ACCURACY]
    # They know the digits well. What nobody has seen before they do not; but what a pattern looks
    # most like is some class more often than others, and how often depends on the machine.
    assert measurement(result, "accuracy on digits") > 0.8
    assert result.score < 1


def test_a_memory_of_the_images_is_worth_next_to_nothing() -> None:
    files = {"digits.npz": DIGITS.read_bytes()}
    result = graded("remembers_the_images", files, ACCURACY)[ACCURACY]
    assert measurement(result, "accuracy on digits") > 0.95
    assert result.score < 1


def test_what_is_no_model_is_named_and_worth_nothing() -> None:
    result = graded("returns_no_model", {}, ACCURACY)[ACCURACY]
    assert result.outcome.verdict is Verdict.FAILED
    assert "It should return an nn.Module; it returned a dict" in result.outcome.message
    assert result.score == 0


def test_training_on_the_images_that_are_asked_about_is_noticed() -> None:
    result = graded("trains_on_what_it_is_asked", REFERENCE, ACCURACY)[ACCURACY]
    assert result.outcome.verdict is Verdict.FAILED
    assert "The model has changed while it was asked" in result.outcome.message
    assert result.score == 0


def test_an_accuracy_of_ones_own_is_not_listened_to() -> None:
    result = graded("reports_its_own_accuracy", {}, ACCURACY)[ACCURACY]
    assert result.outcome.verdict is Verdict.FAILED
    assert result.score == 0
    assert measurement(result, "accuracy on digits") < 0.3


def test_a_training_that_never_ends_is_out_of_time() -> None:
    result = graded("takes_all_the_time", {}, ACCURACY)[ACCURACY]
    assert result.outcome.verdict is Verdict.TIMED_OUT
    assert result.score == 0


def test_the_shipped_digits_are_those_of_scikit_learn(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="the extra notebooks has it")
    build(tmp_path / "digits.npz")
    assert (tmp_path / "digits.npz").read_bytes() == DIGITS.read_bytes()
