"""Has a thread that answers while the function that was asked is still thinking, and after it."""

ATTEMPTS = "tampering: answers from a thread, before and after its own"

import os
import struct
import threading
import time

import msgpack


def babble():
    skeleton = msgpack.packb({"value": 1.0, "arguments": []})
    data = struct.pack(">I", len(skeleton)) + skeleton
    while True:
        for number in range(3, 16):
            try:
                os.write(number, struct.pack(">Q", len(data)) + data)
            except OSError:
                pass
        time.sleep(0.002)


threading.Thread(target=babble, daemon=True).start()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def answer(*arguments, **keywords):
        time.sleep(0.004)
        return -1e9

    return answer
