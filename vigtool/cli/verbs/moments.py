"""``moment``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.cases import Recording
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.services import marking
from vigtool.services.recordings import frame_times, is_erased, recording


def add_moment(options: Namespace, answers: Answers) -> int:
    """Mark a moment."""
    with opened(options) as ws:
        made = marking.mark_frames(
            ws,
            options.recording,
            first=options.first,
            end=options.end,
            key=options.key,
            title=options.title,
        )
        answers.one(_moment(made, recording(ws, options.recording), frame_times(ws, options.recording)))
    return ExitCode.DONE


def list_moments(options: Namespace, answers: Answers) -> int:
    """List the moments of a recording."""
    with opened(options, read_only=True) as ws:
        film = recording(ws, options.recording)
        times = None if is_erased(ws, film.id) else frame_times(ws, film.id)
        answers.many(_moment(one, film, times) for one in marking.moments(ws, film.id))
    return ExitCode.DONE


def _moment(moment: Moment, film: Recording, times: FrameTimes | None) -> Fields:
    """A moment's fields; of a film that is erased nobody knows any more which frames these are."""
    frames = None if times is None else times.frames_of(moment.span)
    return {
        "id": moment.id,
        "recording": moment.recording,
        "from": None if frames is None else frames.start,
        "to": None if frames is None else frames.stop,
        "key": None if times is None else times.frame_at(moment.key),
        "start": moment.span.start,
        "end": moment.span.end,
        "time_base": str(film.time_base),
        "title": moment.title,
        "note": moment.note,
        "starred": moment.starred,
    }
