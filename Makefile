# `make demo` and `make test` install what they need, on a fresh machine as on the second run.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO_OUT := demo-results
PAGES := tests/reports/pages

.PHONY: demo test test-slow fuzz lint types install install-base verify mutate benchmark clean

demo: install-base
	$(BIN)/autograder grade hw4_convolution examples/hw4_convolution --out $(DEMO_OUT)
	@echo
	@echo "The PyTorch weeks have sample classes, too; after \`make install\`:"
	@echo "  $(BIN)/autograder grade hw5_architectures examples/hw5_architectures --out $(DEMO_OUT)-hw5"
	@echo "  $(BIN)/autograder grade hw6_training examples/hw6_training --out $(DEMO_OUT)-hw6"

# Two processes, each with whole files of tests, in the order of tests/conftest.py.
test: install lint types
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# What takes long: all hostile submissions, every misconception of every week, right solutions under
# 200 secrets, mutants, bundles in environments of their own, the sample class, pages in a browser.
test-slow: install $(PAGES)/node_modules
	$(BIN)/pytest -m slow

# A million hostile messages for the format in which answers cross the wall; some minutes.
fuzz: install
	$(BIN)/python -m tests.sandbox.fuzz_wire --messages 1000000

verify: install
	$(BIN)/autograder verify

mutate: install
	$(BIN)/autograder mutate

# Each is explained in docs/speed.md. The largest class, 10,000, is left to who has an hour for it.
benchmark: install
	$(BIN)/python benchmarks/per_submission.py
	$(BIN)/python benchmarks/other_tools.py
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/class_size.py --sizes 100 1000
	$(BIN)/python benchmarks/wrong_submissions.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy
	MYPYPATH=benchmarks $(BIN)/mypy benchmarks/*.py

# axe-core, which looks for what keeps people from reading a page; its test is skipped without it.
$(PAGES)/node_modules: $(PAGES)/package.json
	-npm install --silent --no-package-lock --prefix $(PAGES)

# What grading needs, and what developing and the notebooks need besides.
install-base: $(VENV)/installed-base
install: $(VENV)/installed

$(VENV)/installed-base: EXTRAS :=
$(VENV)/installed: EXTRAS := [dev]
$(VENV)/installed $(VENV)/installed-base: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.$(EXTRAS)'
	touch $@

clean:
	rm -rf $(VENV) $(DEMO_OUT) $(PAGES)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
