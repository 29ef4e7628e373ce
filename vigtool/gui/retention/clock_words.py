"""The two clocks in words, each with a sign."""

from collections.abc import Iterator, Sequence
from typing import Final

from vigtool.domain.retention import Begun, Stage, Term
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.film_keeping import freezing
from vigtool.services.retention import CaseClocks, FilmClock
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn

SIGNS: Final = {
    Stage.KEPT: "calendar",
    Stage.SOON: "calendar-clock",
    Stage.DUE: "clock-alert",
    Stage.ASKING: "circle-question-mark",
    Stage.FROZEN: "lock",
}


def film_words(ws: Workspace, clock: FilmClock) -> str:
    """How long a film is kept, and why; of a frozen one since when and why it is frozen."""
    told = [_term_words(clock.term, clock.stage)]
    if clock.reason:
        told.append(clock.reason)
    frozen = freezing(ws, clock.film.id)
    if frozen is not None:
        since = tr("Frozen since {day}: {reason}").format(day=spoken_date(frozen.at), reason=frozen.reason)
        told.insert(0, since)
    return "  \N{MIDDLE DOT}  ".join(told)


def log_words(clocks: CaseClocks) -> str:
    """How long what is written of a case is kept."""
    return _term_words(clocks.log, clocks.log_stage)


def _term_words(term: Term, stage: Stage) -> str:
    day = spoken_date(term.until)
    match stage:
        case Stage.SOON:
            return tr("The time ends soon, on {day}").format(day=day)
        case Stage.DUE | Stage.FROZEN:
            return tr("The time ended on {day}").format(day=day)
        case Stage.ASKING:
            return tr("If the guidance has ended, the time ended on {day}").format(day=day)
        case Stage.KEPT if term.lengthened:
            return tr("Kept longer, until {day}").format(day=day)
        case Stage.KEPT:
            return tr("Kept until {day}").format(day=day)


def begin_words(clocks: CaseClocks) -> str:
    """From when the clocks of a case run."""
    day = spoken_date(clocks.begins.day)
    if clocks.begins.begun is Begun.END:
        return tr("The guidance ended on {day}.").format(day=day)
    return tr("The guidance goes on; the last work on the case was on {day}.").format(day=day)


def reminder_words(waiting: Sequence[CaseClocks]) -> str:
    """What waits for a decision, in one or some sentences; an empty text where nothing does."""
    return " ".join(_sentences(waiting))


def _sentences(waiting: Sequence[CaseClocks]) -> Iterator[str]:
    stages = [film.stage for case in waiting for film in case.films]
    logs = [case.log_stage for case in waiting if case.log_stage in (Stage.DUE, Stage.ASKING)]
    asking = sum(any(film.stage is Stage.ASKING for film in case.films) for case in waiting)
    if due := stages.count(Stage.DUE):
        yield trn(
            "{count} film has reached the end of its time.", "{count} films have reached the end of their time.", due
        ).format(count=due)
    if soon := stages.count(Stage.SOON):
        yield trn("The time of {count} film ends soon.", "The time of {count} films ends soon.", soon).format(
            count=soon
        )
    if asking:
        yield trn(
            "{count} case has rested for a long time: has the guidance ended?",
            "{count} cases have rested for a long time: has the guidance ended?",
            asking,
        ).format(count=asking)
    if frozen := stages.count(Stage.FROZEN):
        yield trn(
            "{count} frozen film is kept beyond its time.", "{count} frozen films are kept beyond their time.", frozen
        ).format(count=frozen)
    if logs:
        yield trn(
            "What is written of {count} case has reached the end of its time.",
            "What is written of {count} cases has reached the end of its time.",
            len(logs),
        ).format(count=len(logs))
