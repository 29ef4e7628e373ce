"""A moment on its way out: on whose consent, to whom, which frames of the film, and who is covered in them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from vigtool.domain.deciding import Permit
from vigtool.domain.events import ClipExported
from vigtool.domain.identifiers import ContactId, MomentId, PersonId, RecordingId
from vigtool.domain.masking import Box, VoiceMask
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purpose
from vigtool.domain.renditions import PLAIN, CaptionsAs, ClipForm, ClipWish, Rendition, film_frames, rendition_of
from vigtool.services.consents import grounds, permit
from vigtool.services.errors import NotCovered
from vigtool.services.families import demand_recipients
from vigtool.services.handover_errors import ChangedMeanwhile, NoCaptionsBesideCopy
from vigtool.services.marking import moment
from vigtool.services.masking import boxes_to_cover, demand_covered, masking, whom_to_cover
from vigtool.services.people import person
from vigtool.services.recordings import demand_kept, frame_index, recording, times_of
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Terms:
    """What something leaves for, and to whom.

    ``to`` are people of the case, ``recipient`` is who else gets it, in words. ``masked`` are those who are to be
    covered wherever they are seen. With ``contacts`` it is a package, sealed to them.
    """

    purpose: Purpose
    to: tuple[PersonId, ...] = ()
    masked: tuple[PersonId, ...] = ()
    recipient: str = ""
    form: ClipForm = ClipForm.CLIP
    contacts: tuple[ContactId, ...] = ()

    @property
    def act(self) -> Act:
        """What is done."""
        if self.contacts:
            return Act.PACKAGE
        return Act.COPY if self.form is ClipForm.COPY else Act.CLIP


class More(TypedDict, total=False):
    """What else may be said of whatever leaves: see ``Terms``."""

    to: Sequence[PersonId]
    masked: Sequence[PersonId]
    recipient: str


def terms(purpose: Purpose, more: More, form: ClipForm = ClipForm.CLIP) -> Terms:
    """The terms, each person once."""
    to, masked = tuple(dict.fromkeys(more.get("to", ()))), tuple(dict.fromkeys(more.get("masked", ())))
    return Terms(purpose, to, masked, more.get("recipient", "").strip(), form)


class FilmPart(ABC):
    """Frames of a film that are to leave, with their permit; ``renewed`` asks for everything again when they are ready.

    What is covered is read at the beginning, for the work itself goes on in another thread than the index's.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId, terms: Terms) -> None:
        """Raises as ``permit`` and ``demand_recipients``, ``NotCovered``, ``UnknownId``."""
        self._ws, self._terms = ws, terms
        self.film = recording(ws, recording_id)
        for one in terms.masked:
            person(ws, one)
        self.permit = self._permitted()
        self.index = frame_index(ws, self.film.id)
        self.times = times_of(self.index)
        self.frames = self._frames()
        demand_covered(ws, self.film.id, self.frames, self.covered)
        self._boxes, self._voices = self._boxes_now(), self._voices_now()

    @property
    @abstractmethod
    def rendition(self) -> Rendition:
        """What is seen, as pieces."""

    @abstractmethod
    def in_picture(self) -> tuple[PersonId, ...] | None:
        """Who is seen or heard in it now, None for everyone of the film."""

    @abstractmethod
    def _frames(self) -> range:
        """Which frames of the film these are."""

    @abstractmethod
    def _shows_the_same(self) -> bool:
        """Whether what is marked now would give the same."""

    def renewed(self) -> Permit:
        """Ask again, since time went by.

        Raises as the beginning does, ``KeyDestroyed`` for an erased film, and ``ChangedMeanwhile`` where what was made
        is not what would be made now: other people may be seen in it, or the same ones uncovered.
        """
        demand_kept(self._ws, self.film.id)
        given = self._permitted()
        demand_covered(self._ws, self.film.id, self.frames, self.covered)
        if not self._is_as_begun():
            raise ChangedMeanwhile(self.film.id)
        return given

    @property
    def covered(self) -> tuple[PersonId, ...]:
        """Who is covered in it: in a reel, others may be in other moments alone."""
        part = self.in_picture()
        seen = recording(self._ws, self.film.id).people if part is None else part
        return whom_to_cover(self._ws, self.film.id, self._terms.masked, seen)

    def boxes(self) -> Mapping[int, tuple[Box, ...]]:
        """What is to be covered, by frame."""
        return self._boxes

    def voices(self) -> tuple[VoiceMask, ...]:
        """The spans in it whose sound is muted or pitched: they are so in everything that leaves."""
        return self._voices

    def _is_as_begun(self) -> bool:
        return self._shows_the_same() and self._boxes_now() == self._boxes and self._voices_now() == self._voices

    def _boxes_now(self) -> Mapping[int, tuple[Box, ...]]:
        return boxes_to_cover(self._ws, self.film.id, self.frames, self._terms.masked)

    def _voices_now(self) -> tuple[VoiceMask, ...]:
        first, end = self.times.tick_of(self.frames.start), self.times.tick_of(self.frames.stop)
        there = masking(self._ws, self.film.id).voices
        return tuple(one for one in there if one.span.start < end and one.span.end > first)

    def _permitted(self) -> Permit:
        terms = self._terms
        given = permit(
            self._ws,
            terms.act,
            terms.purpose,
            self.film.id,
            self.in_picture(),
            masked=self.covered,
            recipients=terms.contacts or None,
        )
        demand_recipients(self._ws, self.film.id, terms.purpose, terms.to, terms.act)
        return given


class MomentHandover(FilmPart):
    """One moment that is to leave.

    A lead-in or lead-out shows more of the film than the moment, so all of the film's people are asked then.
    """

    def __init__(self, ws: Workspace, moment_id: MomentId, terms: Terms, wish: ClipWish = PLAIN) -> None:
        """Raises as ``FilmPart`` does, and ``NoCaptionsBesideCopy``."""
        if terms.form is ClipForm.COPY and wish.captions_as is CaptionsAs.BESIDE:
            raise NoCaptionsBesideCopy
        self._wish = wish
        self.moment = moment(ws, moment_id)
        super().__init__(ws, self.moment.recording, terms)

    @property
    def rendition(self) -> Rendition:
        """The clip as pieces."""
        return rendition_of(self.moment, self.times, self._wish)

    def in_picture(self) -> tuple[PersonId, ...] | None:
        """Those of the moment as it is now; None with a lead-in or lead-out."""
        return in_picture_of(moment(self._ws, self.moment.id), self._wish)

    def event(self, given: Permit, sha256: str) -> ClipExported:
        """What is put on record: that it left in a file of this hash."""
        return ClipExported(
            case=self.film.case,
            recording=self.film.id,
            moment=self.moment.id,
            purpose=given.intent.purpose,
            sha256=sha256,
            consents=grounds(given),
            to=self._terms.to,
            in_picture=self.in_picture(),
            form=self._terms.form,
            masked=self.covered,
            first=self.frames.start,
            stop=self.frames.stop,
            recipient=self._terms.recipient,
        )

    def _frames(self) -> range:
        return film_frames(self.moment, self.times, self._wish)

    def _shows_the_same(self) -> bool:
        now = moment(self._ws, self.moment.id)
        return now.people == self.moment.people and rendition_of(now, self.times, self._wish) == self.rendition


def demand_found(handovers: Sequence[FilmPart], masked: Sequence[PersonId]) -> None:
    """Hold that whoever is to be covered is somewhere in what leaves: else nobody knows where they would be seen.

    Raises ``NotCovered`` with the frames of the first moment.
    """
    found = {one for handover in handovers for one in (*handover.film.people, *handover.covered)}
    for one in masked:
        if one not in found:
            raise NotCovered(handovers[0].film.id, one, (handovers[0].frames,))


def in_picture_of(shown: Moment, wish: ClipWish) -> tuple[PersonId, ...] | None:
    """Who is in a clip: those of the moment; all of the film's (None) with a lead-in or lead-out, or an empty list."""
    return None if wish.lead_in or wish.lead_out else shown.people or None
