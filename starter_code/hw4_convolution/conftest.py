"""Lets the tests find your file, and says after each run where you are."""

pytest_plugins = ["autograder.checking.local_plugin"]
