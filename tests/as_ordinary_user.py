"""Run a command as an ordinary user, from root: ``python as_ordinary_user.py UID COMMAND…``.

A user other than root often can't reach an interpreter below /root; in a mount namespace of its
own, this gives /root a face that lets everyone pass, and leaves the machine as it was.
"""

import os
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import kernel


def main() -> None:
    user, command = int(sys.argv[1]), sys.argv[2:]
    home = Path("/root")
    inside = [Path(p).relative_to(home).parts[0] for p in (sys.prefix, sys.base_prefix, os.getcwd())
              if Path(p).is_relative_to(home)]
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    kept = tempfile.mkdtemp()
    kernel.mount(str(home), kept, flags=kernel.MS_BIND | kernel.MS_REC)
    kernel.mount("none", str(home), "tmpfs", data="mode=755")
    for name in set(inside):
        (home / name).mkdir()
        kernel.mount(f"{kept}/{name}", str(home / name), flags=kernel.MS_BIND | kernel.MS_REC)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.environ["HOME"] = "/nonexistent"
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
