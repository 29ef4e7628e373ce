"""Handovers of which the manifest is hostile or lies; the sender's key did sign them."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.packages.packing import Alter, Content, Plain, put, repeated
from tests.packages.refusals import Bad, at, full_at, of_content, of_manifest
from tests.packages.scene import Scene
from tests.services.supervising import unpacked
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.errors import ConsentRefused
from vigtool.services.supervision_errors import ClockDiffers, PackageExpired, PackageKnown, PackageUntrue, SenderDiffers
from vigtool.vault.errors import NoSpace
from vigtool.vault.package import PackageDamaged

STRANGER = "a0a0a0a0a0a0"
EARLY = "0001-01-01T00:00:00+14:00"
KIND = Kind.HANDOVER
MOMENT = ("body", "moments", 0)

wrong = partial(of_manifest, KIND)


def hostile() -> list[Bad]:
    """Against the reader: too much, too deep, and signs that do something where they are shown."""
    return [
        wrong("a field that nobody knows", put("more", to=1), ManifestWrong),
        wrong("a field missing", lambda plain: plain.pop("about"), ManifestWrong),
        _raw("a field twice", lambda text: text.replace(b'"about":null', b'"about":null,"about":null')),
        _raw("no JSON", lambda _text: b"\x00\x01"),
        _raw("brackets, 100,000 deep", lambda _text: b"[" * 100_000 + b"]" * 100_000),
        _raw("400,000 brackets beside each other", lambda _text: b"[" + b"[]," * 400_000 + b"[]]"),
        _raw("blanks between its fields", lambda text: text.replace(b'":', b'": ')),
        _raw("bytes that are no UTF-8", lambda text: text.replace(b"Katse", b"\xff\xfeats")),
        _raw("half of a letter", lambda text: text.replace(b"Katse", b"\\ud83d")),
        _raw("a number of 400 digits", lambda text: text.replace(b'"first":4', b'"first":' + b"4" * 400)),
        wrong("a title of 10 MB", put(*MOMENT, "title", to="x" * 10_000_000), ManifestWrong),
        wrong("a title that steers a terminal", put(*MOMENT, "title", to="\x1b[2J"), ManifestWrong),
        wrong("a sender's name that is written backwards", put("sender", "name", to="Kaa\u202erina"), ManifestWrong),
        wrong("a moment with a path for its id", put(*MOMENT, "id", to="../../etc/pa"), ManifestWrong),
        wrong("a film with a path for its id", put("body", "films", 0, "recording", to="/etc/passwd0"), ManifestWrong),
        wrong("a package with a path for its id", put("id", to="..\\..\\..\\a.x"), ManifestWrong),
        wrong("a media type with a path", put("blobs", 0, "media_type", to="video/../../x y"), ManifestWrong),
        wrong("1,001 films", repeated("blobs", times=1_001), ManifestWrong),
        wrong("2,001 moments", repeated("body", "moments", times=2_001), ManifestWrong),
        wrong("for 101 vaults", repeated("to", times=101), ManifestWrong),
        wrong("a film of 64 TiB", put("blobs", 0, "size", to=1 << 46), ManifestWrong),
        wrong("a film of fewer than no bytes", put("blobs", 0, "size", to=-1), ManifestWrong),
    ]


def lying() -> list[Bad]:
    """Well-formed, and not so."""
    film = ("body", "films", 0)
    return [
        wrong("a film of another size", put("blobs", 0, "size", to=150_001), PackageUntrue, "$.blobs"),
        wrong("films of other sizes that add up", _sizes_shifted, PackageDamaged, "blob"),
        wrong("a film with another hash", put("blobs", 0, "sha256", to="0" * 64), PackageDamaged, "blob"),
        wrong("a film with one frame more", put(*film, "stop", to=25), PackageUntrue, "$.body.films[0].stop"),
        wrong("a film that says it is sound", put("blobs", 0, "media_type", to="audio/wav"), ManifestWrong),
        of_content(KIND, "a film that is none", _no_film, PackageUntrue, "$.body.films[0].blob"),
        wrong("one film in the place of two", put("body", "films", 1, "blob", to=0), ManifestWrong),
        wrong("films in another order than they lie", _places_swapped, PackageUntrue, "$.body.films"),
        wrong("a moment in a third film", put(*MOMENT, "film", to=2), ManifestWrong),
        wrong("a moment behind its film's end", put(*MOMENT, "stop", to=25), ManifestWrong),
        wrong("a moment that ends before it begins", put(*MOMENT, "stop", to=3), ManifestWrong),
        wrong("a key frame outside of its moment", put(*MOMENT, "key", to=2), ManifestWrong),
        wrong("two moments of one id", repeated("body", "moments"), ManifestWrong),
        wrong("somebody there twice", repeated("body", "people"), ManifestWrong),
        wrong("a turn of somebody unknown", _turn_of_a_stranger, ManifestWrong),
        wrong("a moment that shows somebody unknown", put(*MOMENT, "people", to=[STRANGER]), ManifestWrong),
        wrong("a consent of somebody unknown", put("body", "consents", 0, "person", to=STRANGER), ManifestWrong),
        wrong("a consent that is not in the sender's log", put("body", "consents", 0, "seq", to=5_000), PackageUntrue),
        wrong("no consent to guidance", put("body", "consents", to=[]), ConsentRefused),
        wrong("a withdrawn consent for each person", _all_withdrawn, ConsentRefused),
        wrong("a checkpoint of nobody", put("body", "checkpoint", to="vigtool\n0\n\n"), PackageUntrue),
        wrong("a principle pack that is none", put("body", "packs", to=["{}"]), PackageUntrue, "$.body.packs[0]"),
        wrong("the sender's card with another mailbox", _other_mailbox, SenderDiffers),
        wrong("about another package", put("about", to=STRANGER), ManifestWrong),
        wrong("a body of another kind", put("body", "kind", to="notice"), ManifestWrong),
    ]


def untimely() -> list[Bad]:
    """Again, too late, by a clock that is years off, or without room for it."""
    gone = datetime(2031, 3, 9, tzinfo=UTC)
    behind = datetime(2001, 1, 1, tzinfo=UTC)
    return [
        Bad(KIND, "taken in before", lambda scene: scene.taken["answered"], PackageKnown),
        Bad(KIND, "taken in before, with another content", _same_id, PackageKnown),
        Bad(KIND, "taken in before, and erased since", lambda scene: scene.taken["erased"], PackageKnown),
        wrong("its last day has passed", put("body", "expires", to="2026-03-08"), PackageExpired),
        wrong("made two days from now", put("made_at", to="2026-03-11T18:00:00Z"), ClockDiffers),
        wrong("made in the year 1", put("made_at", to=EARLY), ManifestWrong),
        wrong("a consent of the year 1", put("body", "consents", 0, "recorded_at", to=EARLY), ManifestWrong),
        Bad(KIND, "the clock here is five years ahead", _as_made, PackageExpired, "", at(gone)),
        Bad(KIND, "the clock here is 25 years behind", _as_made, ClockDiffers, "", at(behind)),
        *(
            Bad(KIND, f"the disk is full after {size:,} bytes of each file", _as_made, NoSpace, "", full_at(size))
            for size in (0, 2_000, 60_000)
        ),
    ]


def _raw(what: str, change: Callable[[bytes], bytes]) -> Bad:
    """A manifest's text, not its JSON."""
    return of_content(KIND, what, lambda one: _reworded(one, change), ManifestWrong)


def _reworded(content: Content, change: Callable[[bytes], bytes]) -> bytes:
    changed = change(content.manifest)
    assert changed != content.manifest
    return replace(content, manifest=changed).bytes()


def _as_made(scene: Scene) -> Path:
    return scene.real[KIND]


def _sizes_shifted(plain: Plain) -> None:
    plain["blobs"][0]["size"] -= 1
    plain["blobs"][1]["size"] += 1


def _no_film(content: Content) -> bytes:
    nothing = [bytes(len(one)) for one in content.blobs]
    return replace(content.altered(_of(nothing)), blobs=nothing).bytes()


def _of(blobs: list[bytes]) -> Alter:
    def alter(plain: Plain) -> None:
        for facts, one in zip(plain["blobs"], blobs, strict=True):
            facts["sha256"] = hashlib.sha256(one).hexdigest()

    return alter


def _places_swapped(plain: Plain) -> None:
    for film, place in zip(plain["body"]["films"], (1, 0), strict=True):
        film["blob"] = place


def _turn_of_a_stranger(plain: Plain) -> None:
    turn = {"person": STRANGER, "kind": "initiative", "first": 5, "stop": 8, "words": ""}
    plain["body"]["moments"][0]["turns"].append(turn)


def _all_withdrawn(plain: Plain) -> None:
    consents: list[dict[str, Any]] = plain["body"]["consents"]
    for one in consents:
        one["answer"] = "withdrawn"


def _other_mailbox(plain: Plain) -> None:
    plain["sender"]["recipient"] = "age1" + "q" * 58


def _same_id(scene: Scene) -> Path:
    known = unpacked(scene.supervisor, scene.taken["answered"])[0].id
    return scene.packed(KIND, put("id", to=known))
