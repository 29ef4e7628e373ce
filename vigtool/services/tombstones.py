"""What was erased, as a signed note beside the journal and outside the vault: an older copy must not bring it back.

The note holds ids alone. It lies in the vault's folder, from where backups take it, and in the user's own data folder,
which a restored vault does not replace. It is believed only when this vault's own key signed it.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from vigtool.domain.accountability import Erasing, ErasureBegun
from vigtool.domain.events import ACT_NAMES, RecordingImported
from vigtool.domain.identifiers import is_identifier
from vigtool.services.erasure_plans import Target
from vigtool.services.event_codec import decode
from vigtool.services.workspace import Workspace
from vigtool.vault.atomic import write_whole
from vigtool.vault.errors import VaultError
from vigtool.vault.log import VerifierKey, open_note, sign_note

NOTE: Final = "erased.note"
"""The note's name in the vault's folder."""

_LINE: Final = re.compile(rf"({'|'.join(Erasing)}) (\S+)")


def begun_erasures(ws: Workspace) -> list[tuple[int, ErasureBegun]]:
    """All erasures on record with their entries' numbers, finished or not."""
    found = []
    for entry in ws.index.entries(acts={ACT_NAMES[ErasureBegun]}):
        envelope, body = ws.vault.journal.read(entry.seq)
        event = decode(envelope.act, body) if body is not None else None
        if isinstance(event, ErasureBegun):
            found.append((entry.seq, event))
    return found


def tombstones(ws: Workspace) -> set[Target]:
    """What the notes say was erased; notes that are missing, malformed or not of this vault say nothing."""
    key = VerifierKey(_origin(ws), ws.vault.public_key)
    found = set()
    for place in _places(ws):
        with suppress(OSError, UnicodeDecodeError, VaultError):  # anybody can put a file there: it is not believed
            found |= _read(open_note(place.read_text("utf-8"), key), _origin(ws))
    return found


def keep_tombstones(ws: Workspace) -> None:
    """Bring the notes up to the journal; where one cannot be written, the next opening tries again."""
    every = tombstones(ws) | _erased(ws)
    if not every:
        return
    note = sign_note(_text(every, _origin(ws)), _origin(ws), ws.vault.sign)
    for place in _places(ws):
        with suppress(OSError, VaultError):  # the journal says the same; what lacks is said once more at each opening
            if not place.exists() or place.read_bytes() != note.encode():
                place.parent.mkdir(0o700, parents=True, exist_ok=True)
                write_whole(place, note.encode())


def _erased(ws: Workspace) -> set[Target]:
    """What the journal says; the films that went with a person stand for themselves."""
    films = {entry.object for entry in ws.index.entries(acts={ACT_NAMES[RecordingImported]})}
    found = set()
    for _, event in begun_erasures(ws):
        found.add(Target(event.what, event.target))
        if event.what is Erasing.PERSON:
            found |= {Target(Erasing.FILM, one) for one in event.keys if one in films}
    return found


def _origin(ws: Workspace) -> str:
    return f"vigtool/{ws.id}/erased"


def _places(ws: Workspace) -> tuple[Path, Path]:
    return ws.folder / NOTE, user_data_path("vigtool", appauthor=False) / "erased" / f"{ws.id}.note"


def _text(every: Iterable[Target], origin: str) -> str:
    lines = sorted(f"{one.what} {one.id}" for one in every)
    return "".join(f"{line}\n" for line in (origin, *lines))


def _read(text: str, origin: str) -> set[Target]:
    first, *lines = text.splitlines()
    if first != origin:
        return set()
    found = (_LINE.fullmatch(line) for line in lines)
    return {Target(Erasing(one[1]), one[2]) for one in found if one is not None and is_identifier(one[2])}
