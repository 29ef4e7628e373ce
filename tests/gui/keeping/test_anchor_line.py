"""The page of the vault tells who else signed its log, and whether the log still continues what they signed."""

from pathlib import Path

import pytest

from tests.gui.supervising.known import another_known
from vigtool.domain.supervision import LogCountersigned
from vigtool.gui.actions import ActionId
from vigtool.gui.keeping.check_section import CheckSection
from vigtool.gui.keeping.keeping_page import KeepingPage
from vigtool.gui.workplace import Workplace
from vigtool.services.checkpoints import checkpoint
from vigtool.services.contacts import remove_contact
from vigtool.services.workspace import Workspace
from vigtool.vault.log import make_checkpoint


@pytest.fixture
def section(place: Workplace) -> CheckSection:
    place.go(ActionId.KEEPING)
    page = place.pages[ActionId.KEEPING]
    assert isinstance(page, KeepingPage)
    return next(one for one in page.sections if isinstance(one, CheckSection))


def test_it_is_said_who_signed_and_whether_all_is_as_it_was(
    section: CheckSection, vault: Workspace, tmp_path: Path
) -> None:
    assert section.anchor.isHidden()
    eeva = another_known(vault, tmp_path, "Eeva")
    signed, at = checkpoint(vault), vault.clock()
    vault.record(LogCountersigned(signed.text, eeva.id, eeva.verifier, at))
    remove_contact(vault, eeva.id)
    section.refresh()
    assert not section.anchor.isHidden()
    assert section.anchor.text().startswith("Eeva signed your log on ")
    assert f"{signed.size} entries" in section.anchor.text()
    assert section.anchor.text().endswith("as they were then.")
    other = make_checkpoint(vault.id, signed.size + 1, bytes(32), vault.vault.sign)
    vault.record(LogCountersigned(other.text, eeva.id, eeva.verifier, at))
    section.refresh()
    assert "The log here is another one" in section.anchor.text()
