"""Stands in for the real usercustomize.py."""

print("autograder-hostile-marker: usercustomize.py of a submission was imported", flush=True)

import builtins

builtins.AssertionError = Warning
