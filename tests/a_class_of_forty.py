"""Forty made-up students of the tiny course, and what three platforms give of their submissions."""

from __future__ import annotations

from dataclasses import dataclass

from tests.intake.classes import zipped
from tests.tiny_course import HALF, RIGHT

FLOAT32 = (
    "import numpy as np\n\n"
    "def double(x): return 2 * x\n\n"
    "def negate(x): return (-x).astype(np.float32)\n"
)
"""Right, but for a check that is too strict."""


@dataclass(frozen=True)
class Person:
    """One student, and what they get: before and after the check is mended."""

    name: str
    source: str = RIGHT
    before: float = 10
    after: float = 10


def of(source: str, *names: str) -> list[Person]:
    before, after = {RIGHT: (10, 10), HALF: (5, 5), FLOAT32: (5, 10)}[source]
    return [Person(name, source, before, after) for name in names]


LATE, AGAIN, EXTENDED = "Lea Later", "Dora Doubletake", "Eva Extended"
TEAM = ("Gwen Together", "Gus Together")
MARKED = "Mara Marked"
EMPTY = "Ole Nothing"
ABSENT = Person("Abe Absent", "", 0, 0)
STRICT = "Fay Float"
"""Whose right solution the strict check takes points from."""

ON_GRADESCOPE = [
    *of(RIGHT, "Ada Sample", "Ben Beispiel", "Cleo Muster", "Zoë Beispiel", EXTENDED, *TEAM, AGAIN),
    *of(HALF, "Dmitri Obrazets", "Chiara Esempio", "Ines Exemplo"),
    *of(FLOAT32, STRICT, "Finn Float"),
    Person(LATE, RIGHT, 7.5, 7.5),
]
ON_CANVAS = [
    *of(RIGHT, "陳小明", "Mary Ann O'Brien", "Sue Sample", "Kai Placeholder", MARKED, "Uma Test"),
    *of(RIGHT, "Vera Test", "Wim Test", "Xenia Test"),
    *of(HALF, "Hal Half", "Hedy Half"),
    *of(FLOAT32, "Fritz Float", "Flora Float"),
]
ON_MOODLE = [
    *of(RIGHT, "Jan van der Berg", "Pat D'Arc", "Noor Test", "Olga Test", "Pia Test"),
    *of(RIGHT, "Quin Test", "Rosa Test", "Sven Test"),
    *of(HALF, "Hugo Half", "Hilde Half"),
    *of(FLOAT32, "Frida Float"),
    Person(EMPTY, "", 0, 0),
]
EVERYBODY = [*ON_GRADESCOPE, *ON_CANVAS, *ON_MOODLE, ABSENT]

NUMBERS = {person.name: 1001 + k for k, person in enumerate(EVERYBODY)}
"""The university's, of which the platforms' own are made."""


def email(name: str) -> str:
    return f"s{NUMBERS[name]}@example.org"


def roster() -> str:
    """A CSV that knows everybody's numbers."""
    rows = [
        f'"{name}",{email(name)},{number},{number + 7000},{number + 400}'
        for name, number in NUMBERS.items()
    ]
    return "\n".join(["Name,Email,Student ID,Canvas ID,Identifier", *rows, ""])


def gradescope_export() -> bytes:
    """Times, a team, one who handed in again too late, one with an extension."""
    files, metadata = {}, ["---"]
    in_time, next_day = "2026-01-30 20:00:00.000000000 Z", "2026-01-31 20:00:00.000000000 Z"

    def add(names: tuple[str, ...], source: str, time: str) -> None:
        folder = f"submission_{len(files) + 1}"
        files[f"export/{folder}/tiny.py"] = source.encode()
        metadata.extend([f"{folder}:", "  :submitters:"])
        for name in names:
            metadata.extend([f"  - :name: {name}", f"    :email: {email(name)}"])
        metadata.append(f"  :created_at: {time}")

    for person in ON_GRADESCOPE:
        if person.name not in TEAM:
            is_late = person.name in (LATE, EXTENDED)
            add((person.name,), person.source, next_day if is_late else in_time)
    add(TEAM, RIGHT, in_time)
    add((AGAIN,), HALF, next_day)
    files["export/submission_metadata.yml"] = "\n".join([*metadata, ""]).encode()
    return zipped(files)


def canvas_download() -> bytes:
    """One file each; a second attempt, a zip, and one that Canvas calls late."""
    files = {}
    for person in ON_CANVAS:
        *first, last = person.name.split()
        letters = "".join(filter(str.isalnum, f"{last}{''.join(first)}".lower()))
        late = "LATE_" if person.name == MARKED else ""
        start = f"{letters}_{late}{NUMBERS[person.name] + 7000}"
        files[f"{start}_900_tiny.py"] = person.source.encode()
    files["obrienmaryann_8016_901_tiny-1.py"] = files.pop("obrienmaryann_8016_900_tiny.py")
    files["obrienmaryann_8016_900_tiny.py"] = HALF.encode()
    packed = next(name for name in files if name.startswith("samplesue_"))
    files[packed.replace("tiny.py", "tiny.zip")] = zipped({"hw/tiny.py": files.pop(packed)})
    return zipped(files)


def moodle_download() -> bytes:
    """A folder each; apostrophes are gone from names, and one has only written a text."""
    files = {}
    for person in ON_MOODLE:
        start = f"{person.name.replace(chr(39), '')}_{NUMBERS[person.name] + 400}"
        if person.source:
            files[f"{start}_assignsubmission_file/tiny.py"] = person.source.encode()
        else:
            files[f"{start}_assignsubmission_onlinetext/onlinetext.html"] = b"<p>Sorry.</p>"
    return zipped(files)


def canvas_gradebook() -> str:
    """As Canvas exports it."""
    rows = ["Student,ID,SIS User ID,SIS Login ID,Section,Homework 0 (99)"]
    rows.append("    Points Possible,,,,,20.00")
    for person in ON_CANVAS:
        number = NUMBERS[person.name]
        rows.append(f'"{person.name}",{number + 7000},{number},s{number},Section 1,')
    return "\n".join([*rows, ""])


def moodle_worksheet() -> str:
    """As Moodle gives it for offline grading."""
    rows = [
        'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade",'
        '"Grade can be changed","Last modified (submission)","Last modified (grade)"'
    ]
    for person in ON_MOODLE:
        number = NUMBERS[person.name] + 400
        rows.append(
            f'"Participant {number}","{person.name}",{email(person.name)},'
            '"Submitted for grading",,100.00,Yes,-,-'
        )
    return "\n".join([*rows, ""])
