"""Asks the kernel about the network, and what processes start, by netlink."""

ATTEMPTS = "network: netlink"

import socket


said = []
for protocol in (0, 11, 15):
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) as link:
            link.bind((0, 0))
            said.append(f"netlink {protocol}: {link.getsockname()}")
    except OSError as error:
        said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
