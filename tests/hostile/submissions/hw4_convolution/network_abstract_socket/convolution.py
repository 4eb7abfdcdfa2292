"""Connects to abstract Unix sockets, which no file permission protects."""

ATTEMPTS = "network: abstract socket"

import socket


said = []
names = [b"autograder-hostile-marker"]
try:
    with open("/proc/net/unix") as file:
        names += [line.split()[-1][1:].encode() for line in file if "@" in line]
except OSError as error:
    said.append(str(error))
for name in names:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(b"\0" + name)
            said.append(f"connected to {name}")
    except OSError as error:
        said.append(f"{name}: {error}")


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
