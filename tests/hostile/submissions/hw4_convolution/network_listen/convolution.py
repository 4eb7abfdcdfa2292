"""Listens for others to connect."""

ATTEMPTS = "network: listen"

import socket


said = []
for address in (("0.0.0.0", 0), ("127.0.0.1", 48153)):
    try:
        server = socket.socket()
        server.bind(address)
        server.listen()
        said.append(f"listens at {server.getsockname()}")
    except OSError as error:
        said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
