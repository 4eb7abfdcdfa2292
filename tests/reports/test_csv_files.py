"""CSV of others goes back byte for byte; nothing in CSV of our own is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.csv_files import (
    Cell,
    CsvError,
    read_csv,
    runs_as_formula,
    text_cell,
    write_csv,
)
from tests.reports.grades import FORMULAS, NAMES

CELLS = st.text(st.sampled_from("aé陳0 '\",;\t\r\n=-"), max_size=6)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_a_file_is_read_as_csv_reads_it_and_given_back_byte_for_byte(
    rows: list[tuple[str, ...]], delimiter: str, end: str, quoting: int, mark: bytes
) -> None:
    stream = io.StringIO(newline="")
    # csv leaves a line end bare that is not its own.
    quoting = csv.QUOTE_ALL if end != "\r\n" else quoting
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("one", "two", "three"), *rows])
    data = mark + stream.getvalue().encode()

    file = read_csv(data)

    read_by_csv = csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=delimiter)
    assert [list(row.values) for row in file.rows] == list(read_by_csv)
    assert file.encode() == data


@pytest.mark.parametrize(
    "text", ["a,b\n1,2", "a,b\n\n1,2\n\n", 'a,b\n1,"x\ny"\n', 'a,b\nit"s,""\n', "a,b\n1,\n,"]
)
def test_missing_line_ends_empty_lines_and_stray_quotes_stay(text: str) -> None:
    assert read_csv(text.encode()).encode() == text.encode()


def test_a_row_knows_its_line_after_cells_of_several_lines() -> None:
    file = read_csv(b'a,b\r\n"1\r\n2",3\r\n4,5\r\n')
    assert [row.line for row in file.rows] == [1, 2, 4]


def test_cells_are_parted_by_what_parts_the_header() -> None:
    file = read_csv(b'ID;Name;"Title; a, b, c, d"\n1;Sample, Ada;2\n')
    assert file.rows[1].values == ("1", "Sample, Ada", "2")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "its first line is no header"),
        (b"one column\n1\n", "its first line is no header"),
        (b"a,b\n1,2,3\n", "line 2 has 3 cells, and the header has 2"),
        (b"a,b\n1\n", "line 2 has 1 cells, and the header has 2"),
        (b'a,b\n1,"x\ny\n', "line 2 has a quotation mark"),
        (b'a,b\n1,"x"y\n', "line 2 has a quotation mark"),
        ("a,b\né,1\n".encode("latin-1"), "it is not in UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "it is not in UTF-8"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(CsvError, match=reason):
        read_csv(data)


@pytest.mark.parametrize(
    ("raw", "value", "expected"),
    [
        ("", "1.50", "1.50"),
        ('""', "1.50", '"1.50"'),
        ("", "1,50", '"1,50"'),
        ("old", 'a"b', '"a""b"'),
    ],
)
def test_a_new_value_is_quoted_if_the_old_one_was_or_it_must_be(
    raw: str, value: str, expected: str
) -> None:
    assert Cell(raw).saying(value, ",").raw == expected


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text_by_an_apostrophe(text: str) -> None:
    safe = text_cell(text)
    assert safe.replace("'", "") == text.replace("'", "")
    # However a spreadsheet parts it, no cell begins with what it would run.
    for part in safe.replace(";", "\n").splitlines():
        assert not part.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not safe.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", [*NAMES, "a-b", "1 day late: −25% of the points", "x = 1, -2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert text_cell(text) == text


def test_our_own_rows_are_read_back_by_csv() -> None:
    rows = [[name, "new\r\nline", "lone\rreturn"] for name in NAMES]
    data = write_csv(["a", "b", "c"], rows)
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == [["a", "b", "c"], *rows]


def test_names_that_are_no_unicode_can_be_written() -> None:
    assert write_csv(["a"], [[text_cell("x\udcff")]]) == b"a\r\nx\\udcff\r\n"


@pytest.mark.parametrize("text", ["=1+1", "@x", "+x", " =1", "-1+1", "\tx", "＝1"])
def test_a_formula_is_noticed(text: str) -> None:
    assert runs_as_formula(text)


@pytest.mark.parametrize("text", ["", "-", "-5", "+1", "-0,50", "O'Brien", "a=b"])
def test_a_number_or_a_dash_is_no_formula(text: str) -> None:
    assert not runs_as_formula(text)
