"""The global random generators, as a submission finds them. Imports NumPy only."""

from __future__ import annotations

import random

import numpy as np


def seed_generators() -> None:
    """The same random numbers in every run and every check, whatever ran before."""
    random.seed(0)
    np.random.seed(0)
