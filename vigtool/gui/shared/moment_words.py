"""What a moment is called in a list."""

from vigtool.domain.moments import Moment
from vigtool.wording.translation import tr


def named(moment: Moment) -> str:
    """A moment in a few words, on one line."""
    return " ".join(moment.title.split()) or tr("Moment")
