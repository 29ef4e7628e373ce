"""Run as a process: a whole journey through the real window, whose every name and word is a needle.

    python -m tests.faults.journey_child VAULT FILM OUT

A vault is made, a case and a person named, a film chosen and brought in, watched with sound, marked, noted, searched,
copied from, handed out as a clip into ``OUT``; a session is kept and its log written there, a backup made, the
passphrase changed. The program stumbles once, locks, is unlocked, everything of the case is erased, a receipt written
into ``OUT``, and the window closed. Prints the titles of all windows that were there, what is on record by its acts,
and a piece of a picture as hexadecimal numbers.
"""

import json
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.faults.needles import CASE_NAME, NEW_PASSPHRASE, PASSPHRASE, PERSON_NAME, QUESTION, moment_title
from vigtool.app import build_application, open_window
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.engine.sandbox.private_memory import keep_memory_private
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.crash_dialog import CrashDialog
from vigtool.gui.locking.process_image import PIPE_VARIABLE
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.choosing import choose_films, choose_target
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.lock_form import LockForm
from vigtool.gui.workplace import Workplace
from vigtool.services.backing_up import back_up
from vigtool.services.cases import add_case, cases
from vigtool.services.changing_keys import passphrase_change
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.erasure_receipts import ReceiptMaking
from vigtool.services.jobs import complete
from vigtool.services.marking import moments
from vigtool.services.people import add_person, people
from vigtool.services.recordings import recordings
from vigtool.services.session_logs import export_session_log
from vigtool.services.sessions import add_session

LOOK_MS = 40
PIECE = 96
"""Bytes of the picture that are told."""

Steps: TypeAlias = Generator[Callable[[], object], None, None]
"""A step yields what has to be true before the next one begins."""


class Traveller(QObject):
    """Goes through the window step by step, looking every now and then whether the next can begin."""

    def __init__(self, vault: Path, film: Path, out: Path) -> None:
        super().__init__()
        self._vault, self._film, self._out = vault, film, out
        self._backup = vault.with_name("backup")
        self._picture = b""
        self._steps = self.come_back() if PIPE_VARIABLE in os.environ else self.journey()
        self._ready: Callable[[], object] = lambda: True
        self._titles: set[str] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.go_on)
        self._timer.start(LOOK_MS)

    def go_on(self) -> None:
        """Do the next step if it can be done."""
        self._titles |= {one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()}
        if not self._ready():
            return
        try:
            self._ready = next(self._steps)
        except StopIteration:
            self._timer.stop()

    @property
    def window(self) -> MainWindow:
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))

    @property
    def place(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    def journey(self) -> Steps:
        """Everything until the vault is locked."""
        yield from self.make_vault()
        yield from self.bring_in()
        yield from self.prepare()
        yield from self.look_after()
        yield from self.stumble()
        self.tell()
        self.window.do(ActionId.LOCK)

    def make_vault(self) -> Steps:
        """Make a vault with a passphrase of one's own."""
        page = self.window.start_page
        assert page is not None
        form = page.form
        assert isinstance(form, CreateForm)
        form.folder.line.setText(str(self._vault))
        form.passphrase.take_own.click()
        form.passphrase.first.line.setText(PASSPHRASE)
        form.passphrase.second.line.setText(PASSPHRASE)
        form.create_button.click()
        yield lambda: isinstance(page.form, RecoveryKeyForm)
        sheet = page.form
        assert isinstance(sheet, RecoveryKeyForm)
        sheet.on_paper.click()
        sheet.go_on.click()
        yield lambda: self.window.workplace is not None

    def bring_in(self) -> Steps:
        """Name a case and a person, choose a film in the dialog, and bring it in."""
        ws = self.place.ws
        case = add_case(ws, CASE_NAME, QUESTION)
        person = add_person(ws, case.id, PERSON_NAME, Role.CHILD)
        for purpose in (Purposes.GUIDANCE, Purposes.FAMILY_COPY):
            record_consent(ws, person.id, purpose, Answer.GIVEN, by=PERSON_NAME)
        self.place.show_case(case.id)
        page = self.place.pages[ActionId.CASES]
        assert isinstance(page, CasePage)
        QTimer.singleShot(0, lambda: self.answer_dialog(self._film))
        page.films.offer(choose_films(page))
        assert page.films.form is not None
        page.films.form.start_button.click()
        yield lambda: page.films.form is None

    def prepare(self) -> Steps:
        """Watch, mark, note, search, copy, hand out."""
        (film,) = recordings(self.place.ws)
        self.place.show_film(film.id)
        page = self.place.pages[ActionId.PREPARE]
        assert isinstance(page, PreparePage)
        yield lambda: page.view.picture is not None
        assert page.view.picture is not None
        self._picture = page.view.picture.pixels[page.view.picture.pixels.shape[0] // 4].tobytes()[:PIECE]
        page.player.play()
        yield lambda: page.player.frame > 5
        page.player.pause()
        page.preparation.mark_frames(6, 20, 8)
        marked = page.preparation.selected
        assert marked is not None
        details = page.list.cards[marked].details
        details.title.insert(moment_title(1))
        details.note.insertPlainText(QUESTION)
        page.list.commit()
        page.list.header.search.insert(moment_title(1))
        details.title.selectAll()
        details.title.copy()
        yield lambda: page.list.cards
        dialog = self.place.export(marked)
        QTimer.singleShot(0, lambda: self.answer_dialog(self._out / f"{CASE_NAME}.mp4"))
        chosen = choose_target(dialog, "", self._out / "clip.mp4", "Video (*.mp4)")
        dialog.choice.line.setText(str(chosen))
        dialog.export_button.click()
        yield lambda: not dialog.errands.busy
        assert dialog.list.rows[0].outcome is not None, dialog.list.rows[0].told.text()
        dialog.close()

    def look_after(self) -> Steps:
        """Keep a session and write its log, make a backup, change the passphrase."""
        ws = self.place.ws
        (film,) = recordings(ws)
        (case,), there = cases(ws), [one.id for one in people(ws, film.case)]
        shown = [one.id for one in moments(ws, film.id)]
        session = add_session(ws, case.id, moments=shown, present=there, words=QUESTION)
        export_session_log(ws, session.id, self._out, "fi")
        back_up(ws, self._backup)
        complete(passphrase_change(ws, NEW_PASSPHRASE, current=PASSPHRASE))
        back_up(ws, self._backup)
        yield lambda: True

    def stumble(self) -> Steps:
        """Meet a mistake in the program whose text is full of names."""
        QTimer.singleShot(0, self.fall)
        yield self.crashes
        self.crashes()[0].accept()
        yield lambda: not self.crashes()

    def crashes(self) -> list[CrashDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]

    def fall(self) -> None:
        raise RuntimeError(PERSON_NAME, QUESTION, str(self._film))

    def come_back(self) -> Steps:
        """Unlock the vault that was locked, and close the window."""
        page = self.window.start_page
        assert page is not None
        form = page.form
        assert isinstance(form, LockForm)
        form.secret.line.setText(NEW_PASSPHRASE)
        form.open_button.click()
        yield lambda: self.window.workplace is not None
        prepared = self.place.pages[ActionId.PREPARE]
        assert isinstance(prepared, PreparePage)
        yield lambda: prepared.view.picture is not None
        self.erase()
        yield lambda: not recordings(self.place.ws)
        self.tell()
        self.window.close()

    def erase(self) -> None:
        """Erase the case in the open window, from the backup, too, and write the receipt."""
        ws = self.place.ws
        (case,) = cases(ws)
        report = erase(ws, Target(Erasing.CASE, case.id), QUESTION)
        complete(ReceiptMaking(ws, report, self._out / "receipt.pdf", "fi"))
        back_up(ws, self._backup)

    def answer_dialog(self, path: Path) -> None:
        """Type a path into the dialog that asks for one."""
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        lines = [one for dialog in dialogs for one in dialog.findChildren(QLineEdit)]
        if not lines:
            QTimer.singleShot(LOOK_MS, lambda: self.answer_dialog(path))
            return
        dialogs[0].setDirectory(str(path.parent))
        lines[0].setText(path.name)
        self._titles |= {dialogs[0].windowTitle()}
        QTimer.singleShot(LOOK_MS, dialogs[0].accept)

    def tell(self) -> None:
        acts = sorted({one.act for one in self.place.ws.index.entries()})
        told = {"titles": sorted(self._titles), "picture": self._picture.hex(), "acts": acts}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    keep_memory_private()
    build_application()
    traveller = Traveller(*map(Path, sys.argv[1:]))
    sys.exit(open_window())
