"""Writes docs/commands.md, the reference of all commands: ``python -m autograder.cli.reference``.

What it says is what ``--help`` says; a test holds the file to it.
"""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import main

REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"
_WIDTH = 96
_HEAD = """# Commands

What `autograder COMMAND --help` says, made by `python -m autograder.cli.reference`.

| exit status | meaning |
|---|---|
| 0 | all is done |
| 1 | bad input, or something is not as it must be; one sentence says what |
| 2 | the command was typed wrongly |
| 3 | done, but a submission is ungraded: the grader itself failed on it |
| 130 | stopped by Ctrl-C; nothing is lost |

Colours are left out where the output is no terminal, or `NO_COLOR` is set. The Tab key completes
commands and options after

```
eval "$(_AUTOGRADER_COMPLETE=bash_source autograder)"       # in ~/.bashrc
eval "$(_AUTOGRADER_COMPLETE=zsh_source autograder)"        # in ~/.zshrc
_AUTOGRADER_COMPLETE=fish_source autograder | source        # in ~/.config/fish/config.fish
```
"""


def reference() -> str:
    """The file's text."""
    parts = [_HEAD]
    for name, command in sorted(main.commands.items()):
        with click.Context(command, info_name=f"autograder {name}", max_content_width=_WIDTH) as at:
            at.terminal_width = _WIDTH
            parts.append(f"## autograder {name}\n\n```\n{_help(command, at)}\n```\n")
    return "\n".join(parts)


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
