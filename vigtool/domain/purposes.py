"""What a consent is for: purposes are data, so that an organisation can word them and add its own.

The constants are the purposes that the program itself has acts for; a catalogue (``PurposeCard``) says what each one
means, what may be done under it and on which legal basis it usually stands.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from vigtool.domain.principles import Wording

Purpose = NewType("Purpose", str)
"""A purpose by its id, which is the command line's word for it."""


class Purposes:
    """The purposes that every catalogue has."""

    GUIDANCE: Final = Purpose("guidance")
    SUPERVISION: Final = Purpose("supervision")
    PORTFOLIO: Final = Purpose("portfolio")
    TRAINING: Final = Purpose("training")
    PRESENTATION: Final = Purpose("presentation")
    RESEARCH: Final = Purpose("research")
    FAMILY_COPY: Final = Purpose("family-copy")
    SHOWING: Final = Purpose("showing")
    REMOTE_REVIEW: Final = Purpose("remote-review")
    KEEP_LONGER: Final = Purpose("keep-longer")


STANDARD_PURPOSES: Final = (
    Purposes.GUIDANCE,
    Purposes.SUPERVISION,
    Purposes.PORTFOLIO,
    Purposes.TRAINING,
    Purposes.PRESENTATION,
    Purposes.RESEARCH,
    Purposes.FAMILY_COPY,
    Purposes.SHOWING,
    Purposes.REMOTE_REVIEW,
    Purposes.KEEP_LONGER,
)
"""In the order in which they are offered."""


class Act(StrEnum):
    """What is done with a film."""

    STORE = "store"
    VIEW = "view"
    ANNOTATE = "annotate"
    SHOW = "show"
    SCREEN = "screen"
    """Showing it on a screen that others see from elsewhere."""
    STILL = "still"
    CLIP = "clip"
    PACKAGE = "package"
    """Handing it over, sealed to its recipient."""
    COPY = "copy"
    """Giving a copy that the recipient may keep."""
    KEEP = "keep"
    """Keeping it beyond the agreed time."""


LEAVING: Final = frozenset({Act.STILL, Act.CLIP, Act.PACKAGE, Act.COPY})
"""Acts by which a picture leaves the vault. A bystander is to be masked; as long as nothing is masked, these need
the bystander's own consent as well."""

SEEN_BY_OTHERS: Final = LEAVING | {Act.SHOW, Act.SCREEN}
"""Acts by which somebody else than the guider sees the film: what a child says about them counts."""


class LegalBasis(StrEnum):
    """On which the processing stands by law, apart from the consent: GDPR, article 6(1), letters a to f."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTERESTS = "legitimate-interests"


@dataclass(frozen=True, slots=True)
class PurposeCard:
    """One purpose of a catalogue.

    ``says`` is the sentence to which somebody agrees; ``acts`` are all that may be done under it; ``basis`` is the
    legal basis that is proposed when an answer is put on record.
    """

    id: Purpose
    name: Wording
    says: Wording
    acts: frozenset[Act]
    basis: LegalBasis
