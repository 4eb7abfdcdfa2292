"""Stands in for the real __main__.py."""

print("autograder-hostile-marker: __main__.py of a submission was imported", flush=True)

raise SystemExit(0)
