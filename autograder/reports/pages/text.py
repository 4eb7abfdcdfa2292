"""Text of submissions and of people on pages: readable, and obeyed by nothing.

Imports `checking`'s rendering and MarkupSafe, whose `Markup` marks what is a page's own.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from autograder.checking.rendering import printable

_LONGEST_TEXT = 10_000

_ARRAY_LINE = re.compile(
    r"(?P<before>[^\[\]]{0,80})(?P<array>\[\[[^\n]*\]\])(?P<shape>  shape \([\d, ]+\))"
)
_ENTRIES = re.compile(r"[^\[\],\s]+")
_MARKDOWN = re.compile(
    r"[\\`*\[\]<>&#|~$!@]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word, no Markdown sees emphasis
    r"|:(?=//)|(?<=www)\."  # a bare address would become a link
)


def harmless(text: str) -> str:
    """`text` with its lines, and with nothing else in it that a browser or terminal would obey.

    Control characters, ANSI escapes, marks that turn the direction of writing, and undecodable
    bytes are spelled out, as in `printable`. Every blank is a space. Very long text is cut.
    """
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + "\n(cut)"
    if text.isprintable():  # as most are, of more than a thousand on each student's pages
        return text
    blanks = re.sub(r"[^\S\n]", " ", text.replace("\r\n", "\n").expandtabs(4))
    return "\n".join(line if line.isprintable() else printable(line) for line in blanks.split("\n"))


def one_line(text: str, longest: int = 160) -> str:
    """The beginning of `text`, on one line."""
    words = " ".join(text[: 4 * longest].split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def laid_out(message: str) -> str:
    """A check's message, its arrays of two and more axes in rows and columns, as NumPy prints."""
    return "\n".join(_in_rows(line) for line in harmless(message).split("\n"))


def escaped_markdown(text: str) -> Markup:
    """`text` on one line, as Markdown that shows just this where it follows other words."""
    line = " ".join(harmless(text).split())
    return Markup(_MARKDOWN.sub(r"\\\g<0>", line))


def fenced(text: str, indent: int = 0) -> Markup:
    """`text` as a block of code, in a fence longer than any in it."""
    lines = harmless(text).split("\n")
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    block = [f"{fence}text", *lines, fence]
    return Markup("\n".join(" " * indent + line for line in block))


def _in_rows(line: str) -> str:
    match = _ARRAY_LINE.fullmatch(line)
    if match is None:
        return line
    rows = re.split(r", (?=\[)", match["array"])
    axes = len(rows[0]) - len(rows[0].lstrip("["))
    width = max((len(entry) for entry in _ENTRIES.findall(match["array"])), default=0)
    left = " " * len(match["before"])
    shown = [
        (left if k else match["before"])
        + " " * (axes - (len(row) - len(row.lstrip("["))))
        + _ENTRIES.sub(lambda entry: entry[0].rjust(width), row)
        for k, row in enumerate(rows)
    ]
    return ",\n".join(shown) + match["shape"]
