"""Where the program begins: without arguments the window, else the command line."""

import sys

from vigtool.engine.sandbox.private_memory import keep_memory_private


def main() -> int:
    """Run what the arguments ask for; return the exit code. Each side is imported only when it is used."""
    keep_memory_private()
    arguments = sys.argv[1:]
    if not arguments:
        from vigtool.app import open_window  # noqa: PLC0415 - the command line starts without Qt

        return open_window()
    from vigtool.cli.main import main as command_line  # noqa: PLC0415 - the window starts without the command line
    from vigtool.stage import WindowStage  # noqa: PLC0415 - as above

    return command_line(arguments, WindowStage())


if __name__ == "__main__":
    sys.exit(main())
