"""Text on pages: readable arrays, and nothing that a browser, a terminal or Markdown would obey."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from autograder.reports.pages.text import escaped_markdown, fenced, harmless, laid_out, one_line
from tests.reports.pages.hostile import HOSTILE


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_harmless_text_is_printable_and_can_be_written(text: str) -> None:
    shown = harmless(text)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.encode()


def test_harmless_text_keeps_what_people_write() -> None:
    text = "陳小明, علي, Zoë:\n    x = ⟨conv(x), dout⟩ × 2"
    assert harmless(text) == text


def test_every_blank_is_a_space_and_only_a_newline_ends_a_line() -> None:
    assert harmless("山田\u3000太郎\xa0x\r\ny\x0bz\x85") == "山田 太郎 x\ny z "
    assert harmless("ab\tc") == "ab  c"


def test_very_long_text_is_cut_and_says_so() -> None:
    shown = harmless("x" * 100_000)
    assert len(shown) < 10_020
    assert shown.endswith("\n(cut)")


def test_one_line_ends_with_an_ellipsis_where_it_is_cut() -> None:
    assert one_line(" two\n words ") == "two words"
    assert one_line("abcdef", 4) == "abc…"


def test_an_array_of_two_axes_stands_in_aligned_rows() -> None:
    line = "    x = [[1, -20], [300, nan]]  shape (2, 2)"
    assert laid_out(line).split("\n") == [
        "    x = [[  1, -20],",
        "         [300, nan]]  shape (2, 2)",
    ]


def test_brackets_of_more_axes_stand_below_each_other() -> None:
    line = "received: [[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]]  shape (2, 2, 1, 2)"
    assert laid_out(line).split("\n") == [
        "received: [[[[1, 2]],",
        "            [[3, 4]]],",
        "           [[[5, 6]],",
        "            [[7, 8]]]]  shape (2, 2, 1, 2)",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "    b = [0, 1]  shape (2,)",
        "    x = [1, 2, …, 9]  shape (50, 50), flattened",
        "1 of 15 elements is wrong; the worst is [0, 0, 0, 2]: expected 11, received 10.",
        "convolution.py, line 3, in f: return [[1, 2], [3, 4]]",
    ],
)
def test_all_other_lines_stay_as_they_are(line: str) -> None:
    assert laid_out(line) == line


def test_laying_out_takes_no_longer_for_text_made_to_slow_it_down() -> None:
    assert laid_out("[[" * 4_900)
    assert laid_out("x = " + "[[1], " * 1_600)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_text_in_markdown_is_only_text(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    (_, inline, _) = reader.parse(f"Remark: {escaped_markdown(text)}")
    assert inline.children is not None
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    assert "".join(token.content for token in inline.children) == (
        f"Remark: {' '.join(harmless(text).split())}"
    )


@pytest.mark.parametrize("text", ["https://example.org", "www.example.org", "a@example.org"])
def test_no_address_in_markdown_becomes_a_link_by_itself(text: str) -> None:
    escaped = str(escaped_markdown(text))
    assert text not in escaped
    assert escaped.replace("\\", "") == text


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_block_of_code_holds_its_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"- before\n\n{fenced(text, indent=2)}\n\nafter")
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert fence.content == harmless(text) + "\n"
    assert tokens[-2].content == "after"
