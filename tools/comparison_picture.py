"""Act out the comparison with known differences, and keep its picture: ``python -m tools.comparison_picture [FOLDER]``.

A trainee's vault hands a drawn film over with the moments of A, a supervisor's takes it in, marks those of B without
having seen them, asks for the trainee's and compares: the figures are those of ``docs/comparison.md``. The folder is
``docs/images`` unless another is named; a display that belongs to nobody will do, or none (``QT_QPA_PLATFORM``).
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from tests.known_comparison import TICKS, TIMES, A, B
from tests.media.drawn_films import draw_film
from tools.withdrawal_pictures import FOLDER, SETTLE_MS, SIZE, SMALLEST, pause, until
from vigtool.app import build_window, let_go
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.guests import reveal
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk
from vigtool.services.opening import create_workspace
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.people import add_person
from vigtool.services.principles import built_in
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of
from vigtool.wording.translation import set_language

CLOCK: Final = 600
"""Ticks of a drawn film in a second; the known case has 1000."""


def main(folder: Path) -> None:
    """Make both vaults, compare, keep the picture."""
    set_language("en")
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        here = Path(made)
        trainee, supervisor = (create_workspace(here / name, "six plain words")[0] for name in ("trainee", "other"))
        stack.callback(trainee.close)
        guest = _handed_over(trainee, supervisor, here)
        _mark(supervisor, guest.films[0].recording, B)
        reveal(supervisor, guest.case)
        preferences = PreferenceFile(kept=False)
        preferences.change(language="en", scheme=Scheme.LIGHT)
        window = build_window(preferences, supervisor, guest.films[0].recording)
        window.resize(SIZE)
        window.show()
        try:
            _keep(window, guest, folder)
        finally:
            window.close()
            let_go()


def _handed_over(trainee: Workspace, supervisor: Workspace, here: Path) -> GuestOpened:
    film = here / "film.mp4"
    draw_film(film, ticks=[(tick - TICKS[0]) * CLOCK // TIMES.time_base.denominator for tick in TICKS[:-1]])
    case = add_case(trainee, "Known differences", "")
    child = add_person(trainee, case.id, "Aino", Role.CHILD)
    for purpose in (Purposes.GUIDANCE, Purposes.SUPERVISION):
        record_consent(trainee, child.id, purpose, Answer.GIVEN, by="Marja")
    recording = import_film(trainee, film, case.id)
    marked = _mark(trainee, recording.id, A)
    to = add_contact(trainee, my_card(supervisor, "Supervisor"))
    add_contact(supervisor, my_card(trainee, "Trainee"))
    package = here / "known.vigpackage"
    expires = trainee.clock().date() + timedelta(days=30)
    make_package(trainee, [one.id for one in marked], [to.id], package, expires=expires, whole=True)
    return open_package(supervisor, package, pseudonym_of)


def _mark(ws: Workspace, recording: RecordingId, known: Iterable[Moment]) -> list[Moment]:
    """Mark the moments of the known case, frame by frame the same."""
    times, desk, made = frame_times(ws, recording), MarkingDesk(ws, recording), list[Moment]()
    for one in known:
        frames = TIMES.frames_of(one.span)
        made.append(
            replace(
                one,
                recording=recording,
                span=times.span(frames.start, frames.stop),
                key=times.tick_of(TIMES.frame_at(one.key)),
                principles=tuple(_named(one.principles)),
            )
        )
        desk.edit("mark", desk.marks.with_moment(made[-1]))
    return made


def _named(principles: Iterable[PrincipleSeen]) -> Iterator[PrincipleSeen]:
    """The same places in the pack that comes with the program, so that they have names."""
    pack = built_in()
    for one in principles:
        category = pack.categories[int(one.item[0]) - 1]
        yield pack.seen(category.items[0].id)


def _keep(window: MainWindow, guest: GuestOpened, folder: Path) -> None:
    place = window.workplace
    if place is None:
        raise TypeError(place)
    place.go(ActionId.SUPERVISION)
    place.supervising.compare(guest.case)
    page = place.supervising.comparison
    if page is None:
        raise TypeError(page)
    until(page.card.isVisible)
    pause(SETTLE_MS)
    window.grab().save(str(folder / "comparison.png"), quality=SMALLEST)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
