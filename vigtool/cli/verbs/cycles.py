"""``cycle``: which films belong together, and how they run beside each other."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.cycles import NANOSECONDS, Cycle, SyncedBy
from vigtool.services import cases, cycles
from vigtool.services.offsets import suggest_offset
from vigtool.services.workspace import Workspace


def add(options: Namespace, answers: Answers) -> int:
    """Begin a new cycle."""
    with opened(options) as ws:
        made = cycles.add_cycle(ws, options.case, name=options.name, question=options.question)
        answers.one(_cycle(ws, made))
    return ExitCode.DONE


def change(options: Namespace, answers: Answers) -> int:
    """Change what a cycle is called or asks."""
    with opened(options) as ws:
        changed = cycles.change_cycle(ws, options.cycle, name=options.name, question=options.question)
        answers.one(_cycle(ws, changed))
    return ExitCode.DONE


def remove(options: Namespace, answers: Answers) -> int:
    """Take a cycle away."""
    with opened(options) as ws:
        cycles.remove_cycle(ws, options.cycle)
        answers.one({"id": options.cycle})
    return ExitCode.DONE


def list_cycles(options: Namespace, answers: Answers) -> int:
    """List the cycles of a case."""
    with opened(options, read_only=True) as ws:
        cases.case(ws, options.case)
        answers.many(_cycle(ws, one) for one in cycles.cycles(ws, options.case))
    return ExitCode.DONE


def put_film(options: Namespace, answers: Answers) -> int:
    """Put a film into a cycle."""
    with opened(options) as ws:
        answers.one(_cycle(ws, cycles.put_film(ws, options.cycle, options.recording, options.part)))
    return ExitCode.DONE


def take_out(options: Namespace, answers: Answers) -> int:
    """Take a film out of its cycle."""
    with opened(options) as ws:
        cycles.take_film_out(ws, options.recording)
        answers.one({"recording": options.recording})
    return ExitCode.DONE


def sync(options: Namespace, answers: Answers) -> int:
    """Put two films on one clock: by what both heard, or by the lag that was found by ear."""
    with opened(options) as ws:
        if options.lag is not None:
            lag_ns = round(options.lag * NANOSECONDS)
            answers.one(_cycle(ws, cycles.sync(ws, options.recording, options.other, lag_ns, SyncedBy.EAR)))
        else:
            found = suggest_offset(ws, options.recording, options.other)
            synced = cycles.sync_as_suggested(ws, found)
            heard = {"lag": float(found.lag), "confidence": found.confidence, "onsets": found.onsets}
            answers.one({**_cycle(ws, synced), **heard})
    return ExitCode.DONE


def unsync(options: Namespace, answers: Answers) -> int:
    """Take a film off the clock."""
    with opened(options) as ws:
        answers.one(_cycle(ws, cycles.unsync(ws, options.recording)))
    return ExitCode.DONE


def _cycle(ws: Workspace, cycle: Cycle) -> Fields:
    return {
        "id": cycle.id,
        "case": cycle.case,
        "number": cycle.number,
        "name": cycle.name,
        "question": cycle.question,
        "films": [_film(one) for one in cycles.films_of_cycle(ws, cycle.id)],
    }


def _film(placed: cycles.PlacedFilm) -> Fields:
    return {
        "recording": placed.film.id,
        "part": placed.place.part,
        "state": placed.state.name.lower(),
        "offset": None if placed.place.synced_by is None else placed.place.offset_ns / NANOSECONDS,
        "synced_by": placed.place.synced_by,
    }
