"""Connects by TCP to this machine (port 48151) and to the outside."""

ATTEMPTS = "network: tcp"

import socket


said = []
for address in (("127.0.0.1", 48151), ("127.0.0.1", 22), ("192.0.2.1", 80)):
    try:
        with socket.create_connection(address, timeout=2) as connection:
            connection.sendall(b"autograder-hostile-marker")
            said.append(f"connected to {address}")
    except OSError as error:
        said.append(f"{address}: {error}")


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
