"""Grading: run the checks of a week against submissions behind the wall.

May import `autograder.checking`, `autograder.sandbox` and the records.
"""
