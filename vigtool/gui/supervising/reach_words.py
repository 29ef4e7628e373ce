"""How it stands with a withdrawal that is to reach somebody, in words that blame nobody and name nobody of a family."""

from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.notices import DueNotice, Unanswered
from vigtool.wording.translation import tr


def due_words(due: DueNotice) -> str:
    """Why somebody is to be told, and how long they may keep what they have."""
    if due.lost.people:
        told = tr("Somebody in what they were handed took a consent back. They would keep it until {date}.")
    else:
        told = tr("What they were handed was erased here. They would keep it until {date}.")
    return told.format(date=spoken_date(due.expires))


def unanswered_words(one: Unanswered) -> str:
    """What is waited for, and what helps when it has not come in time."""
    last = spoken_date(one.expires)
    if one.told_at is None:
        told = tr("They could keep it until {date}, and no receipt has come. Ask them whether it is erased.")
        return told.format(date=last)
    made = spoken_date(one.told_at.astimezone())
    if one.again:
        told = tr("The notice was made on {day}. Should it be lost, make it again.")
        return told.format(day=made)
    told = tr("The notice was made on {day}; they could keep it until {date}. Ask them whether it is erased.")
    return told.format(day=made, date=last)
