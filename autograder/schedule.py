"""The term: when each week is released and due, and what being late costs; `course.toml`.

Imports Pydantic only.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pydantic

_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_KEY = rf"{_PART}(?:\.{_PART})*"
"""A key of TOML, as `weeks.hw1.extensions."Ada Example"`."""


class ScheduleError(Exception):
    """`course.toml` can't be used; the message is one sentence, with file, line and field."""


@dataclass(frozen=True)
class LatePolicy:
    """What is taken from the points of a late submission."""

    days: int = 0
    """How many days after the due time a submission is still taken; by default it is not."""
    penalty: float = 0.0
    """The part of the week's points that each day begun costs, from 0 to 1."""

    def __str__(self) -> str:
        if not self.days:
            return "no late submission"
        return f"{self.days} day{'s' * (self.days > 1)} late, −{self.penalty:.0%} a day"


@dataclass(frozen=True)
class Week:
    """One week of the term; its times know their zone."""

    name: str
    """The assignment's, for example ``hw4_convolution``."""
    release: dt.datetime
    due: dt.datetime
    points: float
    late: LatePolicy
    extensions: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Due times of single students, by the names that their submissions bear."""

    def due_for(self, names: Iterable[str]) -> dt.datetime:
        """When a submission is due: by the longest extension of any name of its authors."""
        return max(
            (self.extensions[name] for name in names if name in self.extensions), default=self.due
        )

    def days_late(self, names: Iterable[str], submitted: dt.datetime) -> int:
        """How many days have begun since a submission was due; 0 in time."""
        return max(0, math.ceil((submitted - self.due_for(names)) / dt.timedelta(days=1)))

    def credit(self, names: Iterable[str], submitted: dt.datetime) -> float:
        """The part of the points that is left, from 1 in time to 0 when it is too late."""
        days = self.days_late(names, submitted)
        if days == 0:
            return 1.0
        return max(0.0, 1 - days * self.late.penalty) if days <= self.late.days else 0.0


@dataclass(frozen=True)
class Schedule:
    """A term's weeks, in the order of their release."""

    course: str
    zone: ZoneInfo
    weeks: tuple[Week, ...]

    def released(self, now: dt.datetime) -> tuple[Week, ...]:
        """The weeks whose release time has come."""
        return tuple(week for week in self.weeks if week.release <= now)


def read_schedule(path: Path) -> Schedule:
    """Read `course.toml`.

    Raises:
        ScheduleError: it is not there, or something in it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ScheduleError(f"There is no {path}; write one, as docs/schedule.md shows.") from None
    except UnicodeDecodeError as error:
        raise ScheduleError(f"{path}: {error}.") from None
    try:
        file = _CourseFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:  # names the line itself
        raise ScheduleError(f"{path}: {error}.") from None
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        keys = [str(key) for key in first["loc"]]
        what = str(first.get("ctx", {}).get("error", first["msg"])).rstrip(".")
        raise ScheduleError(
            f"{path}, line {_line_of(text, keys)}: {'.'.join(keys)}: {what}."
        ) from None
    return file.schedule()


class _Table(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")


class _LateTable(_Table):
    days: pydantic.NonNegativeInt = 0
    penalty: Annotated[float, pydantic.Field(ge=0, le=1)] = 0.0


def _with_a_time(value: object) -> object:
    if not isinstance(value, dt.datetime):
        raise ValueError("give the day and the time, without quotes, as in 2026-12-12T23:59:00")
    return value


_Time = Annotated[dt.datetime, pydantic.BeforeValidator(_with_a_time)]
"""A day alone would be its first second, which hardly anyone means."""


class _WeekTable(_Table):
    release: _Time
    due: _Time
    points: pydantic.PositiveFloat = 100
    late: _LateTable | None = None
    extensions: dict[str, _Time] = {}

    @pydantic.field_validator("due")
    @classmethod
    def _is_after_release(cls, due: dt.datetime, info: pydantic.ValidationInfo) -> dt.datetime:
        release = info.data.get("release")
        if release is not None and due.replace(tzinfo=None) <= release.replace(tzinfo=None):
            raise ValueError(f"must be later than the release, {release}")
        return due


class _CourseFile(_Table):
    name: str
    time_zone: str
    late: _LateTable = _LateTable()
    weeks: dict[str, _WeekTable]

    @pydantic.field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{name!r} is no time zone; give one as in 'Europe/Berlin'") from None
        return name

    def schedule(self) -> Schedule:
        """The file's content as records."""
        zone = ZoneInfo(self.time_zone)

        def aware(time: dt.datetime) -> dt.datetime:
            return time if time.tzinfo else time.replace(tzinfo=zone)

        weeks = [
            Week(
                name=name,
                release=aware(week.release),
                due=aware(week.due),
                points=week.points,
                late=LatePolicy(**(week.late or self.late).model_dump()),
                extensions={student: aware(due) for student, due in week.extensions.items()},
            )
            for name, week in self.weeks.items()
        ]
        return Schedule(self.name, zone, tuple(sorted(weeks, key=lambda week: week.release)))


def _line_of(text: str, keys: list[str]) -> int:
    """The line, from 1, on which a value is set, or else that of the table around it."""
    found, table = 1, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        setting = re.match(rf"\s*({_KEY})\s*=", line)
        if header:
            table = _parts(header[1])
        here = table + (_parts(setting[1]) if setting else [])
        if (header or setting) and here == keys[: len(here)]:
            found = number
    return found


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]
