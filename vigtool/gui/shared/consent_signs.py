"""Consent as seen on the screen: a sign beside the word for each state, never a colour alone."""

from typing import Final

from vigtool.domain.consent import ConsentState

SIGNS: Final = {
    ConsentState.GIVEN: "circle-check",
    ConsentState.REFUSED: "circle-minus",
    ConsentState.WITHDRAWN: "undo-2",
    ConsentState.EXPIRED: "hourglass",
    ConsentState.UNKNOWN: "circle-dashed",
}
"""Icons."""
