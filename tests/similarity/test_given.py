"""What everybody was given is nobody's."""

from __future__ import annotations

import json
import re

import pytest

from autograder.intake.notebooks import module_from_notebook
from autograder.similarity.comparison import Writing, compare
from autograder.similarity.given import given_windows
from autograder.similarity.tokens import tokens_of, windows_of
from tests.similarity.programs import COPY, ONE, OTHER, STUB

BARE = re.sub(r": (np.ndarray|int)\b| -> np.ndarray", "", STUB)
GIVEN = given_windows(STUB, "tiny")


def own(text: str) -> set[bytes]:
    return set(windows_of(tokens_of(text))) - GIVEN


def in_a_notebook(text: str) -> str:
    cell = {"cell_type": "code", "source": text, "execution_count": 7}
    data = json.dumps({"nbformat": 4, "cells": [cell]}).encode()
    made = module_from_notebook(data, "tiny.ipynb", "tiny", ["smooth", "peaks"])
    assert isinstance(made, bytes)
    return made.decode()


@pytest.mark.parametrize("text", [STUB, BARE, in_a_notebook(STUB), in_a_notebook(BARE)])
def test_the_starter_code_has_nothing_of_ones_own(text: str) -> None:
    assert not own(text)


def test_what_is_written_into_it_is_ones_own() -> None:
    assert own(STUB.replace('raise NotImplementedError("peaks")', "return values[values > 0] + 1"))


def test_a_copy_in_a_notebook_is_found() -> None:
    texts = {"ada": ONE, "ben": OTHER, "cleo": in_a_notebook(COPY)}
    writings = [
        Writing(name, "", name, frozenset({k}), text.encode())
        for k, (name, text) in enumerate(texts.items())
    ]
    (pair,) = compare("hw0", writings, GIVEN).pairs
    assert (pair.left.names, pair.right.names) == ("ada", "cleo")
    assert pair.share > 0.7
