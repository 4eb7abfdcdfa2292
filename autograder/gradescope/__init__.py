"""A week as Gradescope's autograder: the zip, and what runs there for each submission.

May import intake, grading, sandbox, releasing, reports, the course and the records.
"""
