"""A class compared: what stands out, what is usual, and what is no pair."""

from __future__ import annotations

import random

import pytest

from autograder.similarity import comparison
from autograder.similarity.comparison import HIGHEST_LINE, LOWEST_LINE, Writing, compare
from autograder.similarity.findings import Comparison
from autograder.similarity.given import given_windows
from tests.similarity.programs import COPY, ONE, OTHER, STUB

GIVEN = given_windows(STUB, "tiny")


def writings(texts: dict[str, str | bytes]) -> list[Writing]:
    return [
        Writing(
            name, f"v{k}", name, frozenset({k}), text if isinstance(text, bytes) else text.encode()
        )
        for k, (name, text) in enumerate(texts.items())
    ]


def compared(**texts: str | bytes) -> Comparison:
    return compare("hw0", writings(texts), GIVEN)


def names(found: Comparison) -> list[tuple[str, str]]:
    return [(pair.left.names, pair.right.names) for pair in found.pairs]


def test_a_copy_stands_out_and_an_honest_solution_does_not() -> None:
    found = compared(ada=ONE, ben=OTHER, cleo=COPY)
    assert names(found) == [("ada", "cleo")]
    (pair,) = found.pairs
    assert pair.share > 0.8
    assert (pair.left.version, pair.right.version) == ("v0", "v2")
    assert (pair.left.shared, pair.left.lines) == (15, 16)
    assert len(pair.passages) == 2


def test_what_is_usual_in_the_class_is_said() -> None:
    found = compared(ada=ONE, ben=OTHER, cleo=COPY)
    assert found.submissions == 3
    assert found.usual is not None
    assert found.usual.median == 0
    assert sum(found.usual.tenths) == 3
    assert found.usual.tenths[0] == 2


def test_where_most_have_much_in_common_less_stands_out() -> None:
    apart = {
        f"s{k}": f"def f{k}(x):\n    return " + f" {sign} {k} * x.a{k}" * 9
        for k, sign in enumerate("+-" * 3)
    }
    assert compare("hw0", writings(apart), GIVEN).line == LOWEST_LINE
    alike = compare("hw0", writings(dict.fromkeys("abcd", ONE) | {"e": OTHER}), GIVEN)
    assert alike.line == HIGHEST_LINE


def test_what_many_write_counts_less() -> None:
    own = {
        f"s{k}": ONE + f"mine = [{' + '.join(map(str, range(100 * k, 100 * k + 20)))}]\n"
        for k in range(8)
    }
    two = dict(list(own.items())[:2])
    of_two, of_many = compare("hw0", writings(two), GIVEN), compare("hw0", writings(own), GIVEN)
    assert of_two.usual is not None
    assert of_many.usual is not None
    assert of_many.usual.upper_quartile < of_two.usual.median


def test_a_whole_copy_is_all_in_common_however_many_have_it() -> None:
    found = compare("hw0", writings(dict.fromkeys("abcd", ONE)), GIVEN)
    assert [pair.share for pair in found.pairs] == [1] * 6


def test_nobody_is_a_pair_with_themselves() -> None:
    team, own, stranger = writings({"team": ONE, "own": ONE, "stranger": COPY})
    own = Writing(own.student, own.version, own.names, frozenset({0, 7}), own.data)
    found = compare("hw0", [team, own, stranger], GIVEN)
    assert names(found) == [("team", "stranger"), ("own", "stranger")]
    assert found.usual is not None
    assert sum(found.usual.tenths) == 2


def test_a_short_function_alone_is_no_pair() -> None:
    short = OTHER[: OTHER.index("def peaks")]
    found = compared(ada=short, ben=short)
    assert found.standing_out == 1
    assert found.pairs == ()


def test_the_starter_code_is_not_compared() -> None:
    found = compared(ada=STUB, ben=STUB)
    assert found.submissions == 0
    assert found.usual is None
    assert {one.reason for one in found.not_compared} == {
        "it has nothing beyond what everybody was given"
    }


def hostile(length: int) -> dict[str, bytes]:
    """Texts of about so many bytes."""
    parts = {
        "a long line": b"1 + ",
        "brackets": b"(",
        "quotation marks": b"'",
        "f-strings": b"f'{f\"{",
        "backslashes": b"\\\n",
        "null bytes": b"\0",
        "undecodable": b"\xff\xfe\xfd = (",
        "numbers": b"1e",
        "names": b"a.",
        "blanks": b" \t",
    }
    texts = {name: part * (length // len(part)) for name, part in parts.items()}
    return texts | {"random": random.Random(0).randbytes(length)}


@pytest.mark.parametrize("length", [5_000, pytest.param(190_000, marks=pytest.mark.slow)])
def test_hostile_texts_are_compared_or_named_and_others_are_not_touched(length: int) -> None:
    texts = hostile(length)
    found = compare("hw0", writings({"ada": ONE, **texts, "cleo": COPY}), GIVEN)
    assert ("ada", "cleo") in names(found)
    assert found.submissions + len(found.not_compared) == len(texts) + 2


def test_what_is_too_long_is_named() -> None:
    found = compared(ada=ONE, mallory=b"x = [" + b"1, " * 100_000 + b"]")
    assert [(one.student, one.reason) for one in found.not_compared] == [
        ("mallory", "it has more than 200 kB")
    ]


def test_a_reader_beyond_its_bounds_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(text: str) -> list[bytes]:
        if "mallory" in text:
            raise RecursionError
        return tokens_of(text)

    tokens_of = comparison.tokens_of
    monkeypatch.setattr(comparison, "tokens_of", crash)
    found = compared(ada=ONE, mallory="mallory = 1\n" * 9, cleo=COPY)
    assert [one.student for one in found.not_compared] == ["mallory"]
    assert names(found) == [("ada", "cleo")]


def test_the_same_class_gives_the_same_in_any_order() -> None:
    found = compared(ada=ONE, ben=OTHER, cleo=COPY)
    turned = compared(cleo=COPY, ben=OTHER, ada=ONE)
    assert found.usual == turned.usual
    assert found.pairs[0].share == turned.pairs[0].share


def test_a_comparison_is_read_as_it_was_written() -> None:
    found = compared(ada=ONE, ben=STUB, cleo=COPY)
    assert Comparison.from_json(found.to_json()) == found
    nobody = compared()
    assert Comparison.from_json(nobody.to_json()) == nobody
