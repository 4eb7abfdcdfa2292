"""How the demands that `verify` makes are named on the command line."""

from __future__ import annotations

import click

from autograder.verification.demands import Demand

demand_type = click.Choice(Demand, case_sensitive=False)
without_option = click.option(
    "--without",
    type=demand_type,
    multiple=True,
    metavar="DEMAND",
    help="Leave out what `verify` has in this row of its table; may be given again.",
)
