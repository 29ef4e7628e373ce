"""Everything about one person, for that person: as pages to read, and as JSON that another program can take.

Other people stand in it by role and number, and their names are taken out of the texts before they come here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import msgspec

from vigtool.domain.consent import ConsentState, Stance
from vigtool.domain.purposes import LegalBasis
from vigtool.domain.withdrawal import Left
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.listing import Listing, Table, listing_pdf, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text, film_time_text, instant_text, length_text
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log import Pseudonym

FORMAT: Final = "vigtool-client-overview"
_REPORT: Final = "client_overview"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts of an overview have in common: strict, and no field without its name."""


class Answered(Part, frozen=True, kw_only=True):
    """One answer about a consent; ``state`` is how it stands now, ``by`` who gave it, in words or by pseudonym."""

    purpose: str
    state: ConsentState
    recorded_at: datetime
    since: date | None
    until: date | None
    by: str
    by_person: Pseudonym | None
    notice: str
    basis: LegalBasis | None
    papers: tuple[str, ...]
    entry: int


class Heard(Part, frozen=True, kw_only=True):
    """What a child showed or said about a film."""

    recording: str
    stance: Stance
    words: str
    heard_at: datetime


class FilmOfHers(Part, frozen=True, kw_only=True):
    """A film in which the person is; ``kept_until`` is the last day that its clock gives it, None once it is erased."""

    recording: str
    imported_at: datetime
    length: LoggedTime
    kept_until: date | None
    frozen: bool
    erased: bool


class MomentOfHers(Part, frozen=True, kw_only=True):
    """A moment in which the person is; ``words`` are what the person is seen to do in its turns."""

    moment: str
    recording: str
    start: LoggedTime | None
    length: LoggedTime
    title: str
    note: str
    words: tuple[str, ...]


class Meeting(Part, frozen=True, kw_only=True):
    """A session at which the person was."""

    session: str
    held_at: datetime
    words: str


class Handled(Part, frozen=True, kw_only=True):
    """One act on the data: ``by`` is the name of whoever was at work, empty for who made the vault."""

    entry: int
    at: datetime
    by: str
    act: str
    purpose: str | None
    recording: str | None
    times: int


class Received(Part, frozen=True, kw_only=True):
    """Something with the person in it that was handed out or shown; ``to`` is empty where nobody was named.

    ``recipient`` is who else got it, in words; ``masked`` tells whether the person is covered in it.
    """

    entry: int
    at: datetime
    what: Left
    purpose: str | None
    to: tuple[Pseudonym, ...]
    sha256: tuple[str, ...]
    recipient: str = ""
    masked: bool = False


class WhyNot(StrEnum):
    """Why a clip is not in the folder."""

    OTHERS = "others"
    """Somebody else in it has not agreed to a copy."""
    CONSENT = "consent"
    """The person has not agreed to copies."""
    ERASED = "erased"
    RESTING = "resting"
    """Its film may not be opened now: it is frozen, or a consent that it stands on is not in force."""


class LeftOut(Part, frozen=True, kw_only=True):
    """A moment whose clip is not in the folder."""

    moment: str
    why: WhyNot


class ClientOverview(Part, frozen=True, kw_only=True):
    """See the module. ``purposes`` are the names of all purposes that occur, in the overview's language."""

    format: str
    version: int
    vault: str
    case: str
    person: Pseudonym
    name: str
    organisation: str
    contacts: tuple[tuple[str, str], ...]
    made_at: datetime
    reason: str
    purposes: dict[str, str]
    answers: tuple[Answered, ...]
    views: tuple[Heard, ...]
    films: tuple[FilmOfHers, ...]
    moments: tuple[MomentOfHers, ...]
    sessions: tuple[Meeting, ...]
    handled: tuple[Handled, ...]
    received: tuple[Received, ...]
    clips: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def overview_json(overview: ClientOverview) -> bytes:
    """The overview for programs (GDPR, article 20)."""
    return msgspec.json.format(msgspec.json.encode(overview), indent=2) + b"\n"


def overview_pdf(overview: ClientOverview, language: str) -> bytes:
    """The overview on paper. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = listing_words(_REPORT, language)
    contacts = "; ".join(f"{what}: {how}" for what, how in overview.contacts)
    intro = [words["intro"].format(day=day_text(overview.made_at.date(), report_words(language)))]
    intro += [words["others"], words["rights"]]
    if overview.organisation:
        intro.append(words["organisation"].format(organisation=overview.organisation, contacts=contacts))
    setting = _Setting(overview, words, report_words(language))
    page = Listing(
        language=language,
        title=words["title"],
        for_whom=settable(overview.name),
        intro=tuple(settable(text) for text in intro),
        tables=tuple(setting.tables()),
        page=words["page"],
        footer=words["footer"].format(person=overview.person.person),
    )
    return listing_pdf(_REPORT, page, overview.made_at)


class _Setting:
    """Puts the parts of an overview into tables of texts."""

    def __init__(self, overview: ClientOverview, words: Mapping[str, str], common: Mapping[str, str]) -> None:
        self._of, self._words, self._common = overview, words, common

    def tables(self) -> Iterable[Table]:
        yield self._table("answers", 4, (self._answer(one) for one in self._of.answers))
        if self._of.views:
            yield self._table("views", 3, (self._view(one) for one in self._of.views))
        yield self._table("films", 3, (self._film(one) for one in self._of.films))
        yield self._table("moments", 3, (self._moment(one) for one in self._of.moments))
        yield self._table("sessions", 2, (self._meeting(one) for one in self._of.sessions))
        yield self._table("handled", 4, (self._handled(one) for one in self._of.handled))
        yield self._table("received", 4, (self._received(one) for one in self._of.received))
        yield self._table("left_out", 2, ((one.moment, self._words[f"why.{one.why}"]) for one in self._of.left_out))

    def _table(self, name: str, columns: int, rows: Iterable[tuple[str, ...]]) -> Table:
        heads = tuple(self._words[f"{name}.{number}"] for number in range(1, columns + 1))
        shown = tuple(tuple(settable(cell) for cell in row) for row in rows)
        intro = self._words.get(f"{name}.intro", "")
        return Table(self._words[f"{name}.heading"], intro, heads, shown, self._words[f"{name}.none"])

    def _answer(self, one: Answered) -> tuple[str, ...]:
        days = [
            self._words[f"answers.{name}"].format(day=day_text(day, self._common))
            for name, day in (("since", one.since), ("until", one.until))
            if day is not None
        ]
        state = self._common[f"state.{one.state}"]
        by = one.by or ("" if one.by_person is None else self._person(one.by_person))
        basis = "" if one.basis is None else self._words[f"basis.{one.basis}"]
        how = "; ".join(part for part in (by, basis, one.notice, *one.papers) if part)
        return self._purpose(one.purpose), ", ".join([state, *days]), self._at(one.recorded_at), how

    def _view(self, one: Heard) -> tuple[str, ...]:
        told = self._words[f"stance.{one.stance}"]
        return self._at(one.heard_at), one.recording, f"{told} {one.words}".strip()

    def _film(self, one: FilmOfHers) -> tuple[str, ...]:
        states = [self._words[f"films.{name}"] for name in ("erased", "frozen") if getattr(one, name)]
        if one.kept_until is not None:
            states.append(self._words["films.until"].format(day=day_text(one.kept_until, self._common)))
        length = self._words["films.seconds"].format(length=length_text(one.length, self._common))
        return one.recording, f"{self._at(one.imported_at)}, {length}", "; ".join(states)

    def _moment(self, one: MomentOfHers) -> tuple[str, ...]:
        where = "" if one.start is None else film_time_text(one.start, self._common)
        length = self._words["films.seconds"].format(length=length_text(one.length, self._common))
        texts = "\n".join(text for text in (one.title, one.note, *one.words) if text)
        return one.moment, f"{one.recording}\n{where} ({length})", texts

    def _meeting(self, one: Meeting) -> tuple[str, ...]:
        return self._at(one.held_at), one.words

    def _handled(self, one: Handled) -> tuple[str, ...]:
        done = self._words[f"act.{one.act}"]
        if one.times > 1:
            done = self._words["handled.times"].format(done=done, times=one.times)
        about = "\n".join(part for part in (self._purpose(one.purpose), one.recording) if part)
        return self._at(one.at), one.by or self._words["handled.maker"], done, about

    def _received(self, one: Received) -> tuple[str, ...]:
        named = [*(self._person(who) for who in one.to), *filter(None, [one.recipient])]
        to = ", ".join(named) or self._words["received.nobody"]
        what = "\n".join([self._words[f"what.{one.what}"], *(digest[:16] for digest in one.sha256)])
        return self._at(one.at), what, self._purpose(one.purpose), to

    def _at(self, instant: datetime) -> str:
        return instant_text(instant, self._common)

    def _purpose(self, purpose: str | None) -> str:
        return "" if purpose is None else self._of.purposes.get(purpose, purpose)

    def _person(self, who: Pseudonym) -> str:
        role = self._common[f"role.{who.role}"]
        return self._common["pattern.pseudonym"].format(role=role, number=who.number)
