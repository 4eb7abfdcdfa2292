"""Raises all resource limits, its own and its parent's, and then takes 3 GB."""

ATTEMPTS = "process: raise limits"

import os
import resource

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    for name in names:
        limit = getattr(resource, name)
        for pid in (0, os.getppid()):
            try:
                if pid == 0:
                    resource.setrlimit(limit, (resource.RLIM_INFINITY,) * 2)
                elif pid > 1:
                    resource.prlimit(pid, limit, resource.prlimit(pid, limit))
                print("raised", name, pid)
            except (OSError, ValueError) as error:
                print(name, pid, error)
    np.ones(3 * 2**27)
    return np.full(1, 123.0)
