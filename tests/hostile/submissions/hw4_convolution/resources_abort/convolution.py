"""Aborts, and tries to leave a core dump."""

ATTEMPTS = "resources: abort"

import os
import resource


def conv2d_forward(x, w, b, stride=1, pad=0):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
    except (OSError, ValueError):
        pass
    os.abort()
