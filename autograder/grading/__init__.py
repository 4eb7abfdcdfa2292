"""Grading: run the checks of a week against submissions behind the wall.

May import `autograder.sandbox`, the course and the records.
"""
