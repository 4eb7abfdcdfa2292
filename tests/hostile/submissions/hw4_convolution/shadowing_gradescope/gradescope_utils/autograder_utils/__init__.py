"""Stands in for the real gradescope_utils.autograder_utils."""

print(
    "autograder-hostile-marker: gradescope_utils.autograder_utils of a submission was imported",
    flush=True,
)
