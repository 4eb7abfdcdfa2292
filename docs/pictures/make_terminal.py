"""Takes the README's picture of the terminal: the sample class is graded for real.

python docs/pictures/make_terminal.py
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

_ROOT = Path(__file__).resolve().parents[2]
_PICTURE = Path(__file__).with_name("terminal.svg")
_COMMAND = ("grade", "hw4_convolution", "examples/hw4_convolution", "--out", "demo-results")
_COLUMNS = 104
# A picture loads nothing: it is shown in the reader's own font.
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Grade, and draw what the terminal shows."""
    console = Console(width=_COLUMNS, record=True, force_terminal=True, file=io.StringIO())
    console.print(f"[bold green]$[/] autograder {' '.join(_COMMAND)}", highlight=False)
    console.print(Text.from_ansi(_shown_by_terminal()))
    console.save_svg(str(_PICTURE), title="autograder", code_format=_FORMAT, unique_id="terminal")
    print(_PICTURE)


def _shown_by_terminal() -> str:
    """What the command writes to a terminal, without the progress bar on standard error."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", *_COMMAND],
        stdout=its,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={**os.environ, "COLUMNS": str(_COLUMNS), "TERM": "xterm-256color"},
    )
    os.close(its)
    written = b""
    while part := _read(ours):
        written += part
    if process.wait() != 0:
        sys.exit(f"autograder ended with status {process.returncode}.")
    return written.decode().replace("\r\n", "\n").rstrip()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # so Linux says that nobody writes there any more
        return b""


if __name__ == "__main__":
    main()
