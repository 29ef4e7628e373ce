"""``case end``, ``due``, ``keep-longer``, ``freeze`` and ``thaw``."""

from argparse import Namespace
from collections.abc import Iterator

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.retention import Stage, Term
from vigtool.services import film_keeping, retention
from vigtool.services.consents import is_frozen
from vigtool.services.retention import CaseClocks, FilmClock
from vigtool.services.workspace import Workspace


def end(options: Namespace, answers: Answers) -> int:
    """Say on which day a guidance ended, or that it goes on."""
    with opened(options) as ws:
        if options.goes_on:
            case = retention.reopen_case(ws, options.case)
        else:
            case = retention.end_case(ws, options.case, options.on or ws.clock().date())
        ended_on = None if case.ended_on is None else case.ended_on.isoformat()
        answers.one({"case": case.id, "ended_on": ended_on})
    return ExitCode.DONE


def due(options: Namespace, answers: Answers) -> int:
    """List what has reached its time, or everything of one case."""
    with opened(options, read_only=True) as ws:
        found = retention.waiting(ws) if options.case is None else [retention.clocks(ws, options.case)]
        answers.many(line for clocks in found for line in _lines(ws, clocks, every=options.case is not None))
    return ExitCode.DONE


def keep_longer(options: Namespace, answers: Answers) -> int:
    """Keep a film longer."""
    with opened(options) as ws:
        kept = film_keeping.keep_longer(ws, options.recording, options.until, options.reason)
        answers.one(
            {
                "case": kept.case,
                "recording": kept.recording,
                "until": kept.until.isoformat(),
                "reason": kept.reason,
                "consents": list(kept.consents),
            }
        )
    return ExitCode.DONE


def freeze(options: Namespace, answers: Answers) -> int:
    """Keep a film, or all of a case, and let nobody use it."""
    with opened(options) as ws:
        if options.case is not None:
            film_keeping.freeze_case(ws, options.case, options.reason)
        else:
            film_keeping.freeze(ws, options.recording, options.reason)
        answers.many(_frozen(ws, options))
    return ExitCode.DONE


def thaw(options: Namespace, answers: Answers) -> int:
    """Let a film, or all of a case, be used again."""
    with opened(options) as ws:
        if options.case is not None:
            film_keeping.thaw_case(ws, options.case, options.reason)
        else:
            film_keeping.thaw(ws, options.recording, options.reason)
        answers.many(_frozen(ws, options))
    return ExitCode.DONE


def _frozen(ws: Workspace, options: Namespace) -> Iterator[Fields]:
    """How the films that were named stand now."""
    films = [options.recording] if options.case is None else film_keeping.films_of(ws, options.case)
    for film in films:
        found = film_keeping.freezing(ws, film)
        yield {"recording": film, "frozen": found is not None, "reason": "" if found is None else found.reason}


def _lines(ws: Workspace, clocks: CaseClocks, *, every: bool) -> Iterator[Fields]:
    for one in clocks.films:
        yield {**_line(clocks, "film", one.term, one.stage), **_film(ws, one)}
    if every or clocks.log_stage is not Stage.KEPT:
        nothing = {"recording": None, "frozen": False, "reason": ""}
        yield {**_line(clocks, "log", clocks.log, clocks.log_stage), **nothing}


def _line(clocks: CaseClocks, what: str, term: Term, stage: Stage) -> Fields:
    return {
        "case": clocks.case.id,
        "what": what,
        "stage": str(stage),
        "until": term.until.isoformat(),
        "since": clocks.begins.day.isoformat(),
        "begun": str(clocks.begins.begun),
    }


def _film(ws: Workspace, one: FilmClock) -> Fields:
    return {"recording": one.film.id, "frozen": is_frozen(ws, one.film.id), "reason": one.reason}
