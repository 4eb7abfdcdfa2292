"""Stands in for the real convolution/__init__.py."""

print("autograder-hostile-marker: convolution/__init__.py of a submission was imported", flush=True)

from unittest.mock import MagicMock

conv1d = conv2d_forward = MagicMock()
