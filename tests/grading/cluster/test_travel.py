"""A week and its jobs arrive whole on another machine, and its answers are not believed blindly."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course, checks_version
from autograder.grading.job import Job
from autograder.grading.travel import Answer, Batch, PackedWeek, moved
from tests.grading.cluster.conftest import jobs_of
from tests.tiny_course import NAME


@pytest.fixture
def job(tiny: Course) -> Job:
    return jobs_of(tiny, 1)[0]


def test_a_week_that_has_travelled_is_the_same_week(tiny: Course, tmp_path: Path) -> None:
    week = tiny.assignment(NAME)
    packed = PackedWeek.of(week)
    packed.unpack(tmp_path / "weeks" / "one")
    there = moved(week.with_setting("key", "value"), tmp_path / "weeks" / "one")
    assert PackedWeek.of(there) == packed
    assert checks_version(there) == checks_version(week)
    assert there.settings == (("key", "value"),)
    assert there.reference == tmp_path / "weeks" / "one" / "solutions" / NAME / "tiny.py"


def test_another_content_is_another_digest(tiny: Course) -> None:
    packed = PackedWeek.of(tiny.assignment(NAME))
    assert PackedWeek({**packed.files, "more": b""}).digest != packed.digest
    assert PackedWeek({}).digest != packed.digest


def test_an_unpacked_week_is_its_owners_alone(tiny: Course, tmp_path: Path) -> None:
    folder = tmp_path / "weeks" / "one"
    PackedWeek.of(tiny.assignment(NAME)).unpack(folder)
    for path in (folder, folder.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_what_two_threads_unpack_is_there_once(tiny: Course, tmp_path: Path) -> None:
    packed = PackedWeek.of(tiny.assignment(NAME))
    for _ in range(2):
        packed.unpack(tmp_path / "weeks" / "one")
    assert [path.name for path in (tmp_path / "weeks").iterdir()] == ["one"]


def test_a_week_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    packed = PackedWeek({"file": b"", "file/below": b""})
    with pytest.raises(OSError, match="file"):
        packed.unpack(tmp_path / "weeks" / "one")
    assert list((tmp_path / "weeks").iterdir()) == []


def test_a_week_is_sent_to_who_lacks_it_and_once_only(job: Job, tmp_path: Path) -> None:
    packed = PackedWeek.of(job.assignment)
    without = Batch((job,), packed.digest, None, 1)
    assert without.in_folder(tmp_path) is None
    for batch in (replace(without, files=packed), without):
        (arrived,) = batch.in_folder(tmp_path) or ()
        assert arrived.assignment.reference.is_relative_to(tmp_path / packed.digest)
        assert arrived.submission == job.submission


def test_files_that_are_not_what_their_hash_says_are_not_used(job: Job, tmp_path: Path) -> None:
    packed = PackedWeek.of(job.assignment)
    altered = PackedWeek({**packed.files, "more": b""})
    with pytest.raises(ValueError, match="hash"):
        Batch((job,), packed.digest, altered, 1).in_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(("one", "two\n陳")),
        Answer(lacks_week=True),
        Answer(refusal="no"),
    ],
)
def test_an_answer_survives_its_way(answer: Answer) -> None:
    assert Answer.from_json(answer.to_json()) == answer


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", b'{"results": []}', b"3"])
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not an answer|Expecting|decode"):
        Answer.from_json(data)


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", '{"checks": 3}', '{"checks": [3]}', "\0"])
def test_a_result_that_can_not_be_read_is_a_grader_error(job: Job, text: str) -> None:
    (result,) = Answer((text,)).results_of([job])
    assert result.student == job.submission.student
    assert "can't be read" in result.failure


def test_a_missing_result_is_a_grader_error(job: Job) -> None:
    (result,) = Answer(()).results_of([job])
    assert not result.is_graded


@pytest.mark.parametrize("field", ["student", "assignment", "versions"])
def test_a_worker_answers_for_no_other_submission(job: Job, field: str) -> None:
    right = json.loads(job.result(failure="fails").to_json())
    right[field] = {**right[field], "secret": "x"} if field == "versions" else "another"
    (result,) = Answer((json.dumps(right),)).results_of([job])
    assert "to something else" in result.failure
    assert result.student == job.submission.student
