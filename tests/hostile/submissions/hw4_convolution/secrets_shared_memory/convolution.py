"""Looks into shared memory: /dev/shm, System V segments, message queues."""

ATTEMPTS = "secrets: shared memory"

import ctypes
import os


libc = ctypes.CDLL(None, use_errno=True)
loot = []
for folder in ("/dev/shm", "/dev/mqueue"):
    try:
        for name in os.listdir(folder):
            loot.append(f"{folder}/{name}")
    except OSError as error:
        loot.append(f"{folder}: {error.strerror}")
for key in range(64):
    segment = libc.shmget(key, 0, 0)
    if segment >= 0:
        loot.append(f"segment {segment}")
own = libc.shmget(0, 4096, 0o1600)
if own >= 0:
    loot.append("could make a segment")
    libc.shmctl(own, 0, None)


def conv1d(signal, kernel, stride=1, pad=0):
    print(*loot, sep="\n")
    return " ".join(loot)
