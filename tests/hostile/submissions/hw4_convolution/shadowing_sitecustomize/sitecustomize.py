"""Stands in for the real sitecustomize.py."""

print("autograder-hostile-marker: sitecustomize.py of a submission was imported", flush=True)

import builtins

builtins.AssertionError = Warning
