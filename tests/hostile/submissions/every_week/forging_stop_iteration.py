"""Ends the iterations of whoever calls it, so that the error seems to be the caller's own."""

ATTEMPTS = "forging: exceptions that become others on their way through a generator"

CALLS = [0]


class Both(StopIteration, ValueError):
    pass


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def end(*arguments, **keywords):
        CALLS[0] += 1
        kinds = (StopIteration, StopAsyncIteration, Both, GeneratorExit)
        raise kinds[CALLS[0] % len(kinds)]("there is no more")

    return end
