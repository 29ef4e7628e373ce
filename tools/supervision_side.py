"""The two vaults of an acted-out supervision, and a real window on one of them."""

from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tools.supervision_words import Said
from tools.withdrawal_pictures import SETTLE_MS, SMALLEST, pause
from vigtool.app import build_window
from vigtool.domain.consent import Answer
from vigtool.domain.progress import ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.media.demo_film import draw_demo_film
from vigtool.services.consents import record_consent
from vigtool.services.contact_cards import save_card
from vigtool.services.contacts import add_contact, read_card_file, verify_contact
from vigtool.services.demo_case import DemoFilm, act_out
from vigtool.services.marking import MarkingDesk
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import people
from vigtool.services.workspace import Workspace
from vigtool.wording.demo_words import demo_words
from vigtool.wording.translation import language

WORDS: Final = "six plain words"
TRAINEE: Final = "trainee"
SUPERVISOR: Final = "supervisor"

Kind = TypeVar("Kind", bound=QWidget)


class Side:
    """A window on the vault of one of the two; the pictures that are kept are numbered through both."""

    _count = 0

    def __init__(self, name: str, vault: Path, pictures: Path, size: QSize) -> None:
        self.name, self._pictures = name, pictures
        self.ws = open_workspace(vault, WORDS)
        preferences = PreferenceFile(kept=False)
        preferences.change(language=language(), scheme=Scheme.LIGHT)
        self.window = build_window(preferences, self.ws)
        self.window.setGeometry(0, 0, size.width(), size.height())
        self.window.showFullScreen()
        pause(SETTLE_MS)

    @property
    def place(self) -> Workplace:
        """The window's inside. Raises ``TypeError`` while the vault is locked."""
        if self.window.workplace is None:
            raise TypeError(self.name)
        return self.window.workplace

    def page(self, where: ActionId, kind: type[Kind]) -> Kind:
        """Go to a place and give its page. Raises ``TypeError`` for another kind."""
        self.place.go(where)
        found = self.place.pages[where]
        if not isinstance(found, kind):
            raise TypeError(found)
        return found

    def supervision(self) -> SupervisionPage:
        """Go to the page of supervision."""
        return self.page(ActionId.SUPERVISION, SupervisionPage)

    def keep(self, what: str) -> None:
        """Keep what is on the screen."""
        pause(SETTLE_MS)
        Side._count += 1
        image = QApplication.primaryScreen().grabWindow(0).toImage()
        image.save(str(self._pictures / f"{Side._count:02}-{self.name}-{what}.png"), quality=SMALLEST)

    def leave(self) -> None:
        """Close the window, and the vault with it."""
        self.window.close()
        self.window.deleteLater()
        pause(SETTLE_MS)


def make_vaults(here: Path, said: Said, film: Path | None) -> None:
    """Make both vaults in a folder: each knows the other's card, and the trainee has a case with moments.

    ``film`` is the drawn one where there is none.
    """
    names = {TRAINEE: said.trainee, SUPERVISOR: said.supervisor}
    both = {side: create_workspace(here / side, WORDS)[0] for side in names}
    for side, ws in both.items():
        save_card(ws, here / f"{side}.vigcontact", names[side])
    for side, other in ((TRAINEE, SUPERVISOR), (SUPERVISOR, TRAINEE)):
        known = add_contact(both[side], read_card_file(here / f"{other}.vigcontact"))
        verify_contact(both[side], known.id)
    _make_case(both[TRAINEE], here, film)
    for ws in both.values():
        ws.close()


def _make_case(ws: Workspace, here: Path, film: Path | None) -> None:
    shown, out = film or here / "Playing with blocks.mp4", here / "out"
    out.mkdir()
    if film is None:
        draw_demo_film(shown)
    source = DemoFilm(shown, told=film is None)
    made = act_out(ws, [source], out, words=demo_words, language=language(), tell=_unheard, progress=ignore_progress)
    desk = MarkingDesk(ws, made.films[0].id)
    for one in made.moments:
        desk.edit("star", desk.marks.with_moment(replace(one, starred=True)))
    for someone in people(ws, made.films[0].case):
        record_consent(ws, someone.id, Purposes.SUPERVISION, Answer.GIVEN)


def _unheard(_step: str) -> None:
    """Nobody is told of the steps that lead to the case."""
