"""A withdrawal told to people: what stops, and what had left before."""

from collections.abc import Mapping

from vigtool.domain.identifiers import PersonId
from vigtool.domain.purposes import Purposes
from vigtool.domain.withdrawal import Departure, Left, Stops
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr, trn


def what_stops_words(stops: Stops) -> list[str]:
    """What rests at once, a sentence each."""
    told = []
    if stops.films:
        count = len(stops.films)
        told.append(
            trn(
                "{count} film rests: nobody can open, show or hand it out, not even where it is open right now.",
                "{count} films rest: nobody can open, show or hand them out, not even where they are open right now.",
                count,
            ).format(count=count)
        )
    others = [purpose_name(one) for one in stops.purposes if one != Purposes.GUIDANCE]
    if others and not stops.films:
        told.append(tr("No film is used any more for: {purposes}.").format(purposes=", ".join(others)))
    return told


def departure_words(departure: Departure, day: str, names: Mapping[PersonId, str]) -> str:
    """One thing that left: what, when, for what, to whom; and whether a letter about it was made."""
    known = [names.get(one, "") or tr("somebody") for one in departure.to]
    to = ", ".join([*known, *filter(None, [departure.recipient])])
    parts = [_kinds()[departure.what], day]
    if departure.purpose is not None:
        parts.append(purpose_name(departure.purpose))
    if departure.what is not Left.LOG:
        parts.append(to or tr("it was not noted to whom"))
    if departure.masked:
        parts.append(tr("covered in it"))
    if departure.told is not None:
        parts.append(tr("letter made"))
    return "\N{NO-BREAK SPACE}\N{MIDDLE DOT} ".join(parts)


def _kinds() -> dict[Left, str]:
    return {
        Left.CLIP: tr("A clip"),
        Left.REEL: tr("A reel of several moments"),
        Left.COPY: tr("A copy for the family"),
        Left.PACKAGE: tr("A package for supervision"),
        Left.STILL: tr("A still"),
        Left.CARD: tr("A card with a still"),
        Left.LOG_PICTURE: tr("A picture in the log of a session"),
        Left.SHOWN: tr("Shown at a session"),
        Left.LOG: tr("The log of a session, in words"),
        Left.SUMMARY: tr("The summary of the case, in words"),
        Left.MARKS: tr("The marks of a film, in words"),
        Left.CONSENTS: tr("The answers about consent, as records"),
    }
