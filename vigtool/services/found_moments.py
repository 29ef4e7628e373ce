"""Moments out of marks that were found in a file: on the film's own frames, turns in the moments where they lie."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.domain.principles import Category, Item, Pack
from vigtool.domain.progress import Progress
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.exchange.annotations.marked_film import FoundMark
from vigtool.exchange.annotations.plain_text import one_line, plain
from vigtool.exchange.annotations.senses import Sense, Senses
from vigtool.exchange.report_words import LANGUAGES
from vigtool.services.identifying import new_identifier

_TOLD_EVERY: Final = 256


@dataclass(slots=True)
class Made:
    """The moments that were made, and what became of the rest; see ``services.marks_reading.TakenIn``."""

    moments: list[Moment] = field(default_factory=list)
    strangers: Counter[str] = field(default_factory=Counter)
    outside: int = 0
    cut: int = 0
    loose: int = 0


def principle_words(packs: Iterable[Pack]) -> dict[str, PrincipleSeen]:
    """The principles by what files call them: names in each language, the newest version's where several; and ids."""
    found: dict[str, PrincipleSeen] = {}
    for pack in packs:
        for one in _all_of(pack):
            seen = PrincipleSeen(pack.id, pack.version, one.id)
            found.update((one.name.in_language(code).casefold(), seen) for code in LANGUAGES)
            found[f"{pack.id}.{pack.version}.{one.id}"] = seen
    found.pop("", None)
    return found


def _all_of(pack: Pack) -> Iterator[Category | Item]:
    for category in pack.categories:
        yield category
        yield from category.items


class FoundMoments:
    """Makes moments of a film out of marks; ``people`` says who is meant by the names of a file."""

    def __init__(
        self,
        film: RecordingId,
        times: FrameTimes,
        people: Mapping[str, PersonId | None],
        principles: Mapping[str, PrincipleSeen],
    ) -> None:
        self._film, self._times, self._people, self._principles = film, times, people, principles
        self._senses = Senses()
        self._made = Made()
        self._places: list[int] = []
        self._longest = 0

    def of(self, marks: Sequence[FoundMark], progress: Progress) -> Made:
        """The moments of all marks, in the order of their begin."""
        whole = [one for one in marks if self._is_moment(one)]
        parts = [one for one in marks if not self._is_moment(one)]
        total = len(marks)
        for done, mark in enumerate(whole):
            self._told(progress, done, total)
            self._take(mark)
        self._made.moments.sort(key=lambda one: (one.span.start, -one.span.end))
        self._places = [one.span.start for one in self._made.moments]
        self._longest = max((one.span.length for one in self._made.moments), default=0)
        for done, mark in enumerate(parts, len(whole)):
            self._told(progress, done, total)
            self._join(mark)
        self._made.moments.sort(key=lambda one: (one.span.start, -one.span.end))
        return self._made

    def _told(self, progress: Progress, done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0:
            progress(done, total)

    def _is_moment(self, mark: FoundMark) -> bool:
        return self._senses.of(mark) is Sense.MOMENT and self._principle(mark) is None

    def _principle(self, mark: FoundMark) -> PrincipleSeen | None:
        """The principle that a mark is nothing but the name of, perhaps in another language than its kind."""
        seen = self._principles.get(self._senses.kind(mark))
        if seen is None or mark.note:
            return None
        return seen if not mark.title or self._principles.get(mark.title.casefold()) == seen else None

    def _take(self, mark: FoundMark) -> None:
        span = self._span(mark)
        if span is None:
            return
        person = self._person(mark)
        key = span.start if mark.key is None else self._times.tick_of(self._frame(mark.key))
        moment = self._moment(span, key if span.contains(key) else span.start, self._title(mark, person), mark.note)
        if person is not None:
            moment = moment.with_turn(Turn(person, TurnKind.OWN, span, plain(mark.title or mark.kind)))
        if mark.kind and (seen := self._principles.get(self._senses.kind(mark))):
            moment = moment.with_principle(seen, present=True)
        self._made.moments.append(moment)

    def _title(self, mark: FoundMark, person: PersonId | None) -> str:
        """What a moment is called: its text, else its kind; with the name that the file has for somebody unknown."""
        title = mark.title or (mark.kind if self._senses.is_foreign(mark) else "")
        return f"{mark.person}: {title}" if mark.person and person is None else title

    def _join(self, mark: FoundMark) -> None:
        """Put what belongs to a moment where the moment is."""
        span = self._span(mark)
        if span is None:
            return
        sense, place = self._senses.of(mark), self._around(span)
        if sense is Sense.TURN:
            self._turn(mark, span, place)
        elif place is None:
            self._made.loose += 1
        else:
            self._made.moments[place] = self._with_part(self._made.moments[place], sense, mark)

    def _with_part(self, moment: Moment, sense: Sense, mark: FoundMark) -> Moment:
        seen = self._principle(mark)
        if seen is not None:
            return moment.with_principle(seen, present=True)
        if sense is Sense.STAR:
            return replace(moment, starred=True)
        return replace(moment, question=plain("\n".join(filter(None, (moment.question, mark.title, mark.note)))))

    def _turn(self, mark: FoundMark, span: Span, place: int | None) -> None:
        """A turn in its moment, or in one of its own; that of somebody unknown cannot be noted as a turn."""
        person, kind = self._person(mark), self._senses.turn(mark)
        words = plain(self._senses.words(mark))
        if person is None or kind is None:
            said = ": ".join(filter(None, (mark.person, words or mark.title)))
            self._made.moments.append(self._moment(span, span.start, said))
            return
        turn = Turn(person, kind, span, words)
        if place is None:
            self._made.moments.append(self._moment(span, span.start).with_turn(turn))
        else:
            self._made.moments[place] = self._made.moments[place].with_turn(turn)

    def _moment(self, span: Span, key: int, title: str = "", note: str = "") -> Moment:
        return Moment(MomentId(new_identifier()), self._film, span, key, one_line(title), plain(note))

    def _person(self, mark: FoundMark) -> PersonId | None:
        if not mark.person:
            return None
        person = self._people.get(mark.person)
        if person is None:
            self._made.strangers[mark.person] += 1
        return person

    def _around(self, span: Span) -> int | None:
        """The place of the moment of the file in which a span lies, None where there is none.

        Of several it is one that begins with the span, or whose key frame does; of several such the shortest.
        """
        first = bisect_left(self._places, span.start - self._longest)
        last = bisect_right(self._places, span.start)
        around = [at for at in range(first, last) if self._made.moments[at].span.end >= span.end]
        return min(around, key=lambda at: _rank(self._made.moments[at], span), default=None)

    def _span(self, mark: FoundMark) -> Span | None:
        """A mark's frames; a point is one frame. None for what lies after the film, which is counted."""
        if mark.begin >= self._end():
            self._made.outside += 1
            return None
        first = min(self._frame(mark.begin), self._times.frames - 1)
        end = first + 1 if mark.end is None else max(self._frame(mark.end), first + 1)
        if mark.end is not None and mark.end > self._end() + self._end() / self._times.frames:
            self._made.cut += 1
        return self._times.span(first, end)

    def _end(self) -> Fraction:
        return self._times.seconds_from_start(self._times.end_tick)

    def _frame(self, at: Fraction) -> int:
        """The frame whose begin is nearest to a time, the number of frames for the end: formats round their times."""
        base = self._times.time_base
        tick = self._times.start_tick + at * base.denominator / base.numerator
        after = bisect_left(self._times.ticks, tick)
        near = range(max(after - 1, 0), min(after, self._times.frames) + 1)
        return min(near, key=lambda frame: abs(self._times.tick_of(frame) - tick))


def _rank(moment: Moment, span: Span) -> tuple[bool, int]:
    return span.start not in {moment.span.start, moment.key}, moment.span.length
