"""Principle packs that travel with moments: the words of what somebody coded, for whoever does not have the pack."""

from collections.abc import Iterable, Iterator, Sequence

from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.principles import Pack
from vigtool.exchange.pack_errors import BadPack
from vigtool.exchange.principle_packs import built_in_packs, from_json, to_json
from vigtool.services.errors import PackVersionTaken
from vigtool.services.principles import add_pack, known_pack
from vigtool.services.supervision_errors import PackageUntrue
from vigtool.services.workspace import Workspace


def pack_texts(ws: Workspace, principles: Iterable[PrincipleSeen]) -> Iterator[str]:
    """The files of the packs that principles are of, each once, but for those that come with the program."""
    built_in = {(one.id, one.version) for one in built_in_packs()}
    for named in dict.fromkeys((one.pack, one.version) for one in principles):
        known = None if named in built_in else known_pack(ws, *named)
        if known is not None:
            yield to_json(known).decode()


def read_packs(texts: Sequence[str]) -> tuple[Pack, ...]:
    """The packs in the files of a package. Raises ``PackageUntrue`` for one that is none."""
    return tuple(_read(text, number) for number, text in enumerate(texts))


def read_named_packs(texts: Sequence[str], principles: Iterable[PrincipleSeen]) -> tuple[Pack, ...]:
    """The same, where each has to be one of which there is a principle, and no other. Raises ``PackageUntrue``."""
    packs, awaited = read_packs(texts), {(one.pack, one.version) for one in principles}
    for number, one in enumerate(packs):
        if (one.id, one.version) not in awaited:
            raise PackageUntrue(_place(number))
        awaited.remove((one.id, one.version))
    return packs


def keep_packs(ws: Workspace, packs: Sequence[Pack]) -> None:
    """Take packs into the vault, all or none; those that are known are not taken in again.

    Raises ``PackVersionTaken``, ``PackIdReserved``, ``NoSpace``, ``VaultReadOnly``.
    """
    _demand_fit(ws, packs)
    for one in packs:
        add_pack(ws, to_json(one))


def _demand_fit(ws: Workspace, packs: Sequence[Pack]) -> None:
    """Raises ``PackVersionTaken`` where this vault knows other words under the same id and version."""
    for one in packs:
        if known_pack(ws, one.id, one.version) not in (None, one):
            raise PackVersionTaken(one.id, one.version)


def _read(text: str, number: int) -> Pack:
    try:
        return from_json(text.encode())
    except BadPack:
        raise PackageUntrue(_place(number)) from None


def _place(number: int) -> str:
    return f"$.body.packs[{number}]"
