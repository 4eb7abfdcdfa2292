"""Stands in for the real hypothesis.py."""

print("autograder-hostile-marker: hypothesis.py of a submission was imported", flush=True)


def given(*arguments, **keywords):
    return lambda test: lambda: None


settings = given
