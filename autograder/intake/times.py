"""When each student handed in, from Moodle's grading worksheet: its downloads have no times.

Columns and months have names in the language of whoever exported the worksheet; columns are
recognised by what they hold. Moodle writes minutes, and no time zone. Imports `handed_in` and how
the roster's CSV is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.intake.handed_in import Found, HandedIn, IntakeError, Note
from autograder.intake.roster import csv_rows

_IDENTIFIER = re.compile(r"\D*[^\W\d]\s*(\d+)")
_NAMES = ("Last modified (submission)", "Zuletzt geändert (Abgabe)")
_NONE = ("", "-")
_MONTHS = (
    *("jan jän ene gen", "feb fév fev", "mar mär mrt maa", "apr avr abr", "may mai mei mag"),
    *("jun juin giu", "jul juil lug", "aug aoû ago", "sep set", "oct okt ott out", "nov"),
    "dec dez déc dic",
)
"""How the months' names begin in English, German, French, Spanish, Italian, Portuguese, Dutch."""
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d]+)\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2}),\s+(?P<year>\d{4})\b")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})"
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[AP]M)?", re.I
)


def read_times(path: Path, zone: dt.tzinfo) -> dict[str, dt.datetime]:
    """When each participant handed in; who did not is not there.

    Args:
        path: the worksheet.
        zone: what its times are meant in.

    Raises:
        IntakeError: no column has the participants, or the times.
        OSError: the file can't be opened.
        autograder.intake.roster.RosterError: it is no CSV.
    """
    header, rows = _table(path)
    identifier = _find_identifier(path, header, rows)
    column = _find_times(path, header, rows)
    times = {}
    for row in rows:
        number = _IDENTIFIER.fullmatch(row[identifier])
        time = parse_time(row[column])
        if number and time:
            times[number[1]] = time.replace(tzinfo=zone)
        elif row[column] not in _NONE:
            raise IntakeError(
                f"{path}: the time {row[column]!r} of {row[identifier]} is not understood; export "
                "the worksheet with Moodle in English."
            )
    return times


def with_times(found: Found, times: Mapping[str, dt.datetime]) -> tuple[list[HandedIn], list[Note]]:
    """What was handed in, each with its time; and of whom there is none.

    Raises:
        IntakeError: it is not Moodle's.
    """
    if not any(author.moodle_id for one in found.handed_in for author in one.authors):
        raise IntakeError(
            f"Times are for a Moodle download, and this was read as {found.layout}; leave out "
            "--times."
        )
    timed, notes = [], []
    for one in found.handed_in:
        known = [times[author.moodle_id] for author in one.authors if author.moodle_id in times]
        timed.append(replace(one, submitted=max(known)) if known else one)
        if not known:
            notes.append(Note(one.key, "the worksheet has no time of this submission"))
    return timed, notes


def parse_time(text: str) -> dt.datetime | None:
    """A time as Moodle writes it for people, without its zone; None if it is none."""
    date = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text) or _YEAR_FIRST.search(text)
    clock = _CLOCK.search(text)
    month = _month(date["month"]) if date else None
    if date is None or clock is None or month is None:
        return None
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"].upper() == "PM")
    try:
        return dt.datetime(
            *(int(date["year"]), month, int(date["day"])),
            *(hour, int(clock["minute"]), int(clock["second"] or 0)),
        )
    except ValueError:
        return None


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows, all as long as it."""
    numbered = [(number, row) for number, row in csv_rows(path) if any(row)]
    header = numbered[0][1] if numbered else []
    for number, row in numbered:
        if len(row) != len(header):
            raise IntakeError(
                f"{path}, line {number} has {len(row)} cells, and the header has {len(header)}; "
                "export the worksheet again."
            )
    return header, [row for _, row in numbered[1:]]


def _month(name: str) -> int | None:
    if name.isdecimal():
        return int(name)
    for number, beginnings in enumerate(_MONTHS, start=1):
        if name.casefold().startswith(tuple(beginnings.split())):
            return number
    return None


def _find_identifier(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    for at in range(len(header)):
        numbers = {match[1] for row in rows if (match := _IDENTIFIER.fullmatch(row[at]))}
        if rows and len(numbers) == len(rows):
            return at
    raise IntakeError(
        f"{path} is no grading worksheet of Moodle: no column has an identifier (as in "
        "'Participant 123') for everyone."
    )


def _find_times(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The column of a known name, or else the first of the two that hold times; the other's is
    that of the grade."""
    known = [at for at, name in enumerate(header) if name in _NAMES]
    if len(known) == 1:
        return known[0]
    cells = {at: [row[at] for row in rows if row[at] not in _NONE] for at in range(len(header))}
    found = [at for at, values in cells.items() if values and all(map(parse_time, values))]
    if len(found) == 2:
        return found[0]
    raise IntakeError(
        f"{path} has no column 'Last modified (submission)'; export the worksheet with Moodle in "
        "English."
    )
