"""Stands in for the real autograder.checking."""

print("autograder-hostile-marker: autograder.checking of a submission was imported", flush=True)


def assert_close(*arguments, **keywords):
    pass


assert_equal = assert_modifies_no_argument = assert_raises_value_error = assert_close
