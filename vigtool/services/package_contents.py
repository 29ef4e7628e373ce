"""What stands in a package beside its films: moments in frames, people by role and number, consents by their entries.

No name of anybody of the case is in it, in no text either; what the trainee does not share is not in it at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from vigtool.domain.cases import Case
from vigtool.domain.consent import Consent
from vigtool.domain.cycles import Part
from vigtool.domain.deciding import Permit
from vigtool.domain.moments import Moment, PrincipleSeen, Turn
from vigtool.domain.naming import without_names
from vigtool.domain.people import Person
from vigtool.exchange.packages.handover import ConsentReference, HandedFilm, HandedPerson, Handover
from vigtool.exchange.packages.marked import HandedMoment, HandedPrinciple, HandedTurn
from vigtool.services.cycles import cycle_of_film
from vigtool.services.handed_packs import pack_texts
from vigtool.services.lookups import find
from vigtool.services.marked_films import pseudonyms
from vigtool.services.package_pieces import PackagePiece
from vigtool.services.people import everyone, person
from vigtool.services.projection import CASE, leaf_of
from vigtool.services.workspace import Workspace

_NOBODY: Final = "\u2026"
"""What stands for a family's name."""

_PARTS: Final[dict[Part, Literal["family", "review"]]] = {Part.FAMILY: "family", Part.REVIEW: "review"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the trainee chose: until when, with which questions, and whether titles, notes and words go along.

    Names in the texts become pseudonyms in this ``language``.
    """

    expires: date
    questions: str = ""
    notes: bool = True
    language: str = "en"


def contents(ws: Workspace, given: Sequence[tuple[PackagePiece, Permit]], shared: Shared, checkpoint: str) -> Handover:
    """The body of the manifest as things stand now; the pieces are films and blobs in their order.

    It expires no later than any of the consents that it stands on. Raises ``UnknownLanguage``.
    """
    return _Contents(ws, given, shared).handover(checkpoint)


class _Contents:
    """Goes through the pieces."""

    def __init__(self, ws: Workspace, given: Sequence[tuple[PackagePiece, Permit]], shared: Shared) -> None:
        self._ws, self._given, self._shared = ws, given, shared
        self._case = find(ws.index, CASE, Case, given[0][0].film.case)
        known = tuple(everyone(ws, self._case.id))
        stands = pseudonyms(known, shared.language)
        self._names = {one.name: stands[one.id] for one in known if one.name}
        self._names.update((one.family, _NOBODY) for one in known if one.family)

    def handover(self, checkpoint: str) -> Handover:
        consents = self._consents()
        ends = (one.until for one in consents if one.until is not None)
        return Handover(
            case=self._case.id,
            helping_question=self._text(self._case.question),
            people=tuple(HandedPerson(one.id, one.role, one.number) for one in self._people()),
            films=tuple(self._film(place, piece) for place, (piece, _given) in enumerate(self._given)),
            moments=tuple(self._moments()),
            questions=self._text(self._shared.questions),
            packs=tuple(pack_texts(self._ws, self._principles())),
            consents=tuple(self._reference(one) for one in consents),
            checkpoint=checkpoint,
            expires=min([self._shared.expires, *ends]),
        )

    def _people(self) -> list[Person]:
        seen = dict.fromkeys(one for piece, given in self._given for one in piece.seen(given))
        return sorted((person(self._ws, one) for one in seen), key=lambda one: (one.role, one.number))

    def _film(self, place: int, piece: PackagePiece) -> HandedFilm:
        cycle = cycle_of_film(self._ws, piece.film.id)
        found = None if cycle is None else cycle.place_of(piece.film.id)
        part = "" if found is None else _PARTS[found.part]
        return HandedFilm(
            piece.film.id, piece.frames.start, piece.frames.stop, place, part, None if cycle is None else cycle.id
        )

    def _moments(self) -> Iterator[HandedMoment]:
        for place, (piece, _given) in enumerate(self._given):
            yield from (self._moment(place, piece, one) for one in piece.moments)

    def _moment(self, place: int, piece: PackagePiece, moment: Moment) -> HandedMoment:
        times, first = piece.times, piece.frames.start
        frames = times.frames_of(moment.span)
        return HandedMoment(
            id=moment.id,
            film=place,
            first=frames.start - first,
            stop=frames.stop - first,
            key=times.frame_at(moment.key) - first,
            title=self._chosen(moment.title),
            note=self._chosen(moment.note),
            starred=moment.starred,
            turns=tuple(self._turns(piece, moment)),
            question=self._chosen(moment.question),
            helps=self._text(moment.helps),
            principles=tuple(HandedPrinciple(one.pack, one.version, one.item) for one in moment.principles),
            speed=moment.speed,
            freeze=moment.freeze,
            people=moment.people,
        )

    def _turns(self, piece: PackagePiece, moment: Moment) -> Iterator[HandedTurn]:
        """The turns as far as they lie in what leaves."""
        for turn in moment.turns:
            frames = piece.times.frames_of(turn.span)
            first, stop = max(frames.start, piece.frames.start), min(frames.stop, piece.frames.stop)
            if first < stop:
                yield self._turn(turn, first - piece.frames.start, stop - piece.frames.start)

    def _turn(self, turn: Turn, first: int, stop: int) -> HandedTurn:
        return HandedTurn(turn.person, turn.kind, first, stop, self._chosen(turn.words))

    def _principles(self) -> Iterable[PrincipleSeen]:
        return (one for piece, _given in self._given for moment in piece.moments for one in moment.principles)

    def _consents(self) -> list[Consent]:
        found = {one.id: one for _piece, given in self._given for one in given.consents}
        return sorted(found.values(), key=lambda one: leaf_of(self._ws.index, one.id).seq)

    def _reference(self, one: Consent) -> ConsentReference:
        leaf = leaf_of(self._ws.index, one.id)
        return ConsentReference(
            one.person, one.purpose, one.answer, one.recorded_at, one.until, leaf.seq, leaf.hash.hex()
        )

    def _chosen(self, text: str) -> str:
        return self._text(text) if self._shared.notes else ""

    def _text(self, text: str) -> str:
        return without_names(text, self._names) if text else ""
