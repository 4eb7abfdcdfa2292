"""Stands in for the real setup.py."""

print("autograder-hostile-marker: setup.py of a submission was imported", flush=True)
