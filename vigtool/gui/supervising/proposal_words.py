"""How a proposed moment is told, and how it differs from the own one that lies where it does."""

from vigtool.domain.comparing import Marked, Pair
from vigtool.domain.proposals import Decision, Lent
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.comparison import Side
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.moment_words import named
from vigtool.services.principles import seen
from vigtool.services.recordings import frame_times, is_erased, recording
from vigtool.services.suggestions import Suggestion
from vigtool.services.workspace import Workspace
from vigtool.wording.comparison_words import difference_words
from vigtool.wording.translation import language, tr


def proposal_words(ws: Workspace, suggestion: Suggestion) -> str:
    """One line: what it is called, in which film, when, and what became of it."""
    moment, where = suggestion.moment, ""
    if not is_erased(ws, moment.recording):
        times = frame_times(ws, moment.recording)
        where = clock_words(times.seconds_from_start(moment.span.start), 1)
    parts = (named(moment), recording(ws, moment.recording).label, where)
    told = " \N{MIDDLE DOT} ".join(one for one in parts if one)
    match suggestion.decision:
        case Decision.ACCEPTED:
            return tr("{moment}: taken over").format(moment=told)
        case Decision.LEFT:
            return tr("{moment}: left").format(moment=told)
        case _:
            return told


def beside_words(pair: Pair) -> str:
    """Beside which own moment it lies, and how it differs."""
    told = tr("It lies where your moment “{moment}” does. {told}")
    return told.format(moment=named(pair.a.moment), told=difference_words(pair, Side.SUPERVISOR))


def part_name(part: Lent) -> str:
    """What can be taken over, as a choice."""
    return {
        Lent.BEGIN: tr("The beginning"),
        Lent.END: tr("The end"),
        Lent.KEY: tr("The key frame"),
        Lent.PRINCIPLES: tr("The principles"),
    }[part]


def part_words(ws: Workspace, part: Lent, pair: Pair, times: FrameTimes) -> str:
    """What a part is in the own moment now, and what is proposed."""
    now, proposed = (_value(ws, part, one, times) for one in (pair.a, pair.b))
    return tr("Now: {now}. Proposed: {proposed}.").format(now=now, proposed=proposed)


def _value(ws: Workspace, part: Lent, marked: Marked, times: FrameTimes) -> str:
    match part:
        case Lent.BEGIN:
            return _frame_words(marked.first, marked.first, times)
        case Lent.END:
            return _frame_words(marked.stop, marked.stop - 1, times)
        case Lent.KEY:
            return _frame_words(marked.key, marked.key, times)
        case Lent.PRINCIPLES:
            names = []
            for one in marked.moment.principles:
                known = seen(ws, one)
                names.append(one.item if known is None else known.name.in_language(language()))
            return ", ".join(names) or tr("none")


def _frame_words(at: int, frame: int, times: FrameTimes) -> str:
    """A time with its frame; an end is the time at which the last frame ends."""
    time = clock_words(times.seconds_from_start(times.tick_of(at)), 2)
    return tr("{time}, frame {frame}").format(time=time, frame=frame)
