"""The policy that holds in a vault: placed by the organisation's IT, known by its signature, kept in the journal.

The first policy brings the key that all later ones are known by. From then on a policy counts only with a signature of
that key; whatever else is placed is refused, and the one before goes on to hold. A policy signed by the known key may
name another key, which has to sign it as well: so a key can be replaced.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import site_config_path

from vigtool.domain.accountability import PolicyAdopted
from vigtool.domain.policy import BUILT_IN, Policy
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.policy import MOST_BYTES, from_json, key_named_in, version_named_in
from vigtool.services.errors import FileUnreadable, ServiceError
from vigtool.services.incoming import beginning_of
from vigtool.services.lookups import find
from vigtool.services.projection import POLICY
from vigtool.services.workspace import Workspace
from vigtool.vault.log import MalformedNote, NoteNotSigned, VerifierKey, open_note, text_of

VARIABLE: Final = "VIGTOOL_POLICY"
FILE: Final = "policy.note"


class PolicyRefused(ServiceError):
    """A policy was placed that does not count; the one before goes on to hold."""


class PolicyNotSigned(PolicyRefused):
    """No signature of the key that the policy itself names, a wrong one, or no signed note at all."""


class PolicyOfAnotherKey(PolicyRefused):
    """The policy is signed, but not with the key that this vault knows the organisation by."""


class PolicyOutdated(PolicyRefused):
    """The vault holds a policy of this or a later version already; ``version`` is the placed one's."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


DOES_NOT_COUNT: Final = (PolicyRefused, UnreadableDocument, UnknownVersion, FileUnreadable)
"""What says that a placed policy does not count; all else that can go wrong is no fault of the policy's."""


@dataclass(frozen=True, slots=True)
class HeldPolicy:
    """A policy, and the key (as one word) that signed it; the built-in one has none.

    ``unread`` is why the built-in one stands in for the one that was taken over: this program cannot read that.
    """

    policy: Policy
    key: str = ""
    unread: UnreadableDocument | UnknownVersion | None = None


def policy(ws: Workspace) -> Policy:
    """The policy that holds: the last that was adopted, else the built-in one."""
    return held_policy(ws).policy


def held_policy(ws: Workspace) -> HeldPolicy:
    """The policy that holds, and whose it is.

    One that only a newer vigtool can read keeps nobody from the vault: its key stays the one that is known.
    """
    adopted = _adopted(ws)
    if adopted is None:
        return built_in_policy()
    try:
        return HeldPolicy(_read(adopted.note), adopted.key)
    except (UnreadableDocument, UnknownVersion) as error:
        return HeldPolicy(BUILT_IN, adopted.key, error)


def built_in_policy() -> HeldPolicy:
    """What holds where nobody has laid down anything."""
    return HeldPolicy(BUILT_IN)


def placed_policy(named: Path | None = None) -> Path | None:
    """Where IT has placed a policy: the file that was named, else the environment's, else the system's own place.

    None where there is no file in the system's place: that is no mistake, while a named file has to be there.
    """
    if named is not None:
        return named
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    usual = system_place()
    return usual if usual.is_file() else None


def system_place() -> Path:
    """Where a policy for everybody on this computer lies."""
    return site_config_path("vigtool", appauthor=False) / FILE


def adopt_placed(ws: Workspace, named: Path | None = None) -> Policy | None:
    """Take over the placed policy if there is one that the vault does not hold yet; None when nothing changes.

    A vault that is open to look only takes over nothing. Raises ``FileUnreadable``, and as ``adopt`` does.
    """
    place = placed_policy(named)
    return None if place is None or ws.read_only else adopt(ws, read_note(place))


def adopt(ws: Workspace, note: str, trusted: VerifierKey | None = None) -> Policy | None:
    """Let a policy hold from now on, on record with its signature; None when it holds already.

    ``trusted`` is a key that the organisation has told by another way, for when its old one is lost. Raises
    ``PolicyNotSigned``, ``PolicyOfAnotherKey``, ``PolicyOutdated``, ``BadPolicy`` and ``UnknownVersion``.
    """
    before = _adopted(ws)
    if before is not None and before.note == note:
        return None
    known = trusted or (None if before is None else VerifierKey.parse(before.key))
    own = _checked(note, known)
    found = _read(note)
    if trusted is None and before is not None and found.version <= version_named_in(text_of(before.note)):
        raise PolicyOutdated(found.version)
    ws.record(PolicyAdopted(note, str(own)))
    return found


def read_note(path: Path) -> str:
    """The text of a policy's file. Raises ``FileUnreadable``, ``PolicyNotSigned`` for one that cannot be a note."""
    data = beginning_of(path, MOST_BYTES + 1)
    try:
        if len(data) > MOST_BYTES:
            raise PolicyNotSigned
        return data.decode()
    except UnicodeDecodeError:
        raise PolicyNotSigned from None


def checked_note(note: str) -> HeldPolicy:
    """A policy that is signed with the key that it names itself, for whoever has no vault to hold it against.

    Raises ``PolicyNotSigned``, ``BadPolicy`` and ``UnknownVersion``.
    """
    own = _checked(note, None)
    return HeldPolicy(_read(note), str(own))


def _checked(note: str, known: VerifierKey | None) -> VerifierKey:
    """The key that the policy names, whose signature it bears, besides that of the ``known`` key."""
    try:
        own = VerifierKey.parse(key_named_in(text_of(note)))
        open_note(note, own)
    except (MalformedNote, NoteNotSigned):
        raise PolicyNotSigned from None
    if known is not None:
        try:
            open_note(note, known)
        except NoteNotSigned:
            raise PolicyOfAnotherKey from None
    return own


@cache
def _read(note: str) -> Policy:
    return from_json(text_of(note))


def _adopted(ws: Workspace) -> PolicyAdopted | None:
    return None if ws.index.get(POLICY, POLICY) is None else find(ws.index, POLICY, PolicyAdopted, POLICY)
