"""A file on the user's own disk that is read in: not more of it than can be meant."""

from pathlib import Path

from vigtool.services.errors import FileUnreadable


def beginning_of(path: Path, most: int) -> bytes:
    """The bytes of a file, at most ``most`` of them. Raises ``FileUnreadable``."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(getattr(error, "errno", None)) from error
