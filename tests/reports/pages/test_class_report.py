"""The class report: what it answers, what it links to, and that nothing in it is obeyed."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import Diagnosis, Grade, GradeState, Student
from autograder.reports.pages.class_report import class_report
from autograder.reports.pages.histogram import HEIGHT, WIDTH, histogram
from autograder.reports.pages.numbers import spread
from tests.reports.examples import FAILURE, GRADED, GRADER_ERROR, check
from tests.reports.made_up_class import made_up_class
from tests.reports.pages.hostile import hostile_class
from tests.reports.pages.html_reading import Page


def page_of(grades: Sequence[Grade]) -> Page:
    links = [f"feedback/{k}.html" for k in range(len(grades))]
    return Page(class_report("Convolution", grades, links))


def grade(name: str, result=GRADED, points: float | None = 3.0, **more: object) -> Grade:
    state = GradeState.GRADED if result.is_graded else GradeState.UNGRADED
    points = None if state is GradeState.UNGRADED else points
    return Grade(Student(name), "hw4_convolution", state, points, 6.0, result=result, **more)


ABSENT = Grade(Student("Abe Dummy"), "hw4_convolution", GradeState.NOT_SUBMITTED, 0.0, 6.0)
SMALL = (
    ABSENT,
    grade("Ada Sample", replace(GRADED, checks=GRADED.checks[:1]), 6.0),
    grade("Ben Placeholder", remarks=("1 day late: −20%.",)),
    grade("Chiara Esempio", FAILURE),
    grade("Dmitri Obrazets", GRADER_ERROR),
)


def section(page: Page, heading: str) -> str:
    """The text from one heading to the next section."""
    part = page.source.split(f'aria-labelledby="{heading}"')[1].split("</section>")[0]
    return Page(f"<p {part}").text


def test_it_says_how_the_class_did() -> None:
    text = section(page_of(SMALL), "overview")
    assert "Median 4.5 of 6 points" in text
    assert "Graded 2 of 5 students" in text
    assert "Ungraded 2 see why below" in text
    assert "Not handed in 1" in text
    assert "from 3 to 6, mean 4.5; 1 with full marks" in text


def test_what_a_person_must_decide_is_there_with_the_name() -> None:
    late = grade("Ben Placeholder", to_decide=("marked as late",))
    page = page_of([*SMALL[:2], late])
    assert "Ben Placeholder : marked as late" in section(page, "undecided")
    assert 'id="undecided"' not in page_of(SMALL).source


def test_the_distribution_is_a_picture_with_a_title_and_a_table_beside_it() -> None:
    page = page_of(SMALL)
    assert page.tags["svg"] >= 1
    text = section(page, "overview")
    assert "How many students got how many points" in text
    assert "Median 4.5, quartiles 3.8 and 5.2, lowest 3, highest 6." in text
    assert "3 to below 3.6 1" in text
    assert "5.4 and more 1" in text


def test_it_says_who_needs_help_by_which_rule() -> None:
    text = section(page_of(SMALL), "help")
    assert "less than half of the checks' points" in text
    assert "Ben Placeholder 45%" in text
    assert "Ada Sample" not in text


def test_it_says_who_is_ungraded_and_why() -> None:
    text = section(page_of(SMALL), "ungraded")
    assert "KeyError: the grader failed Chiara Esempio" in text
    assert "test_conv1d_2_2: KeyError: 'shape' Dmitri Obrazets" in text
    assert "a hidden check's own lines" in text  # for those who mend it


def test_students_who_are_ungraded_for_one_reason_stand_together() -> None:
    many = [grade(f"Student {k}", FAILURE) for k in range(500)]
    page = page_of(many)
    assert section(page, "ungraded").count("Traceback") == 1
    assert len(page.source) < 300_000


def test_an_ungraded_student_without_a_result_has_the_remark_as_the_reason() -> None:
    no_result = replace(ABSENT, state=GradeState.UNGRADED, points=None)
    assert "does not say why" in section(page_of([no_result]), "ungraded")
    remarked = replace(no_result, remarks=("Two notebooks.",))
    assert "Two notebooks. Abe Dummy" in section(page_of([remarked]), "ungraded")


def test_it_says_which_misconceptions_are_common_and_who_has_them() -> None:
    flip = Diagnosis("conv1d", "conv1d_not_flipped", "Is the kernel flipped?")
    having = replace(GRADED, diagnoses=(flip,))
    text = section(page_of([grade("Ada", having), grade("Ben", having), *SMALL]), "misconceptions")
    assert "conv1d : 2 students Is the kernel flipped? conv1d_not_flipped Who Ada Ben" in text


def test_it_says_that_no_misconception_was_diagnosed() -> None:
    assert "None was diagnosed." in section(page_of(SMALL), "misconceptions")


def test_it_says_which_functions_and_checks_were_hard() -> None:
    page = page_of(SMALL)
    assert "conv1d 62% 1 of 2 0 3 4" in section(page, "functions")
    text = section(page, "checks")
    assert "2.10 conv1d: case 2.10. 0% 0 of 1 failed 1.5 after published" in text
    assert text.index("2.10 conv1d") < text.index("2.1 conv1d")


def test_a_row_tells_name_points_state_first_trouble_and_remarks() -> None:
    text = section(page_of(SMALL), "students")
    assert "Abe Dummy 0 not handed in" in text
    assert "Ada Sample 6 graded Ben" in text
    assert "Ben Placeholder 3 graded failed conv1d: case 2.10. 1 day late: −20%." in text
    assert "Chiara Esempio – ungraded grader error KeyError: the grader failed" in text


def test_every_student_is_linked_to_the_feedback_page() -> None:
    page = page_of(SMALL)
    assert {f"feedback/{k}.html" for k in range(5)} <= set(page.values("href"))


def test_namesakes_are_told_apart() -> None:
    one = replace(ABSENT, student=Student("Ada Sample", email="one@example.org"))
    other = replace(ABSENT, student=Student("Ada Sample", student_id="42"))
    text = section(page_of([one, other, ABSENT]), "students")
    assert "Ada Sample one@example.org" in text
    assert "Ada Sample 42" in text


@pytest.mark.parametrize("grades", [SMALL, made_up_class(60), hostile_class(), (ABSENT,)])
def test_nothing_is_loaded_and_only_our_own_script_and_style_are_allowed(
    grades: Sequence[Grade],
) -> None:
    page = page_of(grades)
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (own,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not {"src", "style", "srcset", "action"} & {name for name, _ in page.attributes}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(re.match(r"feedback/|#", link) for link in page.values("href"))


def test_hostile_text_makes_no_element_and_no_attribute() -> None:
    page, calm = page_of(hostile_class()), page_of(made_up_class(60))
    assert set(page.tags) <= set(calm.tags)
    assert {name for name, _ in page.attributes} <= {name for name, _ in calm.attributes}
    assert page.tags["script"] == 1
    assert page.text.isprintable()
    assert page.source.encode()


def test_the_same_grades_give_the_same_page() -> None:
    assert page_of(made_up_class(30)).source == page_of(made_up_class(30)).source


@pytest.mark.parametrize("grades", [(), (ABSENT,), (grade("a", FAILURE),)])
def test_a_class_without_any_grade_has_a_page(grades: Sequence[Grade]) -> None:
    page = page_of(grades)
    assert "Nobody has a grade yet." in page.text
    assert not page.tags["rect"]


def test_a_page_of_a_thousand_students_is_small() -> None:
    assert len(page_of(made_up_class(1000)).source.encode()) < 700_000


def test_bars_are_as_high_as_students_are_many_and_stay_in_the_picture() -> None:
    found = spread(made_up_class(200))
    assert found is not None
    picture = histogram(found, 100.0)
    assert [bar.count for bar in picture.bars] == list(found.counts)
    assert len({round(bar.height / bar.count, 1) for bar in picture.bars if bar.count > 9}) == 1
    for bar in picture.bars:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
    assert picture.lowest <= picture.lower_quartile <= picture.median <= picture.upper_quartile


def test_a_long_first_line_of_trouble_is_cut_in_the_table() -> None:
    long = Outcome(Verdict.ERROR, "x" * 5000)
    result = replace(GRADED, checks=(check("1.1", long), check("1.2", long)))
    assert len(page_of([grade("Ada", result)]).source) < len(page_of([grade("Ada")]).source) + 300


@pytest.mark.parametrize(
    ("whose", "words"),
    [
        ((("Ada", "a"),), "1 found, with one student"),
        ((("Ada", "a"), ("Ben", "b")), "2 found, each with one student"),
        ((("Ada", "a"), ("Ben", "a")), "1 found; the most common, in conv1d , with 2 students"),
    ],
)
def test_in_short_a_misconception_of_one_is_not_called_common(
    whose: tuple[tuple[str, str], ...], words: str
) -> None:
    grades = [
        grade(name, replace(GRADED, diagnoses=(Diagnosis("conv1d", which, "A hint."),)))
        for name, which in whose
    ]
    assert words in section(page_of(grades), "overview")
