"""What of a program's text is compared: its tokens, without what is changed in a minute.

Comments, docstrings, layout, brackets and commas don't count; a name of its author's is a name, a
text is a text. What follows a dot stays, since it is a library's for the most part. Pygments reads
what is no valid Python, too; nothing is executed. Imports Pygments only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name, String

WINDOW = 12
"""Tokens that must be alike in a row; as found by benchmarks/similarity.py."""
_NAME, _TEXT = "name", "text"
_IGNORED = frozenset("(),")
_DIGEST = 8


@dataclass(frozen=True)
class Token:
    """One token, as it is compared."""

    mark: str
    line: int
    """Counted from 1."""


def as_text(data: bytes) -> str:
    """A file's content as text, whatever it holds; only a line feed ends a line."""
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tokens_of(text: str) -> list[Token]:
    """The tokens that count, in their order."""
    found: list[Token] = []
    line, counted, before = 1, 0, ""
    for start, kind, value in PythonLexer().get_tokens_unprocessed(text):
        if not value.strip() or kind in Comment or kind in String.Doc:
            continue
        if kind in String:
            mark = _TEXT
        elif kind in Name and kind not in Name.Builtin and kind not in Name.Exception:
            mark = value if before == "." else _NAME
        else:
            mark = value
        # A text in pieces is one.
        is_new = mark not in _IGNORED and (mark, before) != (_TEXT, _TEXT)
        before = mark
        if is_new:
            line += text.count("\n", counted, start)
            counted = start
            found.append(Token(mark, line))
    return found


def windows_of(tokens: Sequence[Token]) -> list[bytes]:
    """For each token but the last ones a digest of it and those after it; alike in every run."""
    marks = [token.mark.encode("utf-8", "surrogateescape") for token in tokens]
    return [
        hashlib.blake2b(b"\0".join(marks[at : at + WINDOW]), digest_size=_DIGEST).digest()
        for at in range(len(marks) - WINDOW + 1)
    ]
