"""Sleeps for an hour, which costs no processor time."""

ATTEMPTS = "resources: sleep"

import time


def conv1d(signal, kernel, stride=1, pad=0):
    time.sleep(3600)
