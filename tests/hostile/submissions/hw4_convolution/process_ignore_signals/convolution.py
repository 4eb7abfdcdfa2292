"""Ignores or blocks every signal that could end it, and then never returns."""

ATTEMPTS = "process: ignore signals"

import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def conv1d(signal, kernel, stride=1, pad=0):
    while True:
        try:
            sum(range(10**6))
        except BaseException:
            pass
