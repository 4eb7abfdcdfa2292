"""Stands in for the real gradescope_utils.autograder_utils.decorators."""

print(
    "autograder-hostile-marker: gradescope_utils.autograder_utils.decorators of a submission was imported",
    flush=True,
)


def weight(value):
    return lambda test: lambda *arguments: None


number = tags = visibility = weight
