"""The hostile submissions of every week, the honest ones among them, and what each deserves.

`submissions/` holds them: of a week in a folder of its own, and in `every_week` those that answer
to any function's name and are handed in for each week but the fourth, which has its own of every
kind. Some more of hw4 are made here, since git can't hold them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from tests.conftest import ROOT

SUBMISSIONS = Path(__file__).parent / "submissions"
COURSE = Course(ROOT)
WITHOUT_PYTORCH = ("hw1_histograms", "hw2_bag_of_words", "hw3_neural_networks", "hw4_convolution")
WITH_PYTORCH = ("hw5_architectures", "hw6_training")
_GENERAL = SUBMISSIONS / "every_week"
_HW4 = "hw4_convolution"
_RIGHT_ON_PURPOSE = 6.0
_KNOWS_THE_EXAMPLES_BY_HEART = {"laziness_pinned_values": 10.0}

# By default, of hw4 every fifth, and so some of each kind, but none that runs for minutes; of the
# other weeks a few that are quick, and that try what only this week has, or what a fault once let
# through.
_EVERY = 5
_RUN_FOR_MINUTES = ("forging_reads_requests", "resources_sleep")
_BY_DEFAULT = {
    "hw1_histograms": ("laziness_infinite_distances", "secrets_everywhere", "writing_everything"),
    "hw2_bag_of_words": (),
    "hw3_neural_networks": ("laziness_enormous_weights", "secrets_in_memory"),
    "hw5_architectures": (),
    "hw6_training": (),
}


@dataclass(frozen=True)
class HostileClass:
    """Some hostile submissions of one week, to be graded together."""

    week: str
    names: tuple[str, ...]
    """Of those in git."""
    made: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The file that is handed in."""
        return f"{COURSE.assignment(self.week).module}.py"

    @property
    def everybody(self) -> tuple[str, ...]:
        """All hostile students."""
        return (*self.names, *self.made)

    @property
    def controls(self) -> tuple[str, ...]:
        """The honest students among them."""
        return tuple(_controls(self.week))

    def hand_in(self, students: Path, names: tuple[str, ...]) -> None:
        """Fill the folder of a class with some of these, and with the honest ones."""
        for name, source in _controls(self.week).items():
            (students / name).mkdir(parents=True)
            (students / name / self.module).write_text(source, encoding="utf-8")
        for name in names:
            if name in self.made:
                (students / name).mkdir()
                MADE[name](students / name)
            elif source_of(self.week, name).is_dir():
                shutil.copytree(source_of(self.week, name), students / name)
            else:
                (students / name).mkdir()
                shutil.copy(source_of(self.week, name), students / name / self.module)


def names_of(week: str) -> list[str]:
    """The hostile submissions of a week that are in git."""
    own = {path.stem for path in (SUBMISSIONS / week).iterdir()}
    general = set() if week == _HW4 else {path.stem for path in _GENERAL.iterdir()}
    return sorted(own | general)


def source_of(week: str, name: str) -> Path:
    """The file of a hostile submission, or its folder."""
    for folder in (SUBMISSIONS / week, _GENERAL):
        for path in (folder / name, folder / f"{name}.py"):
            if path.exists():
                return path
    raise FileNotFoundError(f"{name} of {week}")


def sources_of(week: str, name: str) -> list[str]:
    """The texts of all its modules."""
    path = source_of(week, name)
    files = path.rglob("*.py") if path.is_dir() else [path]
    return [file.read_text(encoding="utf-8") for file in files]


def classes() -> dict[str, tuple[HostileClass, HostileClass]]:
    """By week: what is graded by default, and the rest."""
    both = {}
    for week in (*WITHOUT_PYTORCH, *WITH_PYTORCH):
        names = names_of(week)
        some = names[::_EVERY] if week == _HW4 else _BY_DEFAULT[week]
        few = [name for name in some if name not in _RUN_FOR_MINUTES]
        rest = [name for name in names if name not in few]
        made = tuple(MADE) if week == _HW4 else ()
        both[week] = (HostileClass(week, tuple(few), made), HostileClass(week, tuple(rest)))
    return both


def deserved_score(week: str, name: str) -> float:
    """What a hostile submission deserves for what it does right, on purpose or because it must."""
    if name in MADE:
        return 0.0
    if week == _HW4 and name in _KNOWS_THE_EXAMPLES_BY_HEART:
        return _KNOWS_THE_EXAMPLES_BY_HEART[name]
    for source in sources_of(week, name):
        if week == _HW4 and "Right on purpose" in source:
            return _RIGHT_ON_PURPOSE
        if said := re.search(r"^DESERVES = ([0-9.]+)$", source, re.MULTILINE):
            return float(said[1])
    return 0.0


def _controls(week: str) -> Mapping[str, str]:
    """An honest student who is right, and one who is not; neither trains for minutes."""
    if week == _HW4:
        examples = ROOT / "examples" / week
        return {
            name: (examples / name / "convolution.py").read_text()
            for name in ("Ada Sample", "Grace Muster")
        }
    assignment = COURSE.assignment(week)
    right = assignment.reference.read_text(encoding="utf-8")
    wrong = sorted((assignment.reference.parent / "wrong").glob("*.py"))[0]
    if week == "hw5_architectures":
        right += "\nvgg = AlexNet = resnet = resnext50 = densenet121 = se_resnet50 = None\n"
    if week == "hw6_training":
        right += "\ntrain_classifier = finetune = None\n"
    return {"Ada Sample": right, "Grace Muster": wrong.read_text(encoding="utf-8")}


def _made_submissions() -> dict[str, Callable[[Path], object]]:
    """Submissions that git can not hold, each as a function that fills its folder."""
    source = "convolution.py"

    return {
        "made_empty_folder": lambda folder: None,
        "made_fifo": lambda folder: os.mkfifo(folder / source),
        "made_folder": lambda folder: (folder / source).mkdir(),
        "made_link_to_the_reference": lambda folder: (folder / source).symlink_to(
            ROOT / "solutions" / "hw4_convolution" / source
        ),
        "made_link_to_another": lambda folder: (folder / source).symlink_to(
            f"../Ada Sample/{source}"
        ),
        "made_link_to_a_device": lambda folder: (folder / source).symlink_to("/dev/zero"),
        "made_null_bytes": lambda folder: (folder / source).write_bytes(b"x = 1\0\0\n"),
        "made_bad_encoding": lambda folder: (folder / source).write_bytes(b"x = '\xff\xfe'\n"),
        "made_40_megabytes": lambda folder: (folder / source).write_bytes(b"# x\n" * (10 << 20)),
        "made_sparse_file": lambda folder: os.truncate(
            os.open(folder / source, os.O_CREAT | os.O_RDWR), 1 << 40
        ),
        "made_empty_file": lambda folder: (folder / source).touch(),
        "made_many_files": lambda folder: [
            (folder / f"{number}.py").write_text("x = 1\n") for number in range(2000)
        ],
        "made_deep_tree": lambda folder: (folder / Path(*"d" * 200)).mkdir(parents=True),
        "made_new\nline": lambda folder: (folder / source).write_text("raise SystemExit"),
        "made_quote\"s' $(touch x)": lambda folder: (folder / source).write_text("x = 1"),
        "made_陳小明": lambda folder: (folder / source).write_text("x = 1"),
        os.fsdecode(b"made_\xff"): lambda folder: (folder / source).write_text("x = 1"),
    }


MADE = _made_submissions()
