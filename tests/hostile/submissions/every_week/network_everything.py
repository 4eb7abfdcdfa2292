"""Connects, sends and listens, on every kind of socket there is."""

ATTEMPTS = "network: tcp, udp, unix, netlink, raw; servers of its own"

import socket

MARKER = b"autograder-hostile-marker"
WORKED = []
KEPT = []


def attempt(name, action):
    try:
        KEPT.append(action())
    except Exception:
        return
    WORKED.append(name)


def send(family, kind, address):
    connection = socket.socket(family, kind)
    connection.settimeout(1)
    connection.connect(address)
    connection.send(MARKER)
    return connection


def listen(family, address):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind(address)
    server.listen()
    return server


attempt("tcp", lambda: send(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 48151)))
attempt("udp", lambda: send(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 48152)))
attempt("abstract", lambda: send(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + MARKER.decode()))
attempt("dns", lambda: socket.getaddrinfo("example.org", 80))
attempt("pair", socket.socketpair)
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("server", lambda: listen(socket.AF_INET, ("0.0.0.0", 48153)))
attempt("local server", lambda: listen(socket.AF_UNIX, "\0" + MARKER.decode() + "-server"))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def tell(*arguments, **keywords):
        raise RuntimeError("worked: " + " ".join(WORKED))

    return tell
