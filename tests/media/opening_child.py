"""Run as a process: open one file as a film, guarded or plainly, so that the test outside sees what else it opens.

    python -m tests.media.opening_child guarded|plain FILE

Prints the name of the error's type, or "opened". A file named in ``MARK`` is opened just before the film.
"""

import sys
from pathlib import Path

import av

from vigtool.media.errors import MediaError
from vigtool.media.index_building import build_index

MARK = "mark-before-the-film"


def _open(how: str, path: Path) -> str:
    with path.open("rb") as file:
        Path(MARK).touch()
        try:
            if how == "guarded":
                build_index(file)
            else:
                with av.open(file, mode="r") as container:
                    next(container.demux())
        except (MediaError, av.FFmpegError) as error:
            return type(error).__name__
    return "opened"


if __name__ == "__main__":
    sys.stdout.write(_open(sys.argv[1], Path(sys.argv[2])))
