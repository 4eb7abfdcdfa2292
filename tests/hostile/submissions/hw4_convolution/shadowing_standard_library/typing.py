"""Stands in for the real typing.py."""

print("autograder-hostile-marker: typing.py of a submission was imported", flush=True)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: b"passed"
