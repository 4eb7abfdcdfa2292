"""Asks the name service, which carries secrets in names."""

ATTEMPTS = "network: dns"

import socket


said = []
for name in ("autograder-hostile-marker.example.invalid", "localhost"):
    try:
        said.append(str(socket.getaddrinfo(name, 80)[0][4]))
    except OSError as error:
        said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
