"""The principle packs that a vault knows, and which of them a case works with.

Known are the packs that come with the program and those that were added. A version never changes its words: what a
moment was coded with can be shown in those words for ever, whatever newer versions say.
"""

from dataclasses import replace
from typing import Final

from vigtool.domain.case_edits import CaseStep, described
from vigtool.domain.cases import Case, PackChoice
from vigtool.domain.events import PackAdded
from vigtool.domain.identifiers import CaseId, PackId
from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.principles import Category, Item, Pack
from vigtool.exchange.principle_packs import built_in_packs, from_json, kept_from_json, to_json
from vigtool.services.case_history import CaseDesk
from vigtool.services.errors import PackIdReserved, PackVersionTaken, UnknownId
from vigtool.services.kinds import kind_of_case
from vigtool.services.lookups import find
from vigtool.services.projection import CASE, PACK
from vigtool.services.workspace import Workspace

BUILT_IN: Final = PackId("attuned-interaction")


def built_in() -> Pack:
    """The newest version of the pack that comes with the program. Raises ``ResourceMissing``."""
    return max((one for one in built_in_packs() if one.id == BUILT_IN), key=lambda one: one.version)


def packs(ws: Workspace) -> tuple[Pack, ...]:
    """All versions of all packs that the vault knows: the built-in ones, then the added, older versions first."""
    added = [kept_from_json(content) for content in ws.index.select(PACK)]
    return (*built_in_packs(), *sorted(added, key=lambda one: (one.id, one.version)))


def pack(ws: Workspace, pack_id: PackId, version: int) -> Pack:
    """A pack in one version. Raises ``UnknownId``."""
    found = known_pack(ws, pack_id, version)
    if found is None:
        raise UnknownId(PACK, pack_id)
    return found


def known_pack(ws: Workspace, pack_id: PackId, version: int) -> Pack | None:
    """A pack in one version, None for one that this vault does not know."""
    content = ws.index.get(PACK, f"{pack_id} {version}")
    if content is not None:
        return kept_from_json(content)
    return next((one for one in built_in_packs() if (one.id, one.version) == (pack_id, version)), None)


def newest(ws: Workspace, pack_id: PackId) -> Pack:
    """A pack in its highest version. Raises ``UnknownId``."""
    versions = [one for one in packs(ws) if one.id == pack_id]
    if not versions:
        raise UnknownId(PACK, pack_id)
    return max(versions, key=lambda one: one.version)


def seen(ws: Workspace, principle: PrincipleSeen) -> Category | Item | None:
    """What a moment was coded with, in the words of that version; None for a pack that this vault does not know."""
    known = known_pack(ws, principle.pack, principle.version)
    return None if known is None else known.find(principle.item)


def add_pack(ws: Workspace, data: bytes) -> Pack:
    """Take a pack's file into the vault; one that is known already is not added again.

    Raises ``BadPack``, ``PackVersionTaken``, ``PackIdReserved``, ``VaultReadOnly``.
    """
    made = from_json(data)
    known = known_pack(ws, made.id, made.version)
    if known is None and _comes_with_the_program(made.id):
        raise PackIdReserved(made.id)
    if known is None:
        ws.record(PackAdded(made.id, made.version, to_json(made).decode()))
    elif known != made:
        raise PackVersionTaken(made.id, made.version)
    return made


def as_new(ws: Workspace, draft: Pack) -> Pack:
    """A draft under the id and version that it can be added with, when its words differ from those that are known.

    What comes with the program goes on under an id of its own, for the program's next version may be numbered the same.
    """
    if known_pack(ws, draft.id, draft.version) in (None, draft) and not _comes_with_the_program(draft.id):
        return draft
    id_ = PackId(f"{draft.id}-own") if _comes_with_the_program(draft.id) else draft.id
    versions = [one.version for one in packs(ws) if one.id == id_]
    return replace(draft, id=id_, version=max(versions, default=0) + 1)


def choice_of(chosen: Pack) -> PackChoice:
    """A pack as a case keeps it."""
    return PackChoice(chosen.id, chosen.version)


def choose_pack(ws: Workspace, case_id: CaseId, choice: PackChoice) -> Case:
    """Let a case work with a pack from now on; its moments keep what they were coded with. Raises ``UnknownId``."""
    pack(ws, choice.id, choice.version)
    desk = CaseDesk(ws, case_id)
    desk.edit(CaseStep.PACK, described(desk.book, pack=choice))
    return desk.book.case


def pack_of_case(ws: Workspace, case_id: CaseId) -> Pack:
    """The pack that a case works with: the chosen one, else the newest of its kind's.

    Where that is unknown, for a newer vigtool came with it, it is the built-in one. Raises ``UnknownId`` for the case.
    """
    chosen = find(ws.index, CASE, Case, case_id).pack
    known = None if chosen is None else known_pack(ws, chosen.id, chosen.version)
    if known is not None:
        return known
    of_kind = [one for one in built_in_packs() if one.id == kind_of_case(ws, case_id).pack]
    return max(of_kind, key=lambda one: one.version, default=built_in())


def _comes_with_the_program(pack_id: PackId) -> bool:
    return any(one.id == pack_id for one in built_in_packs())
