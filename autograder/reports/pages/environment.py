"""The templates' environments: what is put into a page is escaped there, and by nobody else.

HTML has a Content-Security-Policy that lets run what this package brings, by its hash, and lets
nothing be loaded. Imports Jinja2 and its neighbours.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.reports.pages import text

_TEMPLATES = Path(__file__).with_name("templates")


def render_html(template: str, **values: object) -> str:
    """A page from the template of this name."""
    return _html().get_template(template).render(**values)


def render_markdown(template: str, **values: object) -> str:
    """The same for a text in Markdown."""
    return _markdown().get_template(template).render(**values)


@functools.cache
def _html() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        auto_reload=False,  # else each page looks whether its templates have changed
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    style, script = _own("style.css"), _own("tables.js")
    environment.globals.update(style=style, script=script, policy=_policy(style, script))
    environment.filters.update(_FILTERS)
    return environment


@functools.cache
def _markdown() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        auto_reload=False,  # else each page looks whether its templates have changed
        autoescape=False,  # it knows HTML only; `finalize` escapes for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_for_markdown,
    )
    environment.filters.update(_FILTERS, fenced=text.fenced)
    return environment


def _harmless(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return text.harmless(value)


def _for_markdown(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return text.escaped_markdown(value)


def _own(name: str) -> Markup:
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _points(number: float | None, digits: int = 2) -> str:
    """Points as people write them: 12, 0.75, 66.67."""
    return "–" if number is None else f"{round(number, digits):g}"


def _percent(share: float) -> str:
    """Never 100% or 0% of what is not all or nothing."""
    percent = round(100 * share)
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"


_FILTERS = {"points": _points, "percent": _percent, "one_line": text.one_line}
