"""Run one verb: parse, do, answer, and end with the code that the contract gives."""

import signal
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from vigtool.cli.answers import Answers, speak_utf8
from vigtool.cli.arguments import parse
from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.errors import VigtoolError
from vigtool.wording.translation import LANGUAGES, set_language, system_language, tr

if TYPE_CHECKING:
    from vigtool.cli.verbs.demo import DemoStage


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language named with ``--lang``, looked up before parsing so that what does not parse is told in it, too."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        named = value if option == "--lang" else option.removeprefix("--lang=") if "=" in option else ""
        if named in LANGUAGES:
            return named
    return None


def _told(error: Exception, answers: Answers) -> ExitCode:
    from vigtool.cli.telling import tell  # noqa: PLC0415 - the words for every error of every layer

    return tell(error, answers)


def main(arguments: Sequence[str], stage: "DemoStage") -> int:
    """Run the verb in ``arguments`` (without the program's name) and return the exit code.

    ``stage`` is the window, which only the demo asks for.
    """
    speak_utf8()
    set_language(_asked_language(arguments) or system_language())
    options = parse(arguments)
    answers = Answers(as_json=options.json)
    with suppress(ValueError):  # not the main thread: signals stay as they are
        signal.signal(signal.SIGTERM, _interrupt)
    options.stage = stage
    try:
        return int(options.run(options, answers))
    except VigtoolError as error:
        return _told(error, answers)
    except KeyboardInterrupt:
        answers.say(tr("Stopped, as you asked."))
        return ExitCode.CANCELLED
    except BrokenPipeError:
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last resort: its text and places may hold names, so only its kind is told
        with suppress(OSError):  # it may be the answers themselves that cannot be written
            _told(error, answers)
        return ExitCode.UNFORESEEN
