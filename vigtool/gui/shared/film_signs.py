"""Where a film is offered: the sign before it, and the words for one that cannot be used."""

from dataclasses import dataclass
from typing import Final

from vigtool.domain.identifiers import RecordingId
from vigtool.services.consents import is_frozen
from vigtool.services.recordings import is_erased
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


@dataclass(frozen=True, slots=True)
class FilmSign:
    """An icon's name, and why the film cannot be used now; an empty text where it can."""

    icon: str = "clapperboard"
    words: str = ""
    erased: bool = False


USABLE: Final = FilmSign()


def film_sign(ws: Workspace, recording_id: RecordingId) -> FilmSign:
    """How a film is shown where it is offered; consent is asked only when it is opened."""
    if is_erased(ws, recording_id):
        return FilmSign(words=tr("Erased: what you wrote of it is kept."), erased=True)
    if is_frozen(ws, recording_id):
        return FilmSign("lock", tr("Frozen: kept, and not used for now."))
    return USABLE
