"""Writes next to the files that shells, cron and editors run at their start."""

ATTEMPTS = "writing: start files"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    home = os.path.expanduser("~")
    for name in (
        ".bashrc",
        ".profile",
        ".bash_profile",
        ".ssh/authorized_keys",
        ".config/autostart/x",
        ".gitconfig",
        ".pythonrc",
    ):
        # Next to the file and not into it: a test looks for the marker.
        yield os.path.join(home, name + "." + MARKER)
    for name in (
        "/etc/profile.d",
        "/etc/cron.d",
        "/var/spool/cron",
        "/var/spool/cron/crontabs",
        "/etc/ld.so.conf.d",
    ):
        yield os.path.join(name, MARKER)


def write():
    for path in paths():
        try:
            with open(path, "a") as file:
                file.write("# autograder-hostile-marker\n")
            print("wrote", path)
        except OSError as error:
            print(error)


write()


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
