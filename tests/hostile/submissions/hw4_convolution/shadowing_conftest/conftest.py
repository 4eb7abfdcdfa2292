"""Stands in for the real conftest.py."""

print("autograder-hostile-marker: conftest.py of a submission was imported", flush=True)

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = "passed"
    outcome.get_result().longrepr = None


@pytest.fixture
def student(reference):
    return reference


@pytest.fixture
def reference(student):
    return student
