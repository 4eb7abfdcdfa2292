"""Stands in for the real test_all.py."""

print("autograder-hostile-marker: test_all.py of a submission was imported", flush=True)


def test_everything():
    """All tests passed."""


test_everything.__weight__ = 100
