"""Stands in for the real random.py."""

print("autograder-hostile-marker: random.py of a submission was imported", flush=True)


class Random:
    def __init__(self, *seed):
        pass

    def __getattr__(self, name):
        return lambda *arguments: 0


SystemRandom = Random


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments: 0
