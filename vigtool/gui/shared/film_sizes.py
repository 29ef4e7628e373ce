"""The sizes in which film can leave, and what they are called."""

from typing import Final

from vigtool.services.render_plans import Size
from vigtool.wording.translation import tr

FILM_SIZES: Final[tuple[Size | None, ...]] = (None, (1920, 1080), (1280, 720), (960, 540))
"""The largest in pixels each, None for the film's own."""


def size_names() -> list[str]:
    """Their names, in the same order."""
    return [
        tr("as large as the film"),
        tr("large, for a big screen"),
        tr("light, for a phone"),
        tr("small, for a message"),
    ]
