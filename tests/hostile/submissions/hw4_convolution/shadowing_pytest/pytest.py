"""Stands in for the real pytest.py."""

print("autograder-hostile-marker: pytest.py of a submission was imported", flush=True)


def main(*arguments, **keywords):
    return 0


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: lambda function: function
