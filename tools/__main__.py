"""The verbs of ./run: each does all set-up that it needs, then hands over."""

import os
import subprocess
import sys
from collections.abc import Sequence

from tools import apt, environment, system_libraries, test_companions
from tools.checks import run_checks
from tools.report import SetUpFailed, say

VERBS = """\
./run demo [FILE...]        show the program on the demo film or on films of your own; without a display, the
                            same journey off screen
./run app [ARGUMENTS...]    the program itself; with arguments, its command line (docs/cli.md)
./run test [ARGUMENTS...]   all checks; the arguments go to pytest, but --all asks for the long campaign
"""
_USAGE = 2
_INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says; give the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if verb in ("", "help", "-h", "--help"):
        sys.stdout.write(VERBS)
        return 0
    if verb not in ("demo", "app", "test"):
        say(f"there is no verb {verb}")
        sys.stderr.write(VERBS)
        return _USAGE
    try:
        _set_up(verb)
        return run_checks(rest) if verb == "test" else _start(["demo", *rest] if verb == "demo" else rest)
    except (SetUpFailed, subprocess.CalledProcessError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _set_up(verb: str) -> None:
    companions = test_companions.missing() if verb == "test" and sys.platform.startswith("linux") else []
    system_libraries.provide(system_libraries.needed(window=verb != "test"), besides=companions)
    environment.prepare()
    if companions:
        _provide_companions(companions)


def _provide_companions(packages: Sequence[str]) -> None:
    """Install what tests compare with or are driven by; they skip, saying so, without it."""
    if not apt.may_install():
        say(f"some tests will skip; to have them all: {apt.one_line(packages)}")
        return
    try:
        apt.install(packages)
    except SetUpFailed as error:
        say(f"some tests will skip; {error}")


def _start(arguments: Sequence[str]) -> int:
    command = [str(environment.PYTHON), "-P", "-m", "vigtool", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return subprocess.call(command)


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main(sys.argv[1:]))
