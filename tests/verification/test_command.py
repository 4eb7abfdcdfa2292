"""A week that is not sound is found out, and what shows it is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from tests.tiny_course import NAME, make_tiny_course

SPOILED = {
    "accepted/bad": "def double(x): return x\ndef negate(x): return -x\n",
    "accepted/broken": "import nothing_of_that_name\n",
    "accepted/slow": (
        "import time\n"
        "def double(x):\n"
        "    while time.process_time() < 0.4: pass\n"
        "    return 2 * x\n"
        "def negate(x): return -x\n"
    ),
    "vacuous/lucky": "def double(x): return 2 * x\n",
    "wrong/right": '"""No mistake at all."""\ndef negate(x): return -x\n',
    # It says something else in the sandbox, where it is part of a submission, than in the grader.
    "wrong/chameleon": (
        '"""Say one thing."""\ndef negate(x): return x if __name__ == "_wrong" else 3 * x\n'
    ),
    "wrong/stub": '"""Not yet."""\ndef negate(x): raise NotImplementedError\n',
}
COMPLAINTS = """
accepted: accepted/bad got 5 points, and must get all; it loses in double.
accepted: accepted/broken got 0 points, and must get all; it loses in double, negate.
vacuous: vacuous/lucky got 5 points, and must get none.
wrong: wrong/right lost no points: the misconception is not found.
diagnosis: wrong/chameleon is diagnosed as forgets_sign.
diagnosis: wrong/right has no diagnosis: does another one answer alike, or each run differ?
mutants: Listed as equivalent, but no survivor: double: return 2 * x: return 3 * x.
leaks: hw0_tiny/README.md has the course's secret.
"""


def verify(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(root), "verify", "--workers", "1", *arguments])


def squeezed(text: str) -> list[str]:
    """Its lines, with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What is said of a sound week, in detail and under four secrets."""
    course = make_tiny_course(tmp_path_factory.mktemp("sound"))
    return verify(course.root, "--details", "--secrets", "4")


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What is said of a week in which much is not as it must be."""
    course = make_tiny_course(tmp_path_factory.mktemp("spoiled"))
    solutions = course.root / "solutions" / NAME
    for name, source in SPOILED.items():
        (solutions / f"{name}.py").write_text(source)
    entry = 'function = "double"\nbefore = "return 2 * x"\nafter = "return 3 * x"\n'
    listed = f'[[equivalent]]\n{entry}reason = "Nobody can tell."\n'
    (solutions / "equivalent_mutants.toml").write_text(listed)
    (course.root / "assignments" / NAME / "README.md").write_text(course.secret().decode())
    return verify(course.root)


def test_a_sound_week_has_a_table_with_a_row_for_each_demand(sound: Result) -> None:
    lines = squeezed(sound.stdout)
    *demands, time, verdict = lines[lines.index("") + 1 :]
    assert demands == [
        f"{NAME} Must be Found",
        "reference full marks 1 of 1, under 4 secrets ok",
        "accepted full marks 1 of 1, under 4 secrets ok",
        "stub no points 1 of 1, under 3 secrets ok",
        "vacuous no points 1 of 1, under 3 secrets ok",
        "wrong points lost in the function alone 1 of 1, under 3 secrets ok",
        "diagnosis each diagnosed as itself 1 of 1 ok",
        "mutants noticed, but for 2% 5 of 5, and 0 equivalent ok",
        "leaks nothing private in the bundle none ok",
    ]
    assert re.fullmatch(
        r"time at most 25% of what is allowed [\d.]+% by a call, [\d.]+% by a submission ok", time
    )
    assert verdict == f"{NAME} is sound."
    assert sound.exit_code == 0


def test_details_have_a_row_for_each_submission(sound: Result) -> None:
    lines = squeezed(sound.stdout)
    assert lines[: lines.index("")] == [
        "Submission Must get Points Secrets Loses in Diagnosed",
        "reference all 10 4 ok",
        "accepted/sums all 10 4 ok",
        "stub none 0 3 double, negate ok",
        "vacuous/zeros none 0 3 double, negate ok",
        "wrong/forgets_sign a loss -5 3 negate itself ok",
    ]


def test_where_no_progress_is_shown_each_demand_is_told_as_it_is_found(spoiled: Result) -> None:
    told = [line for line in spoiled.stderr.splitlines() if line]
    assert told[0] == f"{NAME}: leaks: 1: NOT ok"
    assert told[1] == f"{NAME}: reference: 1 of 1: ok"
    assert told[-1] == f"{NAME}: mutants: 5 of 5, and 0 equivalent: NOT ok"
    assert len(told) == 9


def test_a_week_that_is_not_sound_fails_and_the_demands_that_are_not_met_are_named(
    spoiled: Result,
) -> None:
    verdict = f"{NAME} is NOT sound: accepted, vacuous, wrong, diagnosis, mutants, leaks, time."
    assert squeezed(spoiled.stdout)[-1] == verdict
    assert spoiled.exit_code == 1
    marks = [line.split()[0] for line in spoiled.stdout.splitlines() if line.endswith("NOT ok  ")]
    assert verdict.endswith(f": {', '.join(marks)}.")


def test_below_the_table_stands_what_is_not_as_it_must_be(spoiled: Result) -> None:
    lines = squeezed(spoiled.stdout)
    *complaints, slow = lines[10:-1]
    assert complaints == COMPLAINTS.strip().splitlines()
    words = r"time: accepted/slow: a call of double takes \d\d% of its processor time\."
    assert re.fullmatch(words, slow)


def test_what_can_not_be_diagnosed_is_counted_apart(spoiled: Result) -> None:
    found = "diagnosis each diagnosed as itself 1 of 3, besides 1 ending in missing NOT ok"
    assert found in squeezed(spoiled.stdout)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    root = make_tiny_course(tmp_path).root
    others = ("mutants", "diagnosis", "wrong", "vacuous", "stub", "accepted", "reference", "time")
    for choice in (["--only", "leaks"], [word for one in others for word in ("--without", one)]):
        done = verify(root, *choice)
        assert done.exit_code == 0
        assert [*squeezed(done.stdout)][1:] == [
            "leaks nothing private in the bundle none ok",
            f"{NAME} is sound as far as it was tried; left out: reference, accepted, stub, "
            "vacuous, wrong, diagnosis, mutants, time.",
        ]


def test_leaving_out_everything_is_refused(tmp_path: Path) -> None:
    done = verify(make_tiny_course(tmp_path).root, "--only", "leaks", "--without", "leaks")
    assert done.exit_code == 2
    assert "leave nothing to try" in done.stderr
