"""The feedback page: what is on it, in HTML and in Markdown, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Grade, GradeState, Result, Student
from autograder.reports.pages.feedback import feedback, feedback_html, feedback_markdown
from autograder.reports.pages.text import harmless
from tests.reports.examples import FAILURE, GRADED, GRADER_ERROR, check
from tests.reports.made_up_class import MESSAGE
from tests.reports.pages.hostile import HOSTILE, hostile_grade
from tests.reports.pages.html_reading import Page

HINT = "What does a convolution\ndo with the kernel first?"
DIAGNOSED = replace(
    GRADED,
    checks=(
        *GRADED.checks[:2],
        check("2.11", Outcome(Verdict.FAILED, MESSAGE)),
        check("3.1", Outcome(Verdict.TIMED_OUT, "Your code used more than 2 s.")),
    ),
    diagnoses=(Diagnosis("conv1d", "conv1d_not_flipped", HINT),),
)


def grade_of(result: Result | None, points: float | None = 2.5, most: float = 7) -> Grade:
    if result is None:
        state = GradeState.NOT_SUBMITTED
    else:
        state = GradeState.GRADED if result.is_graded else GradeState.UNGRADED
    points = None if state is GradeState.UNGRADED else points
    return Grade(Student("Zoë Beispiel"), "hw4_convolution", state, points, most, result=result)


def html_of(grade: Grade) -> str:
    return feedback_html(feedback("Convolution", grade))


def markdown_of(grade: Grade) -> str:
    return feedback_markdown(feedback("Convolution", grade))


def text_of_html(grade: Grade) -> str:
    return Page(html_of(grade)).text


def text_of_markdown(grade: Grade) -> str:
    """As people read it."""
    return Page(MarkdownIt("gfm-like", {"linkify": False}).render(markdown_of(grade))).text


both = pytest.mark.parametrize("text_of", [text_of_html, text_of_markdown])


@both
def test_it_says_who_which_week_and_how_many_points(text_of) -> None:
    text = text_of(grade_of(DIAGNOSED))
    assert "Zoë Beispiel" in text
    assert "hw4_convolution: Convolution" in text
    assert "2.5 of 7 points" in text


@both
def test_each_check_has_its_line_with_verdict_and_points(text_of) -> None:
    text = text_of(grade_of(DIAGNOSED))
    assert "passed 2.1 case 2.1. " in text
    assert "failed 2.10 case 2.10. " in text
    assert "timed out 3.1 case 3.1. " in text
    assert text.count("0 of 1.5") == 3
    assert "2.5 of 2.5" in text


@both
def test_a_failed_check_has_its_message(text_of) -> None:
    assert "conv1d(signal, kernel) out is wrong." in text_of(grade_of(DIAGNOSED))


def test_the_counterexample_is_a_readable_array_in_both() -> None:
    rows = ["expected: [[[[1, 2, 0],", "[3, 6, 4],", "[0, 6, 8]]]]  shape (1, 1, 3, 3)"]
    aligned = "\n".join([rows[0], " " * 13 + rows[1], " " * 13 + rows[2]])
    html, markdown = html_of(grade_of(DIAGNOSED)), markdown_of(grade_of(DIAGNOSED))
    assert aligned in html
    assert aligned.replace("\n", "\n  ") in markdown
    assert "<pre" in html.split("expected: [[[[1, 2, 0],")[0]


@both
def test_a_hint_stands_with_its_function(text_of) -> None:
    assert "What does a convolution do with the kernel first?" in text_of(grade_of(DIAGNOSED))


@both
def test_a_hint_is_not_there_without_a_visible_failure(text_of) -> None:
    hidden = tuple(
        replace(c, check=replace(c.check, visibility="hidden")) for c in DIAGNOSED.checks[1:]
    )
    text = text_of(grade_of(replace(DIAGNOSED, checks=(DIAGNOSED.checks[0], *hidden))))
    assert "kernel first" not in text


@both
def test_of_hidden_checks_only_number_and_points_are_said(text_of) -> None:
    first, *others = DIAGNOSED.checks
    secret = [replace(c, check=replace(c.check, visibility="hidden")) for c in others]
    text = text_of(grade_of(replace(DIAGNOSED, checks=(first, *secret))))
    assert "3 more checks are not shown here: 0 of 4.5 points." in text
    for word in ("2.10", "case 3.1", "failed", "timed out", "wrong"):
        assert word not in text


@both
def test_lateness_and_adjustments_are_told_beside_the_checks_points(text_of) -> None:
    late = replace(grade_of(GRADED, points=2.0), remarks=("1 day late: −20%.",))
    text = text_of(late)
    assert "2 of 7 points" in text
    assert "The checks alone: 2.5 of 5.5 points." in text
    assert "1 day late: −20%." in text


@both
def test_the_checks_points_are_not_told_twice_where_they_are_the_grade(text_of) -> None:
    assert "The checks alone" not in text_of(grade_of(GRADED, points=2.5, most=5.5))


@both
def test_who_handed_in_nothing_reads_so(text_of) -> None:
    text = text_of(replace(grade_of(None), points=0.0))
    assert "Nothing was handed in." in text
    assert "points" not in text


@both
@pytest.mark.parametrize("result", [GRADER_ERROR, FAILURE])
def test_an_ungraded_page_has_no_score_and_nothing_of_the_grader(text_of, result: Result) -> None:
    text = text_of(grade_of(result))
    assert "Not graded: the autograder itself failed" in text
    assert "0 of" not in text
    for word in ("Traceback", "KeyError", "own lines"):
        assert word not in text


@both
def test_what_all_checks_of_a_function_say_is_said_once(text_of) -> None:
    missing = Outcome(Verdict.MISSING, "convolution.py defines no conv1d.")
    result = replace(GRADED, checks=(check("1.1", missing), check("1.2", missing)))
    text = text_of(grade_of(result))
    assert text.count("convolution.py defines no conv1d.") == 1
    assert text.count("missing") == 2


def test_only_the_first_message_of_a_function_is_open() -> None:
    html = html_of(grade_of(DIAGNOSED))
    assert (html.count("<details open>"), html.count("<details>")) == (1, 2)


@both
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_shown_as_it_is(text_of, text: str) -> None:
    shown = text_of(hostile_grade(text))
    assert " ".join(harmless(text)[:60].split()) in shown
    assert shown.isprintable()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_makes_no_element_and_no_attribute(text: str) -> None:
    page, calm = Page(html_of(hostile_grade(text))), Page(html_of(hostile_grade("calm")))
    sections = page.tags["section"]
    assert sections in (1, calm.tags["section"])
    assert set(page.tags) <= {*calm.tags, "nav"}
    assert {name for name, _ in page.attributes} <= {name for name, _ in calm.attributes}
    assert not page.tags["script"]
    assert page.source.encode()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_no_markdown(text: str) -> None:
    def kinds(grade: Grade) -> set[str]:
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown_of(grade))
        inline = [child.type for token in tokens for child in token.children or ()]
        return {*(token.type for token in tokens), *inline} - {"softbreak", "text_special"}

    assert kinds(hostile_grade(text)) <= kinds(hostile_grade("calm"))


def test_a_grade_without_a_result_has_a_page() -> None:
    grade = replace(grade_of(None), state=GradeState.GRADED, points=5.0, remarks=("By hand.",))
    assert "5 of 7 points By hand." in text_of_html(grade)


def test_a_check_without_a_function_has_its_line() -> None:
    lonely = GRADED.checks[1]
    bare: CheckResult = replace(lonely, check=replace(lonely.check, tags=()))
    assert "failed 2.10 conv1d: case 2.10." in text_of_html(
        grade_of(replace(GRADED, checks=(bare,)))
    )
