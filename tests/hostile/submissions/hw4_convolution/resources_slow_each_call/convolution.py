"""Stays below a limit on each call but takes 2 seconds for every one of thousands of calls."""

ATTEMPTS = "resources: slow each call"

import time


def conv_output_size(n, f, stride=1, pad=0):
    time.sleep(2)
    return 123
