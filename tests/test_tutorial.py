"""The tutorial works as it is written: this does what it says, in a new folder.

Every block of the tutorial is one of these, by the paragraph above it, and no block is left out:

- "`FILE`:" the file's whole content;
- "Append to `FILE`:" what comes below it after a blank line, two in Python;
- "In `FILE`, replace", and a second block after "by";
- a block of ``console``: commands behind ``$``, each with what it prints. There, "…" is anything;
  blank lines and the width of columns do not matter. The last line may be "exit status N".
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from tests.conftest import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<kind>\w*)\n(?P<content>.*?)^(?P=fence)$\n", re.M | re.S)
GRADING = {"verify", "mutate", "release"}
"""The commands that are told to use one process."""


class Reader:
    """Someone who follows the tutorial, from an empty folder on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._old = ""
        self._cwd = folder
        self._go_to(folder)

    def follow(self, tutorial: str) -> None:
        """Do everything that it says."""
        for above, kind, content in blocks(tutorial):
            if kind == "console":
                self._type(content)
            elif match := re.fullmatch(r"`([^`]+)`:", above):
                self._write(self._cwd / match[1], content)
            elif match := re.fullmatch(r"Append to `([^`]+)`:", above):
                path = self._cwd / match[1]
                blank = "\n\n" if path.suffix == ".py" else "\n"
                path.write_text(path.read_text() + blank + content)
            elif match := re.fullmatch(r"In `([^`]+)`, replace", above):
                self._file, self._old = self._cwd / match[1], content
            elif above == "by":
                text = self._file.read_text()
                assert text.count(self._old) == 1, f"{self._file} does not hold once:\n{self._old}"
                self._file.write_text(text.replace(self._old, content))
            else:
                raise AssertionError(f"What is this block for? Above it stands: {above}")

    def _write(self, path: Path, content: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def _type(self, content: str) -> None:
        for part in re.split(r"^\$ ", content, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            expected, _, number = expected.partition("exit status ")
            status, output = self._run(command)
            if not re.fullmatch(pattern(expected), squeezed(output), re.S):
                wrong = f"$ {command}\n{output}\nwhere the tutorial has\n{expected}"
                raise AssertionError(wrong)
            assert status == int(number or 0), f"$ {command}\n{output}\nexit status {status}"

    def _run(self, command: str) -> tuple[int, str]:
        program, *arguments = shlex.split(command)
        if program == "cd":
            self._go_to((self._cwd / arguments[0]).resolve())
            return 0, ""
        if program == "autograder":
            options = ["--workers", "1"] if arguments[0] in GRADING else []
            done = CliRunner().invoke(main, [*arguments, *options])
            return done.exit_code, done.output
        tools = Path(sys.executable).parent
        finished = subprocess.run(
            command,
            shell=True,
            cwd=self._cwd,
            env={"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return finished.returncode, finished.stdout

    def _go_to(self, folder: Path) -> None:
        self._cwd = folder
        self._monkeypatch.chdir(folder)


def blocks(tutorial: str) -> Iterator[tuple[str, str, str]]:
    """Each block's paragraph above it, kind and content."""
    end = 0
    for match in BLOCK.finditer(tutorial):
        paragraphs = tutorial[end : match.start()].strip().split("\n\n")
        yield " ".join(paragraphs[-1].split()), match["kind"], match["content"]
        end = match.end()
    assert "```" not in tutorial[end:]


def squeezed(text: str) -> str:
    """Without blank lines, and with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def pattern(expected: str) -> str:
    """What matches the output that is expected."""
    return re.escape(squeezed(expected)).replace("…", ".*")


def test_the_tutorial_works_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reader(tmp_path, monkeypatch).follow(TUTORIAL.read_text(encoding="utf-8"))


RIGHT = """
Write

`numbers/a.py`:

```python
a = 1
```

Append to `numbers/a.py`:

```python
b = 2
```

In `numbers/a.py`, replace

````
a = 1
````

by

```
a = 3
```

```console
$ cd numbers
$ cat a.py
a = 3
…
$ ls; false
a.py
exit status 1
$ autograder author
Error: … is not inside a course …
exit status 1
```
"""


def test_a_right_tutorial_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reader(tmp_path, monkeypatch).follow(RIGHT)
    assert (tmp_path / "numbers" / "a.py").read_text() == "a = 3\n\n\nb = 2\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a = 3\n…", "a = 4\n…"),
        ("a = 3\n…\n", "a = 3\n"),
        ("exit status 1\n$", "$"),
        ("a.py\nexit status 1", "a.py\nexit status 2"),
        ("is not inside", "is inside"),
        ("````\na = 1", "````\na = 2"),
        ("`numbers/a.py`:\n\n```python\na", "Somewhere:\n\n```python\na"),
        ("```console", "```"),
    ],
    ids=str,
)
def test_a_wrong_tutorial_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    assert old in RIGHT
    with pytest.raises(AssertionError):
        Reader(tmp_path, monkeypatch).follow(RIGHT.replace(old, new, 1))
