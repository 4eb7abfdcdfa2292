"""Takes the words of pool and encode for something else, and answers in words."""

ATTEMPTS = "forging: texts in the place of arrays; ValueError for every word"

CALLS = [0]


def _word(*arguments):
    CALLS[0] += 1
    if CALLS[0] % 2:
        raise ValueError("\x1b[2J\x00 <script>alert(1)</script> =cmd|' /C calc'!A0 " * 30)
    return "sum\x00\x1b]0;owned\x07" * 100


pool = encode = hard_assignment = soft_assignment = _word
