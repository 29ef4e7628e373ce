"""The text that is proposed for the clients' own document: plain words, made of what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vigtool.domain.identifiers import MomentId
from vigtool.domain.reviewing import ReviewBegun
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.errors import UnknownId
from vigtool.services.marking import moment
from vigtool.services.reviewing import shown_in, words_heard
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


@dataclass(frozen=True, slots=True)
class ShownOnce:
    """A moment that was shown: its title, when first, how often, and what was said to it."""

    title: str
    at: datetime
    times: int
    words: tuple[str, ...]


def shown_moments(ws: Workspace, review: ReviewBegun) -> list[ShownOnce]:
    """What was shown in a review, as the journal has it: each moment once, in the order of the first time."""
    happened = shown_in(ws, review.case, review.session)
    said = words_heard(ws, review.session)
    found = []
    for number, one in enumerate(dict.fromkeys(shown.moment for shown in happened), 1):
        times = [shown.event.shown_at for shown in happened if shown.moment == one]
        words = tuple(heard.words for heard in said if heard.moment == one)
        found.append(ShownOnce(_title(ws, one, number), times[0], len(times), words))
    return found


def words_to_moments(shown: Sequence[ShownOnce]) -> str:
    """The clients' words, each after the moment to which they were said; nobody is named."""
    return "\n".join(
        tr("{moment}: “{words}”").format(moment=one.title, words=" ".join(words.split()))
        for one in shown
        for words in one.words
    )


def proposed(held_on: date, question: str, shown: Sequence[ShownOnce], agreed: str, next_on: date | None) -> str:
    """A few plain sentences about the review; nobody is named, and nobody is judged."""
    count = len(shown)
    told = [
        trn(
            "On {day} we looked together at {count} moment of the film.",
            "On {day} we looked together at {count} moments of the film.",
            count,
        ).format(day=spoken_date(held_on), count=count)
    ]
    if question:
        told.append(tr("Our question was: {question}").format(question=_sentence(question)))
    titles = [one.title for one in shown if one.title]
    if titles:
        told.append(tr("We saw: {moments}.").format(moments=", ".join(titles)))
    said = [words for one in shown for words in one.words]
    if said:
        told.append(
            tr("You said about it: {words}").format(words=" ".join(f"“{' '.join(one.split())}”" for one in said))
        )
    if agreed.strip():
        told.append(tr("We agreed: {step}").format(step=_sentence(agreed)))
    if next_on is not None:
        told.append(tr("We meet again on {day}.").format(day=spoken_date(next_on)))
    return " ".join(told)


def _title(ws: Workspace, moment_id: MomentId, number: int) -> str:
    """A moment's title, or its number; it may have been removed since."""
    try:
        title = moment(ws, moment_id).title
    except UnknownId:
        title = ""
    return title or tr("Moment {number}").format(number=number)


def _sentence(words: str) -> str:
    """Words with a sign at their end."""
    plain = " ".join(words.split())
    return plain if plain.endswith((".", "!", "?", "…")) else f"{plain}."
