"""Starting another interpreter with this very package, wherever it was imported from.

Imports the standard library only.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parents[1]
# The package is not on the path of what is started: a submission shall not find it there.
_START = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
module = importlib.import_module(sys.argv[2])
del sys.path[0]
module.main(*map(int, sys.argv[3:]))
"""


def command_for(module: str, *arguments: int, options: tuple[str, ...] = ()) -> list[str]:
    """The command that imports a module of this package and calls its `main`.

    Args:
        module: its name.
        arguments: of `main`.
        options: of the interpreter; it never has its working folder on the path.
    """
    start = [sys.executable, "-P", *options, "-c", _START, str(_PACKAGES), module]
    return [*start, *map(str, arguments)]
