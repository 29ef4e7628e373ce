"""The marks of a film out of the vault, as other programs get them: people by role and number unless asked otherwise.

What somebody typed may hold names as well: those that the case knows are replaced by the same pseudonyms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, PrincipleSeen, ReviewSpeed, Turn
from vigtool.domain.naming import without_names
from vigtool.domain.people import Person, Role
from vigtool.domain.principles import Wording
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.annotations.marked_film import (
    Loss,
    MarkedFilm,
    MarkedMoment,
    MarkedPrinciple,
    MarkedTurn,
    Participant,
)
from vigtool.exchange.report_words import report_words
from vigtool.services.marking import moments
from vigtool.services.people import everyone
from vigtool.services.principles import seen
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GatheredMarks:
    """What stands in the vault about a film's marks, taken out on the workspace's thread."""

    film: Recording
    times: FrameTimes
    moments: tuple[Moment, ...]
    people: tuple[Person, ...]
    principles: Mapping[PrincipleSeen, Wording]
    pseudonyms: Mapping[PersonId, str]

    def marked(self, *, named: bool = False) -> MarkedFilm:
        """The film as other programs see it; in any thread.

        ``named``: people stand in it by name, but for bystanders, who were asked for nothing.
        """
        return _Marking(self, named=named).film()

    def kept_back(self) -> tuple[Loss, ...]:
        """What belongs to vigtool's own way of working, and leaves in no format, with how many moments have it."""
        counts = {
            "helps": sum(bool(one.helps) for one in self.moments),
            "people": sum(one.people is not None for one in self.moments),
            "wishes": sum(one.freeze or one.speed is not ReviewSpeed.FULL for one in self.moments),
            "shows": sum(one.shows is not None for one in self.moments),
        }
        return tuple(Loss(what, count) for what, count in counts.items() if count)


def gathered_marks(ws: Workspace, recording_id: RecordingId, language: str) -> GatheredMarks:
    """Take out what is needed; pseudonyms in ``language``.

    Raises ``UnknownId``, ``UnknownLanguage``, ``KeyDestroyed``.
    """
    film = recording(ws, recording_id)
    marked = Marks(tuple(moments(ws, recording_id))).in_film_order()
    known = {one: _name(ws, one) for one in dict.fromkeys(each for moment in marked for each in moment.principles)}
    people = tuple(everyone(ws, film.case))
    return GatheredMarks(film, frame_times(ws, recording_id), marked, people, known, pseudonyms(people, language))


def pseudonyms(people: tuple[Person, ...], language: str) -> dict[PersonId, str]:
    """Role and number of each, in ``fi``, ``sv`` or ``en``. Raises ``UnknownLanguage``."""
    words = report_words(language)
    pattern = words["pattern.pseudonym"]
    return {one.id: pattern.format(role=words[f"role.{one.role}"], number=one.number) for one in people}


def _name(ws: Workspace, principle: PrincipleSeen) -> Wording:
    found = seen(ws, principle)
    return Wording("", "", "") if found is None else found.name


class _Marking:
    """Makes the film of what was gathered."""

    def __init__(self, gathered: GatheredMarks, *, named: bool) -> None:
        self._of = gathered
        by_name = {one.id: one.name for one in gathered.people if named and one.name and one.role is not Role.BYSTANDER}
        self._names = {**gathered.pseudonyms, **by_name}
        hidden = (one for one in gathered.people if one.name and one.id not in by_name)
        self._hidden = {one.name: gathered.pseudonyms[one.id] for one in hidden}

    def film(self) -> MarkedFilm:
        times = self._of.times
        return MarkedFilm(
            id=self._of.film.id,
            name=self._of.film.id,
            end=times.seconds_from_start(times.end_tick),
            frame=_frame(times),
            people=tuple(self._people()),
            moments=tuple(self._moment(one) for one in self._of.moments),
        )

    def _people(self) -> Iterator[Participant]:
        theirs = {turn.person for one in self._of.moments for turn in one.turns} | set(self._of.film.people)
        for one in self._of.people:
            if one.id in theirs:
                yield Participant(one.id, self._names[one.id], one.role)

    def _moment(self, one: Moment) -> MarkedMoment:
        times = self._of.times
        return MarkedMoment(
            id=one.id,
            begin=self._at(one.span.start),
            end=self._at(one.span.end),
            key=self._at(one.key),
            key_end=self._at(times.tick_of(times.frame_at(one.key) + 1)),
            title=self._text(one.title),
            note=self._text(one.note),
            question=self._text(one.question),
            starred=one.starred,
            turns=tuple(self._turn(turn) for turn in one.turns),
            principles=tuple(self._principle(each) for each in one.principles),
        )

    def _turn(self, turn: Turn) -> MarkedTurn:
        begin, end = self._at(turn.span.start), self._at(turn.span.end)
        return MarkedTurn(turn.person, turn.kind, begin, end, self._text(turn.words))

    def _principle(self, one: PrincipleSeen) -> MarkedPrinciple:
        return MarkedPrinciple(f"{one.pack}.{one.version}.{one.item}", self._of.principles[one])

    def _at(self, tick: int) -> Fraction:
        return self._of.times.seconds_from_start(tick)

    def _text(self, text: str) -> str:
        return without_names(text, self._hidden) if text and self._hidden else text


def _frame(times: FrameTimes) -> Fraction | None:
    """The length of a frame where all but the last have one, in seconds."""
    steps = {after - before for before, after in zip(times.ticks, times.ticks[1:], strict=False)}
    whole = steps or {times.end_tick - times.start_tick}
    return times.time_base.seconds(whole.pop()) if len(whole) == 1 else None
