"""The verbs of ./run: each does all set-up that it needs, then hands over."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tools import apt, environment, system_libraries
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
_TEST_ORACLES = ("age", "strace")


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
    oracles = [name for name in _TEST_ORACLES if verb == "test" and shutil.which(name) is None]
    system_libraries.provide(system_libraries.needed(window=verb != "test"), besides=oracles)
    environment.prepare()
    if oracles and sys.platform.startswith("linux"):
        _provide_oracles(oracles)


def _provide_oracles(names: Sequence[str]) -> None:
    """Install other people's programs that tests compare with; the tests skip, saying so, without them."""
    if not apt.may_install():
        say(f"some tests will skip; to have them all: {apt.one_line(names)}")
        return
    try:
        apt.install(names)
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
