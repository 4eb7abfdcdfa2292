"""CSV that another system wrote and gets back, and CSV of our own. Imports nothing of ours.

The other system's cells are kept as the text they came in, with quotes, line ends and byte order
mark, which `csv` can't do: what is not changed goes back byte for byte.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_BYTE_ORDER_MARK = "\ufeff"
_DELIMITERS = ",;\t"

_STARTS_FORMULA = "=+\\-@＝＋－＠"
_NEUTRALISED = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?=\s*[{_STARTS_FORMULA}]|^[\t\r\n])")
"""Before what a spreadsheet would run, at the start of a text or after what may part cells there.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""
_RUNS = re.compile(rf"\s*[{_STARTS_FORMULA}](?!\s*$)|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class CsvError(Exception):
    """A file can't be read as CSV; the message is one sentence."""


@dataclass(frozen=True)
class Cell:
    """One cell, as it stands in the file."""

    raw: str

    @property
    def value(self) -> str:
        """What it says."""
        return self.raw[1:-1].replace('""', '"') if self.raw.startswith('"') else self.raw

    def saying(self, value: str, delimiter: str) -> Cell:
        """The cell with another value, quoted if it was, or if it must be."""
        must_be = re.search(rf'[{delimiter}"\r\n]', value)
        if must_be or self.raw.startswith('"'):
            value = value.replace('"', '""')
            return Cell(f'"{value}"')
        return Cell(value)


@dataclass(frozen=True)
class Row:
    """One row with its line end."""

    line: int
    """Where it begins, from 1."""
    cells: tuple[Cell, ...]
    end: str

    @property
    def values(self) -> tuple[str, ...]:
        """What its cells say."""
        return tuple(cell.value for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty line."""
        return self.values == ("",)


@dataclass(frozen=True)
class CsvFile:
    """A whole file: the header first, then rows as long as it, and empty lines."""

    has_byte_order_mark: bool
    delimiter: str
    rows: tuple[Row, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.rows[0].values

    def with_rows(self, rows: Iterable[Row]) -> CsvFile:
        """The file with other rows."""
        return replace(self, rows=tuple(rows))

    def encode(self) -> bytes:
        """The file's bytes."""
        rows = [self.delimiter.join(cell.raw for cell in row.cells) + row.end for row in self.rows]
        return (_BYTE_ORDER_MARK * self.has_byte_order_mark + "".join(rows)).encode()


def read_csv(data: bytes) -> CsvFile:
    """A file in UTF-8, its cells parted by what parts its header into the most.

    Raises:
        CsvError: it is no such file, or a row is not as long as the header.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise CsvError(
            "it is not in UTF-8; export it again, and save it in no other program"
        ) from None
    content = text.removeprefix(_BYTE_ORDER_MARK)
    unquoted = re.sub(r'"[^"]*"', "", content).partition("\n")[0]
    delimiter = max(_DELIMITERS, key=unquoted.count)
    rows = tuple(_rows(content, delimiter))
    if not rows or len(rows[0].cells) == 1:
        raise CsvError("its first line is no header of a CSV file")
    for row in rows:
        if not row.is_blank and len(row.cells) != len(rows[0].cells):
            raise CsvError(
                f"line {row.line} has {len(row.cells)} cells, and the header has "
                f"{len(rows[0].cells)}; export it again, and save it in no other program"
            )
    return CsvFile(text != content, delimiter, rows)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file of our own, in UTF-8; texts that others chose must have gone through `text_cell`."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return stream.getvalue().encode()


def text_cell(text: str) -> str:
    """A text for a cell that we write: an apostrophe keeps a spreadsheet from running it."""
    encodable = text.encode("utf-8", "backslashreplace").decode()
    return _NEUTRALISED.sub("'", encodable)


def runs_as_formula(value: str) -> bool:
    """Whether a spreadsheet would take it for a formula; a number or a lone dash is none."""
    return bool(_RUNS.match(value)) and not _NUMBER.fullmatch(value)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    pattern = re.compile(
        rf'(?P<raw>"(?:[^"]++|"")*+"|(?!")[^{delimiter}\r\n]*+)'
        rf"(?P<end>{delimiter}|\r\n|\r|\n|\Z)"
    )
    position, line, first_line = 0, 1, 1
    cells: list[Cell] = []
    while position < len(text) or cells:
        match = pattern.match(text, position)
        if match is None:
            raise CsvError(f"line {line} has a quotation mark that opens or closes no cell")
        cells.append(Cell(match["raw"]))
        position = match.end()
        line += len(re.findall(r"\r\n|\r|\n", match[0]))
        if match["end"] != delimiter:
            yield Row(first_line, tuple(cells), match["end"])
            cells, first_line = [], line
