"""Stands in for the real _pytest.py."""

print("autograder-hostile-marker: _pytest.py of a submission was imported", flush=True)
