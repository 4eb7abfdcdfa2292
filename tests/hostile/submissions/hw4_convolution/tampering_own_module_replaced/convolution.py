"""Puts an object in its own place in sys.modules, whose functions differ each time."""

ATTEMPTS = "tampering: own module replaced"

import sys


class Shifty:
    def __init__(self, name):
        self.__name__ = name
        self.turn = 0

    def __getattribute__(self, name):
        if name == "conv1d":
            self.turn += 1
            return print if self.turn % 2 else None
        return object.__getattribute__(self, name)

    def __dir__(self):
        return ["conv1d"] * 1000


sys.modules[__name__] = Shifty(__name__)
