"""``compare``."""

from argparse import Namespace

import msgspec

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.comparing import LEAST_OVERLAP
from vigtool.exchange.comparison import FilmPart, document_of
from vigtool.services.comparison import Compared, compare_guest, compare_with_file, export_comparison
from vigtool.services.comparison_errors import NothingBeside
from vigtool.services.workspace import Workspace
from vigtool.wording.comparison_words import difference_words, side_name, summary_words
from vigtool.wording.translation import language, tr


def compare(options: Namespace, answers: Answers) -> int:
    """Tell what two people marked, in words to people and in frames to scripts."""
    if (options.recording is None) != (options.other is None):
        raise NothingBeside
    with opened(options, read_only=options.out is None) as ws:
        compared = _compared(ws, options)
        sha256 = (
            None if options.out is None else export_comparison(ws, compared, options.out, language(), summary_words)
        )
        document = document_of(compared.films, compared.sides, LEAST_OVERLAP, ws.id, ws.clock())
    _say(compared, answers)
    answers.one(
        {
            "a": document.a.value,
            "b": document.b.value,
            "least_overlap": document.least_overlap,
            "films": [_film(one) for one in document.films],
            "file": None if options.out is None else str(options.out),
            "sha256": sha256,
        }
    )
    return ExitCode.DONE


def _compared(ws: Workspace, options: Namespace) -> Compared:
    if options.case is not None:
        return compare_guest(ws, options.case, research=options.research)
    return compare_with_file(ws, options.recording, options.other, language(), research=options.research)


def _film(part: FilmPart) -> Fields:
    fields: Fields = msgspec.to_builtins(part)
    return fields


def _say(compared: Compared, answers: Answers) -> None:
    for number, film in enumerate(compared.films, 1):
        if len(compared.films) > 1:
            answers.say(tr("Film {number}").format(number=number))
        for sentence in summary_words(film.comparison, compared.sides):
            answers.say(sentence)
        for place, pair in enumerate(film.comparison.matched, 1):
            words = difference_words(pair, compared.sides[1])
            answers.say(f"  {place}. {side_name(compared.sides[0])} {pair.a.first}-{pair.a.stop - 1}: {words}")
