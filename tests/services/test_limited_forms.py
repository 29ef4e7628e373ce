"""A form to sign anew tells by name to whom alone somebody agreed that the film may be handed."""

from pathlib import Path

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import Family, SetClock
from tests.services.supervising import another_vault, known_to
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.services.consent_forms import Wanted, make_form
from vigtool.services.consents import record_consent
from vigtool.services.contacts import remove_contact

ROOM = "If it may go to certain people only, their names:"


def _text(family: Family, out: Path) -> str:
    report = make_form(family.ws, Wanted(family.case.id, "en", (family.child.id,), (Purposes.SUPERVISION,)), out)
    return without_spaces("".join(page_texts(report.pdf.read_bytes())))


def test_whom_the_yes_that_stands_names_is_on_the_form(family: Family, clock: SetClock, tmp_path: Path) -> None:
    assert without_spaces(ROOM) not in _text(family, tmp_path / "nobody.pdf")
    with another_vault(tmp_path / "hers", clock) as hers:
        eeva = known_to(family.ws, hers, "Eeva Ohjaaja")
    assert without_spaces(ROOM) in _text(family, tmp_path / "room.pdf")
    record_consent(family.ws, family.child.id, Purposes.SUPERVISION, Answer.GIVEN, recipients=(eeva.id,))
    remove_contact(family.ws, eeva.id)
    assert without_spaces("Only to: Eeva Ohjaaja.") in _text(family, tmp_path / "named.pdf")
    record_consent(family.ws, family.child.id, Purposes.SUPERVISION, Answer.WITHDRAWN)
    assert "Eeva" not in _text(family, tmp_path / "withdrawn.pdf")
