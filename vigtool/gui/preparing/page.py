"""The Prepare workspace on a film of an open vault."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, MomentId, RecordingId
from vigtool.domain.kinds import KindWord
from vigtool.domain.moments import Moment
from vigtool.engine.spare import prepare_spare
from vigtool.gui.playing.film_sound import FilmSound
from vigtool.gui.playing.projector import EngineProjector
from vigtool.gui.preparing.companions import Companion, CompanionButton, companions_of
from vigtool.gui.preparing.handed_marks import HandedMarks
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.moment_wiring import ground_of
from vigtool.gui.preparing.people_button import PeopleButton
from vigtool.gui.preparing.shown_button import ShownButton, Way, ways_of
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.guest_films import film_name
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.contacts import contacts
from vigtool.services.cycles import question_of_film, tick_beside
from vigtool.services.guests import guest_of, handed_moments
from vigtool.services.kinds import kind_of_case
from vigtool.services.marking import MarkingDesk
from vigtool.services.people import person
from vigtool.services.principles import known_pack, pack_of_case
from vigtool.services.recordings import recording
from vigtool.services.review_films import begin_film_at
from vigtool.services.searching import found_in_film
from vigtool.services.viewing import may_view, view
from vigtool.services.watching import readable_times, watched_in
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr

SPARE_MS: Final = 2000
"""After the film was opened: then its first pictures are there, and an engine for the next film costs them no time."""


def material_of(ws: Workspace, recording_id: RecordingId, preferences: PreferenceFile | None = None) -> Material:
    """A film of the vault ready to be prepared; that it was opened is on record.

    Raises ``ConsentRefused``, ``UnknownId``, and what opening the film's index raises.
    """
    screening = view(ws, recording_id)
    kind = kind_of_case(ws, screening.recording.case)
    projector = EngineProjector(screening.open_engine)
    watched = watched_in(ws, recording_id)
    origin = screening.times.time_base.seconds(screening.times.start_tick)
    return Material(
        recording=recording_id,
        label=film_name(ws, recording_id),
        times=screening.times,
        people=[person(ws, one) for one in screening.recording.people],
        desk=MarkingDesk(ws, recording_id),
        sound=FilmSound(projector.sound, origin),
        projector=projector,
        permitted=lambda: may_view(ws, recording_id),
        read_only=ws.read_only,
        overview=screening.overview(),
        gaps=screening.gaps,
        preferences=preferences or PreferenceFile(kept=False),
        question=question_of_film(ws, recording_id),
        shown=watched.moments,
        shown_times=watched.times,
        pack=pack_of_case(ws, screening.recording.case),
        find_pack=lambda pack_id, version: known_pack(ws, pack_id, version),
        search=lambda text: found_in_film(ws, recording_id, text),
        star=kind.word(KindWord.STAR).in_language(language()),
        speakers=kind.speakers,
        guest=guest_words(ws, screening.recording.case),
    )


def guest_words(ws: Workspace, case_id: CaseId) -> str:
    """Whose a film is that is here for supervision, and until when; empty for one's own."""
    found = guest_of(ws, case_id)
    if found is None:
        return ""
    sender = next((one.name for one in contacts(ws) if one.id == found.by), "")
    if not sender:
        return tr("This came for supervision. It is here until {date}.").format(date=spoken_date(found.expires))
    return tr("This is from {name}. It is here until {date}.").format(name=sender, date=spoken_date(found.expires))


def handed_to(ws: Workspace, recording_id: RecordingId) -> tuple[Moment, ...]:
    """The trainee's moments of a guest once they were asked for; none of one's own film."""
    found = guest_of(ws, recording(ws, recording_id).case)
    return () if found is None else handed_moments(ws, found.case)


class PreparePage(Workbench):
    """Prepare one film. Raises ``ConsentRefused`` and ``UnknownId``. ``close()`` ends its threads and its engine.

    ``film_asked`` carries another film of the cycle (RecordingId), the tick at which to open it or None, and the
    MomentId to be selected there or None. ``withdrawal_asked`` carries the PersonId of someone who withdraws.
    ``comments_asked`` carries the RecordingId, and the MomentId that is selected or the tick that is shown.
    """

    film_asked = Signal(str, object, object)
    withdrawal_asked = Signal(str)
    comments_asked = Signal(str, object, object)

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        preferences: PreferenceFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(material_of(ws, recording_id, preferences), parent)
        self._ws = ws
        self.companions = CompanionButton(companions_of(ws, recording_id))
        self.companions.chosen.connect(self._go_to_film)
        self.head.take_in(self.companions)
        self.shown = ShownButton(lambda: ways_of(ws, recording_id, self.tick))
        self.shown.chosen.connect(self._go_by)
        self.head.take_in(self.shown)
        self.people = PeopleButton(self.material.people, offered=not ws.read_only)
        self.people.chosen.connect(self.withdrawal_asked)
        self.head.take_in(self.people)
        self.comments = Button("", "message-square-quote", Rank.QUIET, name=tr("Comments"))
        self.comments.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.comments.clicked.connect(self._ask_comments)
        self.head.take_in(self.comments)
        self.handed = HandedMarks(ground_of(self.material, self.player))
        self.handed.sought.connect(self._seek)
        self.handed.comment_asked.connect(self._comment_on)
        self.list.take_in(self.handed)
        self._show_handed()
        self._spare = QTimer(self)
        self._spare.setSingleShot(True)
        self._spare.setInterval(SPARE_MS)
        self._spare.timeout.connect(prepare_spare)
        self.player.opened.connect(self._renew_spare)
        self.player.restarted.connect(self._renew_spare)

    def do(self, deed: Deed) -> None:
        """Do what a key or a button asks for."""
        if deed is Deed.PAIRED_FILM:
            self.companions.go()
        else:
            super().do(deed)

    @property
    def tick(self) -> int:
        """Where the film is."""
        return self.material.times.tick_of(self.player.frame)

    def begin_at(self, tick: int | None, moment_id: MomentId | None) -> None:
        """Show the frame at a tick, and select a moment; one that was removed meanwhile is told of."""
        if tick is not None:
            self.player.show_frame(self.material.times.frame_at(tick))
        if moment_id is not None and self.preparation.marks.get(moment_id) is None:
            self.message.tell(tr("A moment that is no longer there"))
        elif moment_id is not None:
            self.preparation.select(moment_id)

    def showEvent(self, event: QShowEvent) -> None:
        """The trainee's marks may be asked for by now."""
        super().showEvent(event)
        self._show_handed()

    def _show_handed(self) -> None:
        recording = self.material.recording
        self.handed.show_moments([one for one in handed_to(self._ws, recording) if one.recording == recording])

    def _seek(self, tick: int) -> None:
        self.player.show_frame(self.material.times.frame_at(tick))

    def _comment_on(self, moment_id: MomentId) -> None:
        self.list.commit()
        self.player.pause()
        self.comments_asked.emit(self.material.recording, moment_id, None)

    def _ask_comments(self) -> None:
        self.list.commit()
        self.player.pause()
        moment = self.preparation.selected
        self.comments_asked.emit(self.material.recording, moment, None if moment is not None else self.tick)

    def _go_to_film(self, companion: Companion) -> None:
        """Open another film: at the same time where the two are on one clock, at the moment that is shown here."""
        self.list.commit()
        here, times, tick = self.material.recording, self.material.times, None
        others = readable_times(self._ws, companion.film) if companion.beside else None
        if others is not None:
            now = times.tick_of(self.player.frame)
            tick = tick_beside(self._ws, now, (here, times), (companion.film, others))
        moment = self.preparation.moment
        self.film_asked.emit(companion.film, tick, None if moment is None else moment.shows)

    def _go_by(self, way: Way) -> None:
        """Go where a line of what was shown in the review leads, or note from it when this film was filmed."""
        if way.begins is not None:
            try:
                begin_film_at(self._ws, self.material.recording, self.tick, way.begins)
            except (VigtoolError, OSError) as error:
                self.message.explain(error)
                return
            self.message.tell(tr("Film and log lie beside each other now. The case's page can undo it."))
        elif way.film is None and way.tick is not None:
            self.player.show_frame(self.material.times.frame_at(way.tick))
        else:
            self.list.commit()
            self.film_asked.emit(way.film, way.tick, way.moment)

    def _renew_spare(self) -> None:
        """Opening has taken the spare engine."""
        self._spare.start()
