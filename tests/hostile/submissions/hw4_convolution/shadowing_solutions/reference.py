"""Stands in for the real reference.py."""

print("autograder-hostile-marker: reference.py of a submission was imported", flush=True)

from convolution import *
