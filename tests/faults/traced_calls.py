"""What a program has written, and which ways out it has opened, as ``strace`` saw it: one file for each thread.

``strace`` writes every text as hexadecimal numbers (``-xx``), and beside each descriptor what it is (``-y``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,socket,connect,bind,mmap,mkdir,mkdirat,"
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,setxattr,open,openat,creat"
)
LONGEST = 2_000_000
"""Bytes of a text that are kept: more than any block that is written."""

_HEX = re.compile(rb"(?:\\x[0-9a-f]{2})+")
_CALL = re.compile(rb"(?P<name>\w+)\((?:(?P<number>\d+|AT_FDCWD)<(?P<place>[^>]*)>)?(?P<rest>.*)", re.DOTALL)
_PEER = re.compile(rb'sa_family=AF_UNIX, sun_path=@?"(?P<path>[^"]*)"')
_WRITING = {"write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg"}
_NAMING = {"mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "creat"}
_OWN = ("/memfd:", "/dev/null", "/SYSV", "/dev/zero")
"""Mappings and files that are memory, or nothing."""


@dataclass(slots=True)
class Calls:
    """``needles`` by place, ``peers`` that were spoken to, other families of sockets, files mapped to be written."""

    needles: list[tuple[str, bytes]] = field(default_factory=list)
    peers: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    mapped: list[str] = field(default_factory=list)
    writes: int = 0


def trace_command(folder: Path) -> list[str]:
    """The words to put before a command, to trace it and all that it starts into a folder."""
    how = ["-f", "-ff", "-qq", "-y", "-xx", "-s", str(LONGEST), "-e", "signal=none", "-e", f"trace={CALLS}"]
    return ["strace", *how, "-o", str(folder / "calls")]


def read_calls(folder: Path, needles: Sequence[bytes], but_in: Path) -> Calls:
    """Read what was traced; what was written into ``but_in`` was asked for and does not count."""
    seen = Calls()
    peers: dict[bytes, str] = {}
    for name, place, rest in _lines(folder):
        if name == "connect" and (peer := _PEER.search(rest)):
            peers[place] = peer["path"].decode("latin-1")
    for name, place, rest in _lines(folder):
        if name == "connect" and (peer := _PEER.search(rest)):
            seen.peers[_kind(peer["path"].decode("latin-1"))] += 1
        elif name in ("socket", "bind", "connect"):
            _count_family(seen, name, rest)
        elif name == "mmap" and b"PROT_WRITE" in rest and b"MAP_SHARED" in rest:
            _count_mapping(seen, rest)
        elif name in _WRITING and (place.startswith(b"/") or place in peers):
            seen.writes += 1
            _search(seen, peers.get(place, place.decode("utf-8", "replace")), rest, needles, but_in)
        elif name in _NAMING or (name in ("open", "openat") and b"O_CREAT" in rest):
            _search(seen, name, rest, needles, but_in)
    return seen


def _lines(folder: Path) -> Iterator[tuple[str, bytes, bytes]]:
    for path in sorted(folder.iterdir()):
        for line in path.read_bytes().splitlines():
            if found := _CALL.match(line):
                yield found["name"].decode(), _plain(found["place"] or b""), _plain(found["rest"])


def _plain(text: bytes) -> bytes:
    return _HEX.sub(lambda one: bytes.fromhex(one[0].replace(rb"\x", b"").decode()), text)


def _search(seen: Calls, place: str, rest: bytes, needles: Sequence[bytes], but_in: Path) -> None:
    wanted = str(but_in)
    if not place.startswith(wanted) and wanted.encode() not in rest:
        seen.needles += [(place, needle) for needle in needles if needle in rest]


def _count_family(seen: Calls, name: str, rest: bytes) -> None:
    """Sockets of families other than the local one, unless the kernel refused them (so an engine tests its walls)."""
    family = re.search(rb"AF_\w+", rest)
    if (
        family is not None
        and family[0] != b"AF_UNIX"
        and not rest.rstrip().endswith(b"EPERM (Operation not permitted)")
    ):
        seen.families[f"{name} {family[0].decode()}"] += 1


def _count_mapping(seen: Calls, rest: bytes) -> None:
    mapped = re.search(rb"\d+<(/[^>]*)>", rest)
    if mapped is not None and not mapped[1].decode("utf-8", "replace").startswith(_OWN):
        seen.mapped.append(mapped[1].decode("utf-8", "replace"))


def _kind(path: str) -> str:
    kinds = {".X11-unix": "display", "wayland": "display", "dbus": "bus", "at-spi": "bus", "pulse": "sound"}
    kinds |= {"pipewire": "sound", "nscd": "names of users", "bus": "bus"}
    return next((kind for part, kind in kinds.items() if part in path), path)
