"""Leaves at import with status 0, as if all were done."""

ATTEMPTS = "process: os exit at import"

import os

os._exit(0)
