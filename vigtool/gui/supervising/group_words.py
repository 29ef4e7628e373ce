"""A training group in words: how far a package is, how long it is here, and the columns of the trainees' table."""

from datetime import date

from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.training_group import GroupPackage, Progressed
from vigtool.wording.translation import tr, trn

SIGNS = {
    Progressed.NEW: "circle-dashed",
    Progressed.AT_WORK: "pencil",
    Progressed.ANSWERED: "circle-check",
    Progressed.ERASED: "circle-slash",
}
"""An icon for each state, beside its words."""


def state_words(state: Progressed) -> str:
    """How far a package is."""
    match state:
        case Progressed.NEW:
            return tr("New")
        case Progressed.AT_WORK:
            return tr("At work")
        case Progressed.ANSWERED:
            return tr("Answered")
        case Progressed.ERASED:
            return tr("Erased")


def question_words(entry: GroupPackage) -> str:
    """What was asked."""
    if entry.case is None:
        return tr("It is erased here, with what was asked.")
    return " ".join(entry.questions.split()) or tr("No question came with it.")


def when_words(entry: GroupPackage) -> str:
    """When it was taken in, and until when it may be kept."""
    taken = tr("Taken in on {date}.").format(date=spoken_date(entry.taken_at))
    return taken if entry.expires is None else f"{taken}  {_until(entry.expires, entry.days_left or 0)}"


def entry_words(entry: GroupPackage, sender: str) -> str:
    """All of it, for who hears the list."""
    return f"{sender}. {state_words(entry.state)}. {question_words(entry)} {when_words(entry)}"


def hours_words(minutes: int) -> str:
    """A length of supervision."""
    return tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def column_words() -> tuple[str, ...]:
    """The headings of the trainees' table."""
    return (
        tr("Trainee"),
        tr("Packages"),
        tr("Still here"),
        tr("Cycles"),
        tr("Different clients"),
        tr("Supervision"),
    )


def _until(expires: date, days: int) -> str:
    if days < 0:
        return tr("Its last day was {date}: it is erased soon.").format(date=spoken_date(expires))
    told = trn("Here until {date}: {count} day more.", "Here until {date}: {count} days more.", days)
    return told.format(date=spoken_date(expires), count=days)
