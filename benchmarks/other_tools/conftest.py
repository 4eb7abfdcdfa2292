"""The two fixtures of the checks, for plain pytest."""

import importlib
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def student() -> ModuleType:
    """The submission."""
    return importlib.import_module("convolution")


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    """The right answers."""
    return importlib.import_module("reference")
