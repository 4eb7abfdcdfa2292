"""What the zip tells the run: one small file beside the week. Imports Pydantic only."""

from __future__ import annotations

import pydantic

SETTINGS_FILE = "gradescope.json"


class Settings(pydantic.BaseModel):
    """How submissions are graded there."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)
    assignment: str
    deadline_seconds: pydantic.PositiveFloat
    """After these, what is known is written; well before Gradescope's own limit."""
    without: tuple[str, ...] = ()
    """Layers of the wall not to use: how the tests make a container of any machine."""
