"""What a process did to the files of a folder, told by strace, and the states in which a power cut could leave them.

The disk keeps what was synced: a file's bytes by a sync of the file, a folder's names by a sync of the folder. Of what
was not synced any bytes may be lost, in any choice; names in one folder are lost from the last one backwards, as every
file system with a journal does it. A renamed file has its new name or its old one.
"""

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "openat,open,creat,close,write,lseek,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,"
    "unlink,unlinkat,link,linkat,dup,stat,newfstatat,statx"
)
MOST_CHOICES = 6
"""So many unsynced pieces of data are lost in every choice; of more, each one alone, and all."""

_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes written at a place of a file; None for a cut at ``offset``."""

    file: int
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Name:
    """A folder's entry: the file that a name stands for from now on, None when it goes; ``old`` goes with that."""

    folder: str
    name: str
    file: int | None
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Synced:
    """The disk has everything of a file, or all names of a folder."""

    what: int | str


@dataclass(slots=True)
class Recording:
    """What happened in ``root``: the files as they were, and each step."""

    root: Path
    names: dict[str, int] = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    steps: list[Data | Name | Synced] = field(default_factory=list)


def recorded(command: Sequence[str], root: Path, begun: str, log: Path, environment: dict[str, str]) -> Recording:
    """Run a command that works in ``root``; what it does before it looks for a file ``begun`` does not count."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace")
    whole = [strace, "-f", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(log), *command]
    before = Recording(root)
    for number, path in enumerate(sorted(path for path in root.rglob("*") if path.is_file())):
        before.names[path.relative_to(root).as_posix()] = number
        before.files[number] = path.read_bytes()
    subprocess.run(whole, check=True, env=environment, timeout=300, capture_output=True)
    _Reader(before, begun).read(log)
    return before


class _Reader:
    """Follows the descriptors of one process through its calls."""

    def __init__(self, recording: Recording, begun: str) -> None:
        self._recording = recording
        self._begun = begun
        self._started = False
        self._open: dict[str, tuple[int | str, int]] = {}
        self._names = dict(recording.names)
        self._next = len(recording.files)

    def read(self, log: Path) -> None:
        for line in log.read_text("ascii").splitlines():
            found = _LINE.match(line)
            if found is None:
                if "unfinished" in line:
                    raise ValueError(line[:200])  # two threads at once: this reader knows one
                continue
            if any(path.endswith(self._begun) for path in _paths(found[2])):
                self._started = True
            elif not found[3].startswith("-"):
                self._call(found[1], found[2], int(found[3], 0))

    def _call(self, name: str, arguments: str, result: int) -> None:
        first = arguments.split(",", maxsplit=1)[0].strip()
        if name in ("openat", "open"):
            self._opened(arguments, result)
        elif name.startswith(("rename", "link", "unlink")):
            self._named(name, [one for one in map(self._inside, _paths(arguments)) if one is not None])
        elif first in self._open:
            self._with(first, name, arguments, result)

    def _with(self, descriptor: str, name: str, arguments: str, result: int) -> None:
        """Follow a call on a file or folder that is open."""
        what, _ = self._open[descriptor]
        match name:
            case "close":
                del self._open[descriptor]
            case "dup":
                self._open[str(result)] = self._open[descriptor]
            case "lseek":
                self._open[descriptor] = what, result
            case "write":
                self._write(descriptor, _bytes(arguments)[:result])
            case "fsync" | "fdatasync":
                self._note(Synced(what))
            case "ftruncate":
                self._note(Data(_number(what), int(arguments.split(",")[1]), None))
            case "fallocate":
                offset, size = (int(one) for one in arguments.split(",")[-2:])
                self._note(Data(_number(what), offset, bytes(size)))
            case _:
                pass

    def _opened(self, arguments: str, descriptor: int) -> None:
        place = self._inside(_paths(arguments)[0])
        if place is None:
            self._open.pop(str(descriptor), None)
            return
        if (self._recording.root / place).is_dir() or place == ".":
            self._open[str(descriptor)] = place, 0
            return
        file = self._names.get(place)
        if file is None:
            file = self._next
            self._next += 1
            self._name(place, file)
        elif "O_TRUNC" in arguments:
            self._note(Data(file, 0, None))
        self._open[str(descriptor)] = file, 0

    def _write(self, descriptor: str, data: bytes) -> None:
        file, offset = self._open[descriptor]
        self._note(Data(_number(file), offset, data))
        self._open[descriptor] = file, offset + len(data)

    def _named(self, call: str, places: list[str]) -> None:
        if not places:
            return
        if call.startswith("unlink"):
            self._names.pop(places[0], None)
            self._note(_entry(places[0], None))
        elif call.startswith("link"):
            self._name(places[1], self._names[places[0]])
        else:
            file = self._names.pop(places[0])
            self._names[places[1]] = file
            self._note(_entry(places[1], file, places[0]))

    def _name(self, place: str, file: int) -> None:
        self._names[place] = file
        self._note(_entry(place, file))

    def _note(self, step: Data | Name | Synced) -> None:
        if self._started:
            self._recording.steps.append(step)
        elif isinstance(step, Data | Name):
            raise ValueError(step)  # opening alone changes nothing

    def _inside(self, path: str) -> str | None:
        place, root = Path(path), self._recording.root
        return place.relative_to(root).as_posix() if place.is_relative_to(root) else None


def crash_states(recording: Recording) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield the files as a power cut after so many steps may leave them, each different state once for a step."""
    for count in range(len(recording.steps) + 1):
        steps, seen = recording.steps[:count], set()
        for kept in _choices(steps):
            state = _state(recording, kept)
            key = hash(frozenset(state.items()))
            if key not in seen:
                seen.add(key)
                yield count, state


def _choices(steps: Sequence[Data | Name | Synced]) -> Iterator[list[Data | Name]]:
    """What of the steps the disk has, in every way that counts."""
    loose = [place for place, step in enumerate(steps) if not isinstance(step, Synced) and not _is_synced(steps, place)]
    data = [place for place in loose if isinstance(steps[place], Data)]
    folders: dict[str, list[int]] = {}
    for place in loose:
        step = steps[place]
        if isinstance(step, Name):
            folders.setdefault(step.folder, []).append(place)
    tails = [[places[cut:] for cut in range(len(places) + 1)] for places in folders.values()]
    for lost_names in itertools.product(*tails):
        for lost_data in _losses(data):
            lost = {*itertools.chain(*lost_names), *lost_data}
            yield [step for place, step in enumerate(steps) if not isinstance(step, Synced) and place not in lost]


def _losses(data: list[int]) -> Iterator[tuple[int, ...]]:
    if len(data) <= MOST_CHOICES:
        for size in range(len(data) + 1):
            yield from itertools.combinations(data, size)
    else:
        yield ()
        yield from ((one,) for one in data)
        yield tuple(data)


def _is_synced(steps: Sequence[Data | Name | Synced], place: int) -> bool:
    step = steps[place]
    what = step.file if isinstance(step, Data) else step.folder if isinstance(step, Name) else None
    return Synced(what) in steps[place:] if what is not None else False


def _state(recording: Recording, kept: list[Data | Name]) -> dict[str, bytes]:
    names, files = dict(recording.names), dict(recording.files)
    for step in kept:
        if isinstance(step, Data):
            before = files.get(step.file, b"")
            if step.data is None:
                files[step.file] = before[: step.offset].ljust(step.offset, b"\0")
            else:
                end = step.offset + len(step.data)
                files[step.file] = before[: step.offset].ljust(step.offset, b"\0") + step.data + before[end:]
            continue
        if step.old is not None:
            names.pop(step.old, None)
        place = f"{step.folder}/{step.name}".removeprefix("./")
        if step.file is None:
            names.pop(place, None)
        else:
            names[place] = step.file
    return {name: files.get(file, b"") for name, file in names.items()}


def _entry(place: str, file: int | None, old: str | None = None) -> Name:
    folder, _, name = place.rpartition("/")
    return Name(folder or ".", name, file, old)


def _number(what: int | str) -> int:
    assert isinstance(what, int)
    return what


def _paths(arguments: str) -> list[str]:
    return [bytes.fromhex(one.replace("\\x", "")).decode("utf-8", "replace") for one in _TEXT.findall(arguments)]


def _bytes(arguments: str) -> bytes:
    found = _TEXT.search(arguments)
    return b"" if found is None else bytes.fromhex(found[1].replace("\\x", ""))
