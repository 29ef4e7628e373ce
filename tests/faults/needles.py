"""What must never be found on a disk in the clear, and films and words that carry it."""

from functools import cache
from pathlib import Path

from tests.media.drawn_films import drawn_film

PASSPHRASE = "kuusi sanaa joita kukaan ei arvaa"
NEW_PASSPHRASE = "viisi toista jotka vaihdettiin"
CASE_NAME = "Perhe Kuusenkerkkä-Zetterqvist"
PERSON_NAME = "Aino-Inkeri Salasukunimi"
QUESTION = "Miten kuulemme hiljaisuuden?"
TITLE_WORD = "Palikkatorniyllätys"
FILM_WORD = b"FILM-NEEDLE-IN-THE-CLEAR"


def moment_title(number: int) -> str:
    return f"{TITLE_WORD} {number}"


@cache
def _drawn() -> bytes:
    return drawn_film(frames=12, width=96, height=64).read()


def film_bytes(name: str) -> bytes:
    """A film that is like no other, with needles from its begin to its end."""
    box = (FILM_WORD + b" " + name.encode() + b" ") * 8000
    return _drawn() + (8 + len(box)).to_bytes(4, "big") + b"free" + box


def needles() -> list[bytes]:
    picture = _drawn()
    at = picture.index(b"mdat") + 64
    words = [PASSPHRASE, CASE_NAME, PERSON_NAME, QUESTION, TITLE_WORD, "AGE-SECRET-KEY-1"]
    return [*(word.encode() for word in words), FILM_WORD, picture[at : at + 48]]


def found_in_clear(*folders: Path) -> list[tuple[str, bytes]]:
    """Files that hold a needle, by content or by name."""
    hidden = needles()
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [
        (path.name, needle)
        for path in files
        for needle in hidden
        if needle in path.read_bytes() or needle in str(path.name).encode()
    ]
