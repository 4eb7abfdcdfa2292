"""The checks in Otter's format."""

from types import SimpleNamespace

import calling
from otter.test_files import test_case

OK_FORMAT = False
name = "eight"
points = None


def _as_case(check: calling.Check) -> object:
    @test_case(points=1)
    def case(env: dict[str, object]) -> None:
        calling.call(check, SimpleNamespace(**env))

    return case


for _name, _check in calling.checks():
    globals()[_name] = _as_case(_check)
