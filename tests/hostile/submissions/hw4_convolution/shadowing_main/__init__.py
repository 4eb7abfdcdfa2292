"""Stands in for the real __init__.py."""

print("autograder-hostile-marker: __init__.py of a submission was imported", flush=True)
