"""Connects to the sockets of services in /run, such as a container engine's."""

ATTEMPTS = "network: service sockets"

import socket


said = []
import glob

for path in [
    "/run/docker.sock",
    "/var/run/docker.sock",
    "/run/systemd/private",
    "/run/dbus/system_bus_socket",
    *glob.glob("/run/**/*.sock", recursive=True),
    *glob.glob("/tmp/**/*.sock"),
]:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
            said.append(f"connected to {path}")
    except OSError as error:
        said.append(f"{path}: {error}")


def conv1d(signal, kernel, stride=1, pad=0):
    print(*said, sep="\n")
    return "; ".join(said)
