"""The clips of a film that lie in a folder: an edit list can speak of them alone, for it names files beside itself.

A clip is known by the paper that lies with it, by its hash in the journal, and by its own bytes, in this order; a name
proves nothing. Only a clip that shows the film at its own speed, picture by picture, is one that an edit list can cut.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from vigtool.domain.events import ACT_NAMES, ClipExported
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.progress import Progress
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk
from vigtool.exchange.annotations.errors import ClipNameUnfit
from vigtool.exchange.clip_sidecar import ClipSidecar, from_json
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.field_types import exact_seconds
from vigtool.services.errors import FileUnreadable
from vigtool.services.histories import events_about
from vigtool.services.incoming import beginning_of, regular_file
from vigtool.services.workspace import Workspace

_SIDECAR: Final = ".json"
_LARGEST_SIDECAR: Final = 1024 * 1024
_BLOCK: Final = 1024 * 1024

MOST_FILES: Final = 10_000
"""Files of a folder that are looked at: more lie in no folder of clips."""


@dataclass(frozen=True, slots=True)
class KnownClips:
    """The clips of a film that left, by their hashes, with the frames that are in each where that was noted."""

    left: Mapping[str, ClipExported]
    times: FrameTimes


def known_clips(ws: Workspace, recording_id: RecordingId, times: FrameTimes) -> KnownClips:
    """What the journal says of a film's clips. Raises ``Damaged`` and ``StorageFailed``."""
    left = events_about(ws, recording_id, ACT_NAMES[ClipExported])
    return KnownClips({one.sha256: one for one in left if isinstance(one, ClipExported)}, times)


def clips_beside(
    known: KnownClips, spans: Mapping[MomentId, tuple[Fraction, Fraction]], folder: Path, progress: Progress
) -> tuple[ClipOnDisk, ...]:
    """The clips that lie in a folder, in any thread; files that are none or cannot be read are passed over.

    ``spans`` are the moments as they are now, by id, in seconds from the film's first frame: older entries of the
    journal do not say which frames left, and then the moment must still be as long as its clip. ``progress`` counts
    bytes that were hashed.
    """
    found = list(_candidates(known, folder))
    total = sum(sidecar.size for _, sidecar in found)
    clips, done = [], 0
    for path, sidecar in found:
        progress(done, total)
        stretch = _stretch(known, sidecar, spans)
        if stretch is not None and _hash(path, sidecar.size, _beyond(progress, done, total)) == sidecar.sha256:
            with suppress(ClipNameUnfit):
                clips.append(ClipOnDisk(sidecar.moment, path.name, sidecar.sha256, *stretch))
        done += sidecar.size
    return tuple(clips)


def _candidates(known: KnownClips, folder: Path) -> Iterator[tuple[Path, ClipSidecar]]:
    try:
        names = sorted(path.name for _, path in zip(range(MOST_FILES), folder.iterdir(), strict=False))
    except OSError:
        return  # what is wrong with the folder is said when the file is written
    for name in names:
        if name.endswith(_SIDECAR) and name.removesuffix(_SIDECAR) in names:
            with suppress(FileUnreadable, UnreadableDocument, UnknownVersion):
                sidecar, _ = from_json(beginning_of(folder / name, _LARGEST_SIDECAR))
                if sidecar.sha256 in known.left:
                    yield folder / name.removesuffix(_SIDECAR), sidecar


def _stretch(
    known: KnownClips, sidecar: ClipSidecar, spans: Mapping[MomentId, tuple[Fraction, Fraction]]
) -> tuple[Fraction, Fraction] | None:
    """What of the film a clip shows, in seconds; None where that is not known, or is not as long as the clip."""
    event, times = known.left[sidecar.sha256], known.times
    if event.moment != sidecar.moment:
        return None
    if event.first is not None and event.stop is not None and 0 <= event.first < event.stop <= times.frames:
        begin, end = (times.seconds_from_start(times.tick_of(frame)) for frame in (event.first, event.stop))
    elif sidecar.moment in spans:
        begin, end = spans[sidecar.moment]
    else:
        return None
    return (begin, end) if exact_seconds(end - begin) == sidecar.duration else None


def _hash(path: Path, size: int, hashed: Callable[[int], None]) -> str:
    """The hash of a file of that size, empty where it is of another or cannot be read."""
    digest, done = hashlib.sha256(), 0
    try:
        with regular_file(path) as file:
            while block := file.read(_BLOCK):
                done += len(block)
                if done > size:
                    return ""
                digest.update(block)
                hashed(done)
    except OSError:
        return ""
    return digest.hexdigest()


def _beyond(progress: Progress, done: int, total: int) -> Callable[[int], None]:
    return lambda more: progress(min(done + more, total), total)
