"""What is said when a clip cannot leave yet because somebody is still open in it: what is left, and one click there."""

from collections.abc import Callable

from vigtool.domain.identifiers import PersonId
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.services.errors import NotCovered
from vigtool.wording.translation import tr, trn


def tell_uncovered(
    panel: MessagePanel, error: NotCovered, name: str, go_there: Callable[[PersonId, int], None]
) -> None:
    """Say calmly what is left of somebody by ``name``; ``go_there`` gets the person and a gap's first frame."""
    count = sum(map(len, error.gaps))
    told = trn("{person} is still open on {count} frame here.", "{person} is still open on {count} frames here.", count)
    panel.tell(
        told.format(person=name, count=count),
        tr("Nothing has left the vault. Cover the rest, or say where they are not in the picture; then try again."),
    )
    first = error.gaps[0].start
    panel.add_step(tr("Go to the first gap"), "eye-off", lambda: go_there(error.person, first))
