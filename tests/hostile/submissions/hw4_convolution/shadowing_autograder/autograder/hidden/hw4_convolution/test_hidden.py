"""Stands in for the real test_hidden.py."""

print("autograder-hostile-marker: test_hidden.py of a submission was imported", flush=True)


def test_everything():
    """All hidden tests passed."""
