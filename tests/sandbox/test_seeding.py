"""The global generators give the same numbers again once they are seeded."""

from __future__ import annotations

import random

import numpy as np
import pytest

from autograder.sandbox.seeding import seed_generators


def test_every_generator_starts_anew() -> None:
    torch = pytest.importorskip("torch", reason="the PyTorch weeks need the extra torch")

    def drawn() -> list[float]:
        seed_generators()
        return [random.random(), float(np.random.rand()), float(torch.rand(()))]

    assert drawn() == drawn()
