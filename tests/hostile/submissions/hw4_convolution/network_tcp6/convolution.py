"""Connects by TCP over IPv6."""

ATTEMPTS = "network: tcp6"

import socket


said = []
try:
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        connection.connect(("::1", 48151))
        said.append("connected")
except OSError as error:
    said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
