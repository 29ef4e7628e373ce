"""However a film is looked at: a still of it, its clips and its records are what they would have been."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.purposes import Purposes
from vigtool.gui.playing.lamp import Light
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.services.stills import export_still


@pytest.fixture
def page(qtbot: QtBot, family: Family, drawn: Path) -> PreparePage:
    made = PreparePage(family.ws, family.film(drawn).id)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: made.view.frame == 0, timeout=60_000)
    return made


def test_a_still_is_that_of_the_film(qtbot: QtBot, page: PreparePage, family: Family, tmp_path: Path) -> None:
    family.consent(Purposes.FAMILY_COPY)
    stills = []
    for name in ("plain.png", "looked-at.png"):
        export_still(family.ws, page.material.recording, frame=12, purpose=Purposes.FAMILY_COPY, out=tmp_path / name)
        stills.append((tmp_path / name).read_bytes())
        page.do(Deed.MIRROR)
        page.do(Deed.PICTURE_CLOSER)
        page.looking.look.shine(Light(80, 60))
        page.do(Deed.PIN)
        page.player.show_frame(12)
        qtbot.waitUntil(lambda: page.view.frame == 12, timeout=60_000)
        page.grab()
    assert stills[0] == stills[1]
    page.close()


def test_the_journal_does_not_grow(page: PreparePage, family: Family) -> None:
    def kept() -> dict[str, bytes]:
        files = (one for one in (family.ws.folder / "journal").rglob("*") if one.is_file())
        return {one.name: one.read_bytes() for one in files}

    before = kept()
    for deed in (Deed.MIRROR, Deed.PICTURE_CLOSER, Deed.PIN, Deed.COMPARE, Deed.PICTURE_WHOLE):
        page.do(deed)
    page.looking.look.shine(Light(80, 60))
    assert before
    assert kept() == before
    page.close()
