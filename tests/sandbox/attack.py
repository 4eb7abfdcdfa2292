"""One attack behind some layers: ``python -m tests.sandbox.attack "[WITHOUT, NAME, ARGUMENTS]"``.

Prints what the attack gave, as JSON.
"""

import json
import sys

import numpy as np

from autograder.checking.verdicts import CheckStopped
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from tests.conftest import spec

ATTACKS = """
import ctypes, mmap, os, socket
libc = ctypes.CDLL(None, use_errno=True)

def attempt(action):
    try:
        return str(action())
    except (OSError, MemoryError) as error:
        return "refused"

def read(x, path): return attempt(lambda: open(path).read())
def write(x, path): return attempt(lambda: open(path, "w").write("x"))
def litter(x): return attempt(lambda: open("litter", "w").write("x"))
def fork(x):
    def action():
        process = os.fork()
        if process == 0: os._exit(0)
        return process
    return attempt(action)
def connect(x, port):
    def action():
        with socket.socket() as s: s.connect(("127.0.0.1", port))
    return attempt(action)
def signal(x, process):
    return attempt(lambda: os.kill(process, 0))
def user(x): return os.getuid()
def reopen(x):
    def is_shared(d):
        try: return "memfd:" in os.readlink(f"/proc/self/fd/{d}")
        except OSError: return False
    reopened = lambda d: os.open(f"/proc/self/fd/{d}", os.O_RDWR)
    return [attempt(lambda: reopened(d)) for d in range(64) if is_shared(d)]
def allocate(x): return attempt(lambda: len(mmap.mmap(-1, 2 << 30)))
"""


def main() -> None:
    without, name, arguments = json.loads(sys.argv[1])
    parent = WarmParent(SandboxOptions(without=tuple(without)))
    try:
        with SandboxSession(parent, SubmittedFiles("m", {"m.py": ATTACKS.encode()})) as session:
            layers = session.layers()
            assert all(layers[layer] for layer in without)
            assert not any(reason for layer, reason in layers.items() if layer not in without)
            function = spec(name, parameters=("x", "y"))
            answer = session(function, (np.zeros(1), *arguments), {}).value
    except CheckStopped as stopped:
        answer = stopped.message
    finally:
        parent.close()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
