"""Starts programs: a shell, an interpreter, and a sleep that is to outlive it."""

ATTEMPTS = "process: subprocess"

import functools
import subprocess
import sys


@functools.cache  # once
def attack():
    said = []
    for command in (
        ["/bin/sh", "-c", "id; ls -la /; ps aux"],
        [sys.executable, "-c", "print('hello')"],
    ):
        try:
            said.append(subprocess.run(command, capture_output=True, timeout=20).stdout.decode())
        except Exception as error:
            said.append(repr(error))
    try:
        subprocess.Popen(
            ["autograder-hostile-marker-sleep", "3600"],
            executable="/bin/sleep",
            start_new_session=True,
        )
    except Exception as error:
        said.append(repr(error))
    return "\n".join(said)


def conv1d(signal, kernel, stride=1, pad=0):
    return attack()
