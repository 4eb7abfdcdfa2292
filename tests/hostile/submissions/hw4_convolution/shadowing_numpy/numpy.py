"""Stands in for the real numpy.py."""

print("autograder-hostile-marker: numpy.py of a submission was imported", flush=True)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: True
