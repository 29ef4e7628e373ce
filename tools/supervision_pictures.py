"""Act supervision out in real windows, with pictures of both sides: ``python -m tools.supervision_pictures FOLDER``.

One vault is a trainee's, the other a supervisor's; what goes between them are the files that they make. It needs a
display that belongs to nobody, of the size that ``--size`` names. The film is the drawn one, so that nobody is in the
pictures, unless ``--film`` names another.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize

from tools.supervision_side import SUPERVISOR, TRAINEE, Side, make_vaults
from tools.supervision_words import said_in
from tools.withdrawal_pictures import PLAYED_MS, click, pause, until
from vigtool.app import let_go
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.gui.supervising.hand_over_dialog import HandOverDialog
from vigtool.services.guests import guests, handed_moments
from vigtool.services.marking import mark_frames
from vigtool.services.notice_taking import take_notice
from vigtool.services.notices import make_notice, notices_due
from vigtool.services.people import people
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.withdrawing import withdraw
from vigtool.wording.translation import set_language

SIZE: Final = "1280x800"
LATER: Final = 9
"""Frames by which the supervisor's first moment begins and ends later than the trainee's."""
KEY: Final = 3
OWN: Final = (5, 6)
"""Where the supervisor sees a moment that the trainee did not mark: at this part of the film."""
OWN_FRAMES: Final = 60


class Loop:
    """The whole way; each step opens the window of one side and closes it again."""

    def __init__(self, here: Path, pictures: Path, size: QSize, language: str) -> None:
        self._here, self._pictures, self._size = here, pictures, size
        self._said = said_in(language)

    def act(self, film: Path | None) -> None:
        """All steps in their order."""
        make_vaults(self._here, self._said, film)
        self._hand_over(self._here / "package.vigpackage")
        self._look(self._here / "package.vigpackage", self._here / "answer.vigpackage")
        self._take_over(self._here / "answer.vigpackage")
        self._withdraw(self._here / "notice.vigpackage")
        self._erase(self._here / "notice.vigpackage", self._here / "receipt")
        self._close(next((self._here / "receipt").iterdir()))

    def _open(self, name: str) -> Side:
        return Side(name, self._here / name, self._pictures, self._size)

    def _hand_over(self, package: Path) -> None:
        side = self._open(TRAINEE)
        page = side.supervision()
        side.keep("supervision")
        (line,) = page.chosen.lines.values()
        click(line.look_button)
        (dialog,) = side.window.findChildren(HandOverDialog)
        (box,) = dialog.to.boxes.boxes.values()
        box.click()
        dialog.what.questions.setPlainText(self._said.questions)
        dialog.what.clips.extent.setCurrentIndex(dialog.what.clips.extent.count() - 1)
        dialog.where.line.setText(str(package))
        side.keep("hand-over")
        until(dialog.make_button.isEnabled)
        click(dialog.make_button)
        until(lambda: not dialog.job.running)
        side.keep("made")
        side.leave()

    def _look(self, package: Path, answer: Path) -> None:
        side = self._open(SUPERVISOR)
        page = side.supervision()
        page.guests.take_in(package)
        until(lambda: not page.guests.job.running and bool(page.guests.rows))
        side.keep("taken-in")
        (guest,) = guests(side.ws)
        (film,) = recordings(side.ws, guest.case)
        self._mark(side, guest.case, film.id)
        side.place.show_film(film.id)
        pause(PLAYED_MS)
        side.keep("own-marks")
        self._say(side, film.id)
        page = side.supervision()
        page.guests.reveal(guest.case)
        side.keep("revealed")
        side.place.show_film(film.id)
        pause(PLAYED_MS)
        side.keep("beside-each-other")
        side.place.supervising.compare(guest.case)
        pause(PLAYED_MS)
        side.keep("compared")
        self._answer(side, guest.case, answer)
        side.leave()

    def _mark(self, side: Side, case: CaseId, film: RecordingId) -> None:
        """Mark one moment a little later than the trainee did, and one that the trainee did not."""
        times = frame_times(side.ws, film)
        theirs = handed_moments(side.ws, case, revealed=True)[0]
        first, stop = (times.frame_at(tick) + LATER for tick in (theirs.span.start, theirs.span.end))
        own = times.frames * OWN[0] // OWN[1]
        for begin, end in ((first, stop), (own, own + OWN_FRAMES)):
            mark_frames(side.ws, film, first=begin, end=end, key=begin + KEY, title=self._said.seen)

    def _say(self, side: Side, film: RecordingId) -> None:
        dialog = side.place.supervising.comment(film, None, frame_times(side.ws, film).ticks[LATER])
        if dialog is None:
            raise TypeError(film)
        dialog.words.setPlainText(self._said.comment)
        click(dialog.say_button)
        side.keep("comment")
        dialog.close()

    def _answer(self, side: Side, case: CaseId, answer: Path) -> None:
        dialog = side.supervision().guests.answer(case)
        for field, words in (
            (dialog.strengths, self._said.strengths),
            (dialog.wondering, self._said.wondering),
            (dialog.agreed, self._said.agreed),
        ):
            field.setPlainText(words)
        dialog.where.line.setText(str(answer))
        side.keep("answer")
        click(dialog.make_button)
        until(lambda: not dialog.job.running and answer.exists())
        dialog.close()

    def _take_over(self, answer: Path) -> None:
        side = self._open(TRAINEE)
        page = side.supervision()
        page.guests.take_in(answer)
        until(lambda: not page.guests.job.running)
        side.keep("came-back")
        page.bring_into_view(page.answers)
        side.keep("proposals")
        side.leave()

    def _withdraw(self, notice: Path) -> None:
        side = self._open(TRAINEE)
        child = people(side.ws, recordings(side.ws)[0].case)[0]
        withdraw(side.ws, child.id, (Purposes.SUPERVISION,))
        side.supervision()
        side.keep("withdrawn")
        (due,) = notices_due(side.ws)
        make_notice(side.ws, due.package, due.contact, notice)
        side.supervision().refresh()
        side.keep("told")
        side.leave()

    def _erase(self, notice: Path, receipts: Path) -> None:
        receipts.mkdir()
        side = self._open(SUPERVISOR)
        page = side.supervision()
        page.guests.take_in(notice)
        side.keep("notice")
        take_notice(side.ws, notice, receipts / "receipt.vigpackage", self._said.agreed)
        page.guests.message.clear()
        page.refresh()
        side.keep("erased")
        side.leave()

    def _close(self, receipt: Path) -> None:
        side = self._open(TRAINEE)
        page = side.supervision()
        page.guests.take_in(receipt)
        until(lambda: not page.guests.job.running)
        side.keep("receipt")
        side.leave()


def main() -> None:
    """Act it out as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=("fi", "sv", "en"), default="en")
    parser.add_argument("--size", default=SIZE)
    parser.add_argument("--film", type=Path)
    asked = parser.parse_args()
    set_language(asked.language)
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, high = (int(part) for part in asked.size.split("x"))
    with tempfile.TemporaryDirectory() as made:
        try:
            Loop(Path(made), asked.folder, QSize(width, high), asked.language).act(asked.film)
        finally:
            let_go()


if __name__ == "__main__":
    main()
