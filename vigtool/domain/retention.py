"""How long things are kept: two clocks for each case, one for its films and one for what is written of it.

Both run from the day on which the guidance ended. A case that was never ended has clocks as well, from its last
activity: they destroy nothing and ask whether the guidance has ended. Reaching a day never destroys anything by itself.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vigtool.domain.accountability import ChildViewHeard
from vigtool.domain.events import (
    CaseAdded,
    CaseChanged,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    SessionAdded,
    SessionLogExported,
    StillExported,
)
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.supervision import (
    AnswerMerged,
    CommentSet,
    FeedbackSet,
    GuestOpened,
    PackageMade,
    SuggestionDecided,
)

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an organisation keeps things after a guidance has ended, and how long before the end it reminds.

    The sources of the defaults stand in ``docs/retention.md``.
    """

    film_months: int = 2
    log_years: int = 30
    remind_days: int = 14


STANDARD_TERMS: Final = Terms()


class Begun(StrEnum):
    """What the clocks of a case run from."""

    END = "end"
    """The day on which the guidance ended."""
    ACTIVITY = "activity"
    """The last time that somebody worked on the case, which has no end yet."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day from which the clocks of a case run, and what it is."""

    day: date
    begun: Begun


class Stage(StrEnum):
    """How near the end of its time something is."""

    KEPT = "kept"
    SOON = "soon"
    """Its last day comes within the days of reminding."""
    DUE = "due"
    """Its last day has passed: somebody is to decide."""
    ASKING = "asking"
    """It would be due if the guidance has ended, which nobody has said."""
    FROZEN = "frozen"
    """Its last day has passed, and it is kept, unused, until a dispute is settled."""


ACTIVITY: Final[frozenset[type[Event]]] = frozenset(
    {
        CaseAdded,
        CaseChanged,
        CaseEdited,
        PersonAdded,
        ConsentRecorded,
        ChildViewHeard,
        RecordingImported,
        RecordingViewed,
        MarksChanged,
        MasksChanged,
        MomentsShown,
        StillExported,
        ClipExported,
        MarksExported,
        PackageMade,
        AnswerMerged,
        SuggestionDecided,
        GuestOpened,
        CommentSet,
        FeedbackSet,
        SessionAdded,
        SessionLogExported,
        CaseSummaryExported,
    }
)
"""Work on a case. What only keeps account of it (a refusal, a letter, a frozen film, a copy) lengthens nothing."""


@dataclass(frozen=True, slots=True)
class Term:
    """``until`` is the last day on which something is kept, ``lengthened`` where that was decided for it alone."""

    until: date
    begun: Begun
    lengthened: bool = False

    def stage(self, today: date, terms: Terms, *, passed: bool = False, frozen: bool = False) -> Stage:
        """How near the end is; ``passed`` when the last day is known to have passed, whatever ``today`` says."""
        over = passed or today > self.until
        asks = self.begun is Begun.ACTIVITY and not self.lengthened
        if over:
            return Stage.FROZEN if frozen else Stage.ASKING if asks else Stage.DUE
        soon = not asks and not frozen and today >= _days_before(self.until, terms.remind_days)
        return Stage.SOON if soon else Stage.KEPT


def beginning(ended_on: date | None, last_activity: date) -> Beginning:
    """From when the clocks of a case run."""
    if ended_on is None:
        return Beginning(last_activity, Begun.ACTIVITY)
    return Beginning(ended_on, Begun.END)


def film_term(begins: Beginning, terms: Terms, kept_until: date | None = None) -> Term:
    """How long a film is kept; ``kept_until`` is the day until which it was decided to keep it longer."""
    ordinary = months_later(begins.day, terms.film_months)
    if kept_until is not None and kept_until > ordinary:
        return Term(kept_until, begins.begun, lengthened=True)
    return Term(ordinary, begins.begun)


def log_term(begins: Beginning, terms: Terms) -> Term:
    """How long what is written of a case is kept."""
    return Term(months_later(begins.day, terms.log_years * MONTHS), begins.begun)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day; never after the last of dates."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=days) if days < day.toordinal() else date.min
