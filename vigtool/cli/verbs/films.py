"""``import``, ``recordings`` and ``frames``."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.telling import tell
from vigtool.domain.cases import Recording
from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.media.frame_index import FrameIndex
from vigtool.services import cases, recordings
from vigtool.services.importing import import_film
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


def import_films(options: Namespace, answers: Answers) -> int:
    """Take films into a case, one after the other; one that cannot be taken does not keep back the next."""
    worst = ExitCode.DONE
    with opened(options) as ws:
        for file in options.files:
            code = _import(ws, options, file, answers)
            worst = worst or code
    if worst is ExitCode.DONE:
        answers.say(tr("The original still lies outside the vault. Delete it from the camera or phone when you may."))
    return worst


def _import(ws: Workspace, options: Namespace, file: Path, answers: Answers) -> ExitCode:
    try:
        answers.lines([film_fields(import_film(ws, file, options.case, options.people))])
    except Cancelled:
        raise
    except VigtoolError as error:
        return tell(error, answers)
    return ExitCode.DONE


def list_recordings(options: Namespace, answers: Answers) -> int:
    """List the recordings of a case, or all."""
    with opened(options, read_only=True) as ws:
        if options.case is not None:
            cases.case(ws, options.case)
        films = recordings.every_recording(ws, options.case)
        answers.many(film_fields(one) for one in films if one.away is options.away)
    return ExitCode.DONE


def list_frames(options: Namespace, answers: Answers) -> int:
    """List the frames of a recording, one a line."""
    with opened(options, read_only=True) as ws:
        answers.lines(_frames(recordings.frame_index(ws, options.recording)))
    return ExitCode.DONE


def film_fields(film: Recording) -> Fields:
    """A film as it is answered."""
    return {
        "id": film.id,
        "case": film.case,
        "frames": film.frames,
        "duration": float(film.duration),
        "sha256": film.sha256,
        "label": film.label,
        "people": list(film.people),
        "captured_at": film.captured_at.isoformat() if film.captured_at else None,
        "imported_at": film.imported_at.isoformat(),
    }


def _frames(index: FrameIndex) -> Iterator[Fields]:
    base = f"{index.time_base.numerator}/{index.time_base.denominator}"
    for n in range(index.frames):
        yield {"n": n, "pts": index.pts_of(n), "time_base": base, "key": bool(index.key[n])}
