# `make demo` and `make test` install what they need, on a fresh machine as on the second run.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
DEMO_OUT := demo-results

.PHONY: demo test test-slow lint types install verify benchmark clean

demo: install
	$(BIN)/autograder grade hw4_convolution examples/hw4_convolution --out $(DEMO_OUT)

test: install lint types
	$(BIN)/pytest

# What takes long: all hostile submissions, right solutions under 200 secrets, the sample class.
test-slow: install
	$(BIN)/pytest -m slow

verify: install
	$(BIN)/autograder verify

benchmark: install
	$(BIN)/python benchmarks/per_submission.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) $(DEMO_OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
