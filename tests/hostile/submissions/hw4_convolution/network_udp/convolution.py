"""Sends UDP packets to this machine (port 48152), to everybody, and to the outside."""

ATTEMPTS = "network: udp"

import socket


said = []
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        for address in (("127.0.0.1", 48152), ("127.255.255.255", 48152), ("192.0.2.1", 48152)):
            try:
                said.append(
                    f"sent {sender.sendto(b'autograder-hostile-marker', address)} bytes to {address}"
                )
            except OSError as error:
                said.append(str(error))
except OSError as error:
    said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
