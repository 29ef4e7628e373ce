"""What can happen to the file of any package on its way, and what somebody can make who has the reader's card."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.packages.packing import FIRST_LINE, LENGTH, Content, file_place, flipped, put, sealed
from tests.packages.refusals import Bad, of_content, of_file, of_manifest
from tests.packages.scene import Scene
from tests.vault.age.files import parts_of
from vigtool.exchange.packages.errors import ManifestNewer
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.checkpoints import verifier_key
from vigtool.services.errors import FileUnreadable
from vigtool.services.supervision_errors import (
    ClockDiffers,
    NotAddressed,
    OtherPackage,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.vault.package import (
    NewerPackage,
    NotAPackage,
    NotForThisVault,
    PackageDamaged,
    PackageTooLarge,
    SenderUnproved,
)


def of_every_kind(kind: Kind) -> list[Bad]:
    """The same for each kind."""
    other = Kind.RECEIPT if kind is not Kind.RECEIPT else Kind.ANSWER
    from_here = kind in (Kind.HANDOVER, Kind.NOTICE)
    other = (Kind.NOTICE if kind is Kind.HANDOVER else Kind.HANDOVER) if from_here else other
    return [
        Bad(kind, "sealed for somebody else's vault", partial(_for_stranger, kind), NotForThisVault),
        Bad(kind, "meant for another vault, sealed on to this one", partial(_sealed_on, kind), NotAddressed),
        of_file(kind, "its last byte missing", lambda data: data[:-1], PackageDamaged, "file"),
        of_file(kind, "a bit of its last byte changed", lambda data: flipped(data, -1), PackageDamaged, "file"),
        of_file(kind, "a byte added", lambda data: data + b"x", PackageDamaged, "file"),
        Bad(kind, "by somebody who is no contact", lambda scene: scene.from_(kind, scene.stranger), UnknownSender),
        Bad(kind, "by a contact who was removed", lambda scene: scene.from_(kind, scene.gone), UnknownSender),
        Bad(kind, "signed by another contact than it names", partial(_signed_by_third, kind), SenderDiffers),
        of_content(kind, "something behind its last part", _more_behind, PackageUntrue, "$.blobs"),
        of_manifest(kind, "a manifest of the next version", put("version", to=2), ManifestNewer),
        of_manifest(kind, "made in 2031", put("made_at", to="2031-03-09T18:00:00Z"), ClockDiffers),
        Bad(kind, "another kind of package than was asked for", lambda scene: scene.packed(other), OtherPackage),
    ]


def on_the_way() -> list[Bad]:
    """What the copying and the carrying of a file can do to it."""
    kind = Kind.HANDOVER
    inner = ("first line", "manifest", "signature", "blobs")
    return [
        *(Bad(kind, f"cut in its {one}", partial(_cut, one), PackageDamaged, "file") for one in ("header", *inner)),
        *(
            Bad(kind, f"a bit of its {one} changed", partial(_flip, one), PackageDamaged, "file")
            for one in ("check", "nonce", *inner)
        ),
        Bad(kind, "a bit of its lines for us changed", partial(_flip, "lines for us"), NotForThisVault),
        of_file(kind, "a bit of its first word changed", lambda data: flipped(data, 3), NotAPackage),
        of_file(kind, "pieces in another order", partial(_in_order, _swapped), PackageDamaged, "file"),
        of_file(kind, "a piece twice", partial(_in_order, _doubled), PackageDamaged, "file"),
        of_file(kind, "a piece missing", partial(_in_order, _missing), PackageDamaged, "file"),
        of_file(kind, "another package behind it", lambda data: data + data, PackageDamaged, "file"),
        of_file(kind, "an empty file", lambda _data: b"", PackageDamaged, "file"),
        of_file(kind, "a letter", lambda _data: b"Hei Kaisa,", NotAPackage),
        Bad(kind, "a folder", lambda scene: scene.folder, FileUnreadable),
        Bad(kind, "a file that is not there", lambda scene: scene.folder / "gone.vigpackage", FileUnreadable),
    ]


def by_one_who_can_seal() -> list[Bad]:
    """Anybody can seal to a card: what is in the seal is somebody else's, or of no program."""
    kind = Kind.HANDOVER
    return [
        of_content(kind, "sealed anew, a bit of its manifest changed", _inner_flip("manifest"), SenderUnproved),
        of_content(kind, "sealed anew, a bit of its signature changed", _inner_flip("signature"), SenderUnproved),
        of_content(kind, "sealed anew, a bit of a film changed", _inner_flip("blobs"), PackageDamaged, "blob"),
        of_content(kind, "sealed anew, cut in its manifest", _inner_cut("manifest"), PackageDamaged, "manifest"),
        of_content(kind, "sealed anew, cut in its signature", _inner_cut("signature"), PackageDamaged, "signature"),
        of_content(kind, "sealed anew, cut in a film", _inner_cut("blobs"), PackageUntrue, "$.blobs"),
        of_content(kind, "a manifest of 4 GiB by its length", _says_length(0xFFFF_FFFF), PackageTooLarge, "manifest"),
        of_content(kind, "a manifest longer than the file", _says_length(10_000_000), PackageDamaged, "manifest"),
        of_content(kind, "a manifest a byte longer than signed", _a_byte_longer, SenderUnproved),
        of_content(kind, "films in another order", _films_swapped, PackageDamaged, "blob"),
        of_content(kind, "a file of version 2", _first_line(2), NewerPackage),
        of_content(kind, "a file of version 0", _first_line(0), NotAPackage),
        Bad(kind, "101 lines for recipients", _many_recipients, PackageTooLarge, "recipients"),
        Bad(kind, "sealed, with nothing in it", lambda scene: scene.sealed(kind, b""), NotAPackage),
    ]


def _for_stranger(kind: Kind, scene: Scene) -> Path:
    return scene.sealed(kind, scene.content(kind).bytes(), scene.stranger)


def _sealed_on(kind: Kind, scene: Scene) -> Path:
    """What its maker signed for another."""
    return scene.packed(kind, put("to", to=[str(verifier_key(scene.third))]))


def _signed_by_third(kind: Kind, scene: Scene) -> Path:
    return scene.packed(kind, by=scene.third)


def _more_behind(content: Content) -> bytes:
    return content.bytes() + b"more"


def _cut(part: str, scene: Scene) -> Path:
    file = scene.real[Kind.HANDOVER].read_bytes()
    return scene.file(file[: _place_of(part, scene, file)])


def _flip(part: str, scene: Scene) -> Path:
    file = scene.real[Kind.HANDOVER].read_bytes()
    return scene.file(flipped(file, _place_of(part, scene, file)))


def _place_of(part: str, scene: Scene, file: bytes) -> int:
    """A byte of the file in some part of it."""
    header = len(parts_of(file).header)
    outer = {
        "lines for us": file.index(b"\n-> ") + 200,
        "header": header // 2,
        "check": header - 10,
        "nonce": header + 3,
    }
    return outer[part] if part in outer else file_place(file, scene.content(Kind.HANDOVER).places()[part])


def _in_order(order: Callable[[int], list[int]], file: bytes) -> bytes:
    parts = parts_of(file)
    return parts.joined(parts.chunks[place] for place in order(len(parts.chunks)))


def _swapped(pieces: int) -> list[int]:
    return [1, 0, *range(2, pieces)]


def _doubled(pieces: int) -> list[int]:
    return [0, 0, *range(1, pieces)]


def _missing(pieces: int) -> list[int]:
    return [0, *range(2, pieces)]


def _inner_flip(part: str) -> Callable[[Content], bytes]:
    return lambda content: flipped(content.bytes(), content.places()[part])


def _inner_cut(part: str) -> Callable[[Content], bytes]:
    return lambda content: content.bytes()[: content.places()[part]]


def _says_length(size: int) -> Callable[[Content], bytes]:
    return lambda content: replace(content, length=size).bytes()


def _films_swapped(content: Content) -> bytes:
    return replace(content, blobs=content.blobs[::-1]).bytes()


def _a_byte_longer(content: Content) -> bytes:
    """The length in it is changed, and the signature is on what it was."""
    whole, at = content.bytes(), len(FIRST_LINE)
    return whole[:at] + (len(content.manifest) + 1).to_bytes(LENGTH, "big") + whole[at + LENGTH :]


def _first_line(version: int) -> Callable[[Content], bytes]:
    line = f"vigtool-package/{version}\n".encode()
    return lambda content: replace(content, first_line=line).bytes()


def _many_recipients(scene: Scene) -> Path:
    return scene.file(sealed(scene.content(Kind.HANDOVER).bytes(), scene.supervisor, times=101))
