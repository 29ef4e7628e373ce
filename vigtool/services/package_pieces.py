"""What of a film goes into a package: a clip around one moment, or the whole film with several."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.renditions import ClipWish, Played, Rendition, film_frames
from vigtool.services.handovers import FilmPart, Terms, in_picture_of
from vigtool.services.marking import moment
from vigtool.services.workspace import Workspace


class PackagePiece(FilmPart):
    """A film of a package: frames of one recording at its own speed, with the ``moments`` that lie in them.

    ``renewed`` raises ``ChangedMeanwhile`` for another word in a moment as well, since the words travel too.
    """

    def __init__(self, ws: Workspace, moments: Sequence[Moment], terms: Terms, wish: ClipWish | None) -> None:
        """``wish`` tells how much film goes before and after the one moment; None: the whole film goes.

        Raises as ``FilmPart`` does.
        """
        self._wish = wish
        self.moments = tuple(moments)
        super().__init__(ws, moments[0].recording, terms)

    @property
    def rendition(self) -> Rendition:
        """The frames as they are."""
        return Rendition((Played(self.film.id, self.frames.start, self.frames.stop),))

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole film."""
        return self._wish is None

    @property
    def is_altered(self) -> bool:
        """Whether somebody is covered in it, or a voice is not as it was."""
        return bool(self.boxes() or self.voices())

    def in_picture(self) -> tuple[PersonId, ...] | None:
        """Those of the moment as it is now; None with a lead, and for a whole film."""
        return None if self._wish is None else in_picture_of(moment(self._ws, self.moments[0].id), self._wish)

    def seen(self, given: Permit) -> Iterable[PersonId]:
        """Whoever the manifest has to name: those in it, those whose turns are told, those who agreed."""
        yield from self.film.people if (part := self.in_picture()) is None else part
        for one in self.moments:
            yield from one.people or ()
            yield from (turn.person for turn in one.turns)
        yield from (consent.person for consent in given.consents)

    def _frames(self) -> range:
        if self._wish is None:
            return range(self.times.frames)
        return film_frames(self.moments[0], self.times, self._wish)

    def _shows_the_same(self) -> bool:
        return all(replace(moment(self._ws, one.id), place=one.place) == one for one in self.moments)


def pieces_of(
    ws: Workspace, moment_ids: Sequence[MomentId], terms: Terms, wish: ClipWish | None
) -> tuple[PackagePiece, ...]:
    """The pieces, in the order in which the moments were chosen: one for each, or for each film as a whole.

    Raises as ``PackagePiece`` does.
    """
    chosen = [moment(ws, one) for one in dict.fromkeys(moment_ids)]
    if wish is not None:
        return tuple(PackagePiece(ws, [one], terms, wish) for one in chosen)
    films = dict[RecordingId, list[Moment]]()
    for one in chosen:
        films.setdefault(one.recording, []).append(one)
    return tuple(PackagePiece(ws, listed, terms, None) for listed in films.values())
