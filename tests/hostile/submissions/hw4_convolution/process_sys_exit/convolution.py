"""Raises SystemExit(0) at import."""

ATTEMPTS = "process: sys exit"

import sys

sys.exit(0)
