"""``python -m autograder.gradescope ROOT``, as `run_autograder` has it; setup.sh says ``--try``."""

import sys
from pathlib import Path

from autograder.gradescope.grade import try_out
from autograder.gradescope.run import run

if sys.argv[1] == "--try":
    print(f"{try_out(Path.cwd())} checks are ready.")
else:
    run(Path(sys.argv[1]))
