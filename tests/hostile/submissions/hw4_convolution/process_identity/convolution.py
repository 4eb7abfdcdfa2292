"""Tries to become root or anybody else, and to take every capability."""

ATTEMPTS = "process: identity"

import os


said = [f"uid {os.getuid()}, gid {os.getgid()}, groups {os.getgroups()}"]
for uid in (0, 1, 1000, 65534):
    for name in ("setuid", "setgid", "seteuid"):
        try:
            getattr(os, name)(uid)
            said.append(f"{name}({uid}) worked")
        except OSError as error:
            said.append(f"{name}({uid}): {error.strerror}")
try:
    os.setgroups([0])
    said.append("setgroups worked")
except OSError as error:
    said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    return "\n".join(said)
