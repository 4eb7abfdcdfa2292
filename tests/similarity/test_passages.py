"""Where two texts are alike."""

from __future__ import annotations

from autograder.similarity.findings import Passage
from autograder.similarity.passages import alike
from autograder.similarity.tokens import tokens_of, windows_of
from tests.similarity.programs import COPY, ONE, OTHER


def lines(text: str, first: int, last: int) -> str:
    return "\n".join(text.split("\n")[first - 1 : last])


def test_passages_are_found_whatever_order_they_have() -> None:
    found = alike(ONE, COPY, ())
    shown = [(lines(ONE, *one.left), lines(COPY, *one.right)) for one in found.passages]
    (smooth, smooth_copied), (peaks, peaks_copied) = shown
    assert smooth.startswith("def smooth")
    assert smooth.endswith("return out")
    assert smooth_copied.startswith("def smooth")
    assert smooth_copied.endswith("return res")
    assert peaks.startswith("def peaks")
    assert peaks_copied.startswith("def peaks")


def test_lines_of_code_are_counted_and_no_others() -> None:
    found = alike(ONE, COPY, ())
    assert found.lines == (16, 18)
    assert found.shared == (15, 17)  # all but the import, which stands elsewhere in the copy


def test_two_honest_solutions_have_nothing_in_common() -> None:
    assert alike(ONE, OTHER, ()).shared == (0, 0)


def test_a_text_is_all_alike_to_itself() -> None:
    found = alike(ONE, ONE, ())
    assert found.passages == (Passage((2, 22), (2, 22)),)
    assert found.shared == found.lines


def test_what_was_given_is_no_passage() -> None:
    given = frozenset(windows_of(tokens_of(ONE[ONE.index("def peaks") :])))
    (found,) = alike(ONE, COPY, given).passages
    assert lines(ONE, *found.left).startswith("def smooth")
    assert alike(ONE, COPY, frozenset(windows_of(tokens_of(ONE)))).passages == ()


def test_a_line_that_is_partly_alike_is_not() -> None:
    changed = ONE.replace("total / width", "total * 1.0 / width")
    found = alike(ONE, changed, ())
    at = 1 + ONE[: ONE.index("out[start]")].count("\n")
    assert not any(one.left[0] <= at <= one.left[1] for one in found.passages)
    assert found.shared[0] < found.lines[0]


def test_a_line_or_two_are_no_passage() -> None:
    two = "for k in range(n):\n    total = total + values[k] * weights[k] / sum(weights)\n"
    assert alike(f"{two}print(1)\n", f"{two}exit()\n", ()).passages == ()


def test_many_equal_lines_end_in_time() -> None:
    many = "x = x + y[0]\n" * 1000
    assert alike(many, many + "z = 1\n", ()).shared == (1000, 1000)
