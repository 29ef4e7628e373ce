"""From the journal's envelopes to lines that people can read: what was done, and with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.consent import Consent
from vigtool.domain.identifiers import CaseId
from vigtool.gui.log.entry_words import ICONS, QUIET, words_of_acts, words_of_answer
from vigtool.services.cases import cases
from vigtool.services.consents import consents
from vigtool.services.erasure_list import erasures
from vigtool.services.people import people
from vigtool.services.projection import leaf_of
from vigtool.services.recordings import every_recording
from vigtool.services.users import user_names
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope
from vigtool.wording.translation import tr


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown; ``about`` is a name in the vault or an empty text."""

    at: datetime
    icon: str
    what: str
    about: str


def lines(ws: Workspace, case_id: CaseId | None) -> list[Line]:
    """The log of a case, or of the whole vault, newest first."""
    names, told, answers = _names(ws), words_of_acts(), _answers(ws)

    def what(entry: Envelope) -> str:
        if entry.seq in answers:
            return words_of_answer(answers[entry.seq])
        return told.get(entry.act, entry.act)

    return [
        Line(entry.time.astimezone(), ICONS.get(entry.act, "info"), what(entry), _about(entry, names))
        for entry in _newest_first(ws.index.entries(case=case_id))
        if entry.act not in QUIET
    ]


def _answers(ws: Workspace) -> dict[int, Consent]:
    """The answers by their entries; those of whom was erased are known by their entries alone."""
    return {leaf_of(ws.index, one.id).seq: one for case in cases(ws) for one in consents(ws, case.id)}


def _newest_first(entries: Iterable[Envelope]) -> list[Envelope]:
    return sorted(entries, key=lambda entry: entry.seq, reverse=True)


def _about(entry: Envelope, names: dict[str, str]) -> str:
    thing = names.get(entry.object, "")
    case = names.get(entry.case, "") if entry.case else ""
    who = names.get(entry.actor, "")  # who made the vault has no name in it
    return "  ·  ".join(dict.fromkeys(part for part in (thing, case, who) if part))


def _names(ws: Workspace) -> dict[str, str]:
    names: dict[str, str] = {film.id: film.label for film in every_recording(ws)}
    names.update({str(user): name for user, name in user_names(ws).items()})
    for case in cases(ws):
        names[case.id] = case.name
        names.update({person.id: person.name for person in people(ws, case.id)})
    for begun in (one.begun for one in erasures(ws)):
        names.setdefault(begun.target, tr("erased ({id})").format(id=begun.target))
        names[begun.erasure] = names[begun.target]
    return names
