"""Returns strings with lone surrogates, null bytes, terminal codes, markup and formulas."""

ATTEMPTS = "forging: strings"

TEXTS = (
    "\ud800\udfff",
    "\x00\x1b]0;passed\x07\x1b[2J",
    "<script>alert('autograder-hostile-marker')</script>",
    '=HYPERLINK("http://192.0.2.1")',
    "'; drop table results; --",
    "[bold green]passed[/]",
    "\u202epassed",
    "{0.__class__}",
    "%s%n",
)


def conv1d(signal, kernel, stride=1, pad=0):
    text = TEXTS[len(signal) % len(TEXTS)]
    print(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    return text


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise ValueError(" ".join(TEXTS))


def relu_forward(x):
    return {text: text for text in TEXTS}, TEXTS
