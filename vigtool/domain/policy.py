"""What an organisation has laid down for all its vaults; without a policy of its own the built-in one holds."""

from dataclasses import dataclass, field
from typing import Final

from vigtool.domain.purposes import LegalBasis, PurposeCard
from vigtool.domain.retention import STANDARD_TERMS, Terms

LOCK_MINUTES: Final = 60
"""The longest that a vault stays open unused where nobody has laid down less."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to turn to: what for ("data protection officer"), and how (a name, a number, an address)."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who answers for the films by law; without a name nobody has said so yet."""

    name: str = ""
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """``version`` counts up from 1, 0 is the built-in policy.

    ``lock_after_minutes`` is the most that a user may choose. ``own_purposes`` come after the purposes that are built
    in. ``templates`` is a folder with the organisation's own forms, an empty text for none. ``basis`` is the legal
    basis that is proposed with an answer, None for the purpose's own. ``notice_languages`` are those in which notices
    and forms are offered, in this order. After ``backup_reminder_days`` without a backup one is recommended.
    """

    version: int = 0
    organisation: Organisation = field(default_factory=Organisation)
    terms: Terms = STANDARD_TERMS
    lock_after_minutes: int = LOCK_MINUTES
    own_purposes: tuple[PurposeCard, ...] = ()
    templates: str = ""
    basis: LegalBasis | None = None
    notice_languages: tuple[str, ...] = ("fi", "sv", "en")
    backup_reminder_days: int = 7


BUILT_IN: Final = Policy()
"""What holds until an organisation places a policy of its own."""
