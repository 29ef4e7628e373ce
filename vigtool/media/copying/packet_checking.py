"""The packets of a copied clip beside the film's: what is copied is copied byte for byte, and nothing else is in it.

Decoding what follows an IDR picture depends on nothing but the slices from there on and the parameter sets that they
name (ITU-T H.264 8.2.1, 7.4.1.2.1): where these are the film's, so are the pictures.
"""

import hashlib

from vigtool.media.copying.coded_units import LENGTH_BYTES, is_instant_refresh, packet_of, picture_units, units_of
from vigtool.media.copying.plan import CopyPlan, copied_units
from vigtool.media.copying.sets import Sets
from vigtool.media.decoding import FilmPacket
from vigtool.media.errors import ClipNotExact
from vigtool.media.film import Film


def demand_sets(found: Sets | None, plan: CopyPlan) -> None:
    """Raise ``ClipNotExact`` unless the film's sets are there, and no other one has the number of one of them."""
    if found is None or not set(plan.sets.all) <= set(found.all) or not found.differ_in_number:
        raise ClipNotExact("picture_format")
    if found.length_bytes != LENGTH_BYTES:
        raise ClipNotExact("picture_format")


class PacketsBeside:
    """Takes the packets of a clip in their order; raises ``ClipNotExact`` at the first one that is not right.

    The film is read when this is made, and not afterwards.
    """

    def __init__(self, film: Film, plan: CopyPlan) -> None:
        """Raise ``UnreachableFrame`` if the film is not the planned one."""
        self._copied = {n: _digest(units) for n, units in copied_units(film, plan)}
        self._order = (*plan.ends[0], *plan.order, *plan.ends[1])
        self._beginnings = {end.start for end in plan.ends} | {plan.entry.frame}
        self._taken = 0

    def take(self, packet: FilmPacket) -> None:
        """Compare the next packet's bytes."""
        if self._taken == len(self._order):
            raise ClipNotExact("frame_count")
        n, self._taken = self._order[self._taken], self._taken + 1
        units = units_of(bytes(packet), LENGTH_BYTES)
        if not units:
            raise ClipNotExact("not_readable")
        if picture_units(units, ()) != units:
            raise ClipNotExact("picture_format")
        if n in self._copied and _digest(units) != self._copied[n]:
            raise ClipNotExact("picture")
        if n in self._beginnings and not is_instant_refresh(units):
            raise ClipNotExact("picture")


def _digest(units: list[bytes]) -> bytes:
    return hashlib.sha256(packet_of(units)).digest()
