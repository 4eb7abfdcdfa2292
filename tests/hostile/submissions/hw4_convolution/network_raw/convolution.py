"""Opens raw and packet sockets."""

ATTEMPTS = "network: raw"

import socket


said = []
for family, kind, protocol in (
    (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
    (socket.AF_PACKET, socket.SOCK_RAW, 0x0300),
):
    try:
        with socket.socket(family, kind, protocol):
            said.append(f"opened {family.name}")
    except OSError as error:
        said.append(str(error))


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
