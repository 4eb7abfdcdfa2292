"""Lists the descriptors that it inherited, and reads those that are files."""

ATTEMPTS = "secrets: descriptors"

import os
import stat


loot = []
for number in range(3, 1024):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    try:
        name = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        name = "?"
    loot.append(f"{number} -> {name} {stat.filemode(mode)}")
    try:
        if stat.S_ISREG(mode):
            loot.append(repr(os.pread(number, 200, 0)))
        elif stat.S_ISDIR(mode):
            loot.append(repr(os.listdir(number)))
    except OSError as error:
        loot.append(str(error))
print(*loot, sep="\n")


def conv1d(signal, kernel, stride=1, pad=0):
    return " ".join(loot)
