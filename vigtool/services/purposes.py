"""The purposes that are in force in a vault: those of the program, then those that the organisation's policy adds."""

from collections.abc import Collection

from vigtool.domain.purposes import Act, LegalBasis, Purpose, PurposeCard
from vigtool.exchange.purposes import built_in_purposes
from vigtool.services.errors import ServiceError
from vigtool.services.policy import policy
from vigtool.services.workspace import Workspace


class UnknownPurpose(ServiceError):
    """A purpose that no catalogue in force describes, asked for by its id."""

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(purpose)
        self.purpose = purpose


def purposes(ws: Workspace) -> tuple[PurposeCard, ...]:
    """All purposes, in the order in which they are offered."""
    return (*built_in_purposes(), *policy(ws).own_purposes)


def purpose_card(ws: Workspace, purpose: Purpose) -> PurposeCard:
    """One purpose. Raises ``UnknownPurpose``."""
    found = next((one for one in purposes(ws) if one.id == purpose), None)
    if found is None:
        raise UnknownPurpose(purpose)
    return found


def purposes_allowing(ws: Workspace, act: Act) -> tuple[Purpose, ...]:
    """The purposes under which something may be done at all, in the order in which they are offered."""
    return tuple(one.id for one in purposes(ws) if act in one.acts)


def scope_of(ws: Workspace, purpose: Purpose) -> Collection[Act]:
    """What may be done under a purpose: nothing under one that nobody has described."""
    return next((one.acts for one in purposes(ws) if one.id == purpose), frozenset())


def proposed_basis(ws: Workspace, purpose: Purpose) -> LegalBasis:
    """The legal basis that is proposed with an answer: the organisation's, else the purpose's own.

    Raises ``UnknownPurpose``.
    """
    return policy(ws).basis or purpose_card(ws, purpose).basis
