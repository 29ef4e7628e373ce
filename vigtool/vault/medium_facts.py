"""What may keep a copy of bytes that were overwritten and removed, told from where a folder lies.

Looked at, on Linux: the file system (``/proc/self/mountinfo``, proc(5)), the disk below it (``/sys/dev/block``), swap
(``/proc/swaps``) and hibernation (``/sys/power``). On other systems only the folder's own path says something, which
is told as ``NOT_LOOKED_AT``. A disk in a virtual machine says nothing of the disk below it.
"""

import os
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from vigtool.vault.synced_folders import synced_by

_COPY_ON_WRITE: Final = {"btrfs", "zfs", "bcachefs", "apfs"}
_LOG_STRUCTURED: Final = {"f2fs", "nilfs2", "ubifs", "jffs2"}
_LAYERED: Final = {"overlay", "aufs", "unionfs"}
_NETWORK: Final = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "9p", "davfs", "vboxsf"}
_ALL_IN_JOURNAL: Final = "data=journal"
"""ext4(5): what files hold goes through the file system's journal, too, and stays there until its turn comes again."""

_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


class Beyond(StrEnum):
    """What may hold a copy that no program reaches from here; the values stand in the journal."""

    COPY_ON_WRITE = "copy-on-write"
    """The file system writes changes elsewhere and leaves the old bytes until it needs the place."""
    LOG_STRUCTURED = "log-structured"
    """The same, by a file system made for flash."""
    LAYERED = "layered"
    """The folder lies on layers, and a lower one may have the file still."""
    NETWORK = "network"
    """The files lie on another computer."""
    FUSE = "fuse"
    """A program stands between the folder and the disk, and does what it does."""
    FLASH = "flash"
    """The disk is flash: it moves what is written, and erases the old place when it likes."""
    SNAPSHOTS = "snapshots"
    """There are snapshots of the disk, or it is a volume that can have them."""
    SYNCED = "synced"
    """A service copies the folder to other computers."""
    SWAP = "swap"
    """Memory can be written to the disk while the program runs."""
    HIBERNATION = "hibernation"
    """The whole memory can be written to the disk when the computer is laid to sleep."""
    NOT_LOOKED_AT = "not-looked-at"
    """This program cannot look at the disk on this system."""
    BACKUPS = "backups"
    """Copies that somebody made elsewhere: always possible."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the system tells about itself."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str
    folder: Path
    kind: str
    options: frozenset[str]


def beyond_reach(folder: Path, places: Places | None = None, platform: str = sys.platform) -> tuple[Beyond, ...]:
    """What may keep copies of what is destroyed in a folder, each once, in the order of ``Beyond``."""
    place = Path(os.path.realpath(folder))
    found = {Beyond.BACKUPS}
    if synced_by(place) is not None:
        found.add(Beyond.SYNCED)
    if platform == "linux":
        found |= _on_linux(place, places or Places())
    else:
        found.add(Beyond.NOT_LOOKED_AT)
    return tuple(one for one in Beyond if one in found)


def _on_linux(folder: Path, places: Places) -> set[Beyond]:
    found = _of_memory(places)
    mount = _mount_of(folder, places.proc)
    if mount is None:
        return found | {Beyond.NOT_LOOKED_AT}
    if mount.kind in _COPY_ON_WRITE or _ALL_IN_JOURNAL in mount.options:
        found.add(Beyond.COPY_ON_WRITE)
    elif mount.kind in _LOG_STRUCTURED:
        found.add(Beyond.LOG_STRUCTURED)
    elif mount.kind in _LAYERED:
        found.add(Beyond.LAYERED)
    elif mount.kind in _NETWORK:
        found.add(Beyond.NETWORK)
    elif mount.kind.startswith("fuse"):
        found.add(Beyond.FUSE)
    return found | _of_disk(mount, places.sys)


def _of_memory(places: Places) -> set[Beyond]:
    swaps = [line for line in _read(places.proc / "swaps").splitlines()[1:] if not line.startswith("/dev/zram")]
    if not swaps:
        return set()
    sleeps = "disk" in _read(places.sys / "power/state").split()
    return {Beyond.SWAP, Beyond.HIBERNATION} if sleeps else {Beyond.SWAP}


def _of_disk(mount: _Mount, system: Path) -> set[Beyond]:
    found = set()
    disk = system / "dev/block" / mount.device
    if disk.exists() and any(_read(one).strip() == "0" for one in _rotational(disk)):
        found.add(Beyond.FLASH)
    if _read(disk / "dm/uuid").startswith("LVM-") or _has_snapshots(mount):
        found.add(Beyond.SNAPSHOTS)
    return found


def _rotational(disk: Path) -> list[Path]:
    """Where a disk says whether it turns; a partition asks its disk, a mapped volume those that it lies on."""
    real = Path(os.path.realpath(disk))
    own = [place / "queue/rotational" for place in (real, real.parent)]
    below = real.glob("slaves/*")
    return own + [path for one in below for path in _rotational(one)]


def _has_snapshots(mount: _Mount) -> bool:
    """Tell whether snapshots lie where snapper, Timeshift and ZFS keep them."""
    for name in (".snapshots", "timeshift-btrfs/snapshots", ".zfs/snapshot"):
        try:
            if any((mount.folder / name).iterdir()):
                return True
        except OSError:
            continue
    return False


def _mount_of(folder: Path, proc: Path) -> _Mount | None:
    """The last mount among those nearest to a folder: a later one hides an earlier one."""
    found: _Mount | None = None
    for line in _read(proc / "self/mountinfo").splitlines():
        fields, _, rest = line.partition(" - ")
        words = fields.split()
        if len(words) < 5 or not rest:  # noqa: PLR2004 - proc(5): id, parent, device, root, mount point
            continue
        place = Path(_ESCAPE.sub(lambda code: chr(int(code[1], 8)), words[4]))
        nearer = found is None or len(place.parts) >= len(found.folder.parts)
        if folder.is_relative_to(place) and nearer:
            kind, *_source, options = rest.split()
            found = _Mount(words[2], place, kind, frozenset(options.split(",")))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
