"""What is asked before something about the clocks is decided."""

from datetime import date, timedelta
from typing import Final

from vigtool.domain.retention import Term, months_later
from vigtool.gui.retention.decision_form import Question
from vigtool.wording.translation import tr

LONGER_MONTHS: Final = 6
"""How much longer is proposed."""


def keep_longer_question(film: str, term: Term, today: date) -> Question:
    """Until when, and why, a film is kept longer."""
    tomorrow = today + timedelta(days=1)
    return Question(
        tr("Keep {film} longer").format(film=film),
        tr("Everyone in the film has to agree to it: the consent is called keeping beyond the agreed time."),
        tr("Keep it until then"),
        "calendar-clock",
        tr("Until the end of"),
        earliest=tomorrow,
        proposed=months_later(max(today, term.until), LONGER_MONTHS),
    )


def freeze_question(what: str) -> Question:
    """Why something is frozen."""
    return Question(
        tr("Freeze {film}").format(film=what),
        tr("It is kept and nobody uses it: it is neither played, handed out nor erased until you thaw it."),
        tr("Freeze"),
        "lock",
    )


def thaw_question(what: str) -> Question:
    """Why something can be used again."""
    return Question(
        tr("Thaw {film}").format(film=what),
        tr("It can be used again, as far as the consents allow."),
        tr("Thaw"),
        "lock-open",
    )


def end_question(ended_on: date | None, today: date) -> Question:
    """On which day a guidance ended."""
    return Question(
        tr("The end of the guidance"),
        tr("From this day run the times for which films and log are kept."),
        tr("Keep the day"),
        "check",
        tr("Ended on"),
        latest=today,
        proposed=today if ended_on is None else min(ended_on, today),
        reasoned=False,
    )
