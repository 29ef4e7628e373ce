"""From what a card asks for to the preparation and the film: the only place where the two meet."""

from collections.abc import Callable
from typing import Protocol

from vigtool.domain.identifiers import MomentId
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.principle_words import PrincipleWords
from vigtool.gui.preparing.cards.wishes import Bare, Changed, KeyChosen, Looked, Moved, Ordered, Wish
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.preparation import Preparation


class Screen(Protocol):
    """Where the film is shown (``Player``)."""

    @property
    def frame(self) -> int:
        """The number of the frame that is shown."""

    def show_frame(self, frame: int) -> None:
        """Show a frame."""


def ground_of(material: Material, player: Screen) -> Ground:
    """What the cards of a film stand on."""
    return Ground(
        people=material.people,
        times=material.times,
        playhead=lambda: player.frame,
        read_only=material.read_only,
        question=material.question,
        principles=PrincipleWords(material.pack, material.find_pack),
        shown=material.shown,
        shown_times=material.shown_times,
        keys=KeyMap(material.preferences),
        star=material.star,
        leaves=not material.guest,
    )


class MomentWiring:
    """Does what cards wish for.

    ``take_keys`` gives the keys back to the film, ``hand_out`` asks for a clip, ``cover`` to cover somebody,
    ``supervise`` to hand over for supervision.
    """

    def __init__(
        self,
        preparation: Preparation,
        player: Screen,
        take_keys: Callable[[], object],
        hand_out: Callable[[MomentId], object],
        cover: Callable[[MomentId], object],
        supervise: Callable[[MomentId], object],
    ) -> None:
        self._preparation, self._player = preparation, player
        self._take_keys = take_keys
        self._asking = {Bare.HAND_OUT: hand_out, Bare.COVER: cover, Bare.SUPERVISION: supervise}

    def do(self, moment_id: MomentId, wish: Wish) -> None:
        """Do what is wished with a moment."""
        mine = self._preparation
        match wish:
            case Changed(step, change):
                mine.describe(moment_id, step, change)
            case Moved(span, frame):
                mine.move(moment_id, span)
                self._player.show_frame(frame)
            case KeyChosen(frame):
                mine.set_key(moment_id, frame)
            case Looked(frame):
                self._player.show_frame(frame)
            case Ordered(before):
                mine.reorder(moment_id, before)
            case _:
                self._do_bare(moment_id, wish)

    def _do_bare(self, moment_id: MomentId, wish: Bare) -> None:
        mine = self._preparation
        match wish:
            case Bare.PICK:
                self._take_keys()
                mine.select(moment_id)
            case Bare.STAR:
                mine.star(moment_id)
            case Bare.SPLIT:
                mine.split(self._player.frame)
            case Bare.JOIN:
                mine.join_next()
            case Bare.REMOVE:
                mine.remove(moment_id)
            case Bare.HAND_OUT | Bare.COVER | Bare.SUPERVISION:
                self._asking[wish](moment_id)
            case Bare.LEAVE:
                self._take_keys()
            case Bare.EARLIER | Bare.LATER:
                pass  # the list knows its order and asks for a place in it
