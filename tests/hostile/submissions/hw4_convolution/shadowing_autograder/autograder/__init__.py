"""Stands in for the real autograder."""

print("autograder-hostile-marker: autograder of a submission was imported", flush=True)
