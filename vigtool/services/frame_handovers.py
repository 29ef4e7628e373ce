"""One frame on its way out as a picture: on whose consent, to whom, and who is covered in it."""

from typing import Final

from vigtool.domain.deciding import Permit
from vigtool.domain.events import StillExported
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.masking import Box
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Act, Purpose
from vigtool.domain.renditions import StillForm
from vigtool.engine.film_results import PictureForm, Still, StillWish
from vigtool.media.index_bytes import pack_index
from vigtool.services.consents import grounds, permit
from vigtool.services.errors import NotCovered
from vigtool.services.families import demand_recipients
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import still_of
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.handovers import More, terms
from vigtool.services.masking import boxes_to_cover, demand_covered, whom_to_cover
from vigtool.services.people import person
from vigtool.services.recordings import demand_kept, frame_index, recording
from vigtool.services.workspace import Workspace

_ACT: Final = Act.STILL


class FrameHandover:
    """One frame that is to leave, with its permit; ``renewed`` asks for everything again when it is ready to leave.

    ``is_masked`` tells whether somebody in the film is covered in it. What is covered is read at the beginning, for the
    work itself goes on in another thread than the index's.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId, frame: int, purpose: Purpose, more: More) -> None:
        """Raises ``ConsentRefused``, ``NotTheirFilm``, ``ViewersNotNamed``, ``NotCovered``, ``UnknownId``."""
        self._ws, self._terms = ws, terms(purpose, more)
        self.frame = frame
        self.film = recording(ws, recording_id)
        for one in self._terms.masked:
            person(ws, one)
        self.permit = self._permitted()
        self._index = frame_index(ws, recording_id)
        self._index.check(frame)
        self._demand_covered()
        self._demand_found()
        self._boxes, self.is_masked = self._boxes_now(), bool(self._to_be_covered())

    def picture(self, form: PictureForm, progress: Progress, widest: int = 0) -> Still:
        """Have it decoded and covered, and made smaller where it is wider than ``widest`` pixels (0: never).

        Raises ``UnreachableFrame``, an ``EngineError``, ``Damaged``.
        """
        pixels = tuple((box.left, box.top, box.right, box.bottom) for box in self._boxes)
        wish = StillWish(pack_index(self._index), self.frame, form, pixels, widest)
        with lend_film(self._ws.vault, self.permit, _ACT, self.film.id) as film:
            return still_of(self._ws.run_task, film, wish, progress)

    def renewed(self) -> Permit:
        """Ask again, since time went by.

        Raises as the beginning does, ``KeyDestroyed`` for an erased film, ``ChangedMeanwhile`` where another part of
        the picture is to be covered now.
        """
        demand_kept(self._ws, self.film.id)
        given = self._permitted()
        self._demand_covered()
        if self._boxes_now() != self._boxes:
            raise ChangedMeanwhile(self.film.id)
        return given

    def event(self, given: Permit, sha256: str, form: StillForm) -> StillExported:
        """What is put on record: that it left in a file of this hash."""
        return StillExported(
            case=self.film.case,
            recording=self.film.id,
            frame=self.frame,
            purpose=given.intent.purpose,
            sha256=sha256,
            consents=grounds(given),
            to=self._terms.to,
            form=form,
            masked=self._to_be_covered(),
            recipient=self._terms.recipient,
        )

    @property
    def seen_covered(self) -> tuple[PersonId, ...]:
        """Who is covered in this very frame, without those who were seen not to be in it."""
        film, frames = self.film.id, self._frames
        return tuple(one for one in self._to_be_covered() if boxes_to_cover(self._ws, film, frames, (one,)))

    @property
    def _frames(self) -> range:
        return range(self.frame, self.frame + 1)

    def _boxes_now(self) -> tuple[Box, ...]:
        found = boxes_to_cover(self._ws, self.film.id, self._frames, self._terms.masked)
        return found.get(self.frame, ())

    def _permitted(self) -> Permit:
        given = permit(self._ws, _ACT, self._terms.purpose, self.film.id, masked=self._to_be_covered())
        demand_recipients(self._ws, self.film.id, self._terms.purpose, self._terms.to, _ACT)
        return given

    def _demand_covered(self) -> None:
        demand_covered(self._ws, self.film.id, self._frames, self._to_be_covered())

    def _demand_found(self) -> None:
        """Hold that whoever is to be covered is in the film: else nobody knows where they would be seen."""
        for one in self._terms.masked:
            if one not in self.film.people and one not in self._to_be_covered():
                raise NotCovered(self.film.id, one, (self._frames,))

    def _to_be_covered(self) -> tuple[PersonId, ...]:
        people = recording(self._ws, self.film.id).people
        return whom_to_cover(self._ws, self.film.id, self._terms.masked, people)
