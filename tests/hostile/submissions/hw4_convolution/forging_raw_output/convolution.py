"""Prints bytes that are no text, and report-like lines without an end."""

ATTEMPTS = "forging: raw output"

import sys

import numpy as np

sys.stdout.buffer.write(b"\xff\xfe\x00\xc3(" * 100 + b"\x1b[2J\r" + b'"}],"score":100}')
sys.stdout.flush()
sys.stdout.close()
sys.stderr.close()
sys.stdout = sys.stderr = None


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
