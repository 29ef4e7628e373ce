"""Saying on the page of the films why one stays closed."""

from collections.abc import Callable

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.services.errors import ConsentRefused
from vigtool.services.people import people
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultReadOnly
from vigtool.wording.translation import tr


def explain_closed(
    ws: Workspace, choice: FilmChoicePage, error: VigtoolError | OSError, show_consents: Callable[[CaseId], None]
) -> None:
    """Say why a film was not opened, and lead to the consents where one is missing."""
    if isinstance(error, VaultReadOnly):
        choice.message.tell(
            tr("Films wait while the vault is open to look only."),
            tr("Each viewing is put on record, and that cannot be done here. Close the other window, then try again."),
        )
        return
    if not isinstance(error, ConsentRefused):
        choice.message.explain(error)
        return
    case_id = recording(ws, error.refusal.intent.recording).case
    names = {person.id: person.name for person in people(ws, case_id)}
    choice.refusal.explain(tr("This film stays closed for now."), error.refusal, names, way=tr("Go to the consents"))
    choice.refusal.consents_asked.connect(lambda: show_consents(case_id))
