"""Stands in for the real socket.py."""

print("autograder-hostile-marker: socket.py of a submission was imported", flush=True)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: b"passed"
