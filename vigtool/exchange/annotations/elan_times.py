"""When the annotations of a file of ELAN are: many have no time of their own.

The rules are those by which ELAN itself places them (its classes TimeProposer and SymbolicSubdivision): time slots
without a value share the time between those with one evenly; annotations that refer to another have its times, or an
even share of them where their tier divides it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from vigtool.exchange.annotations.elan_document import annotations_of, torn
from vigtool.exchange.annotations.elan_terms import FORMAT, Constraint
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.safe_xml import Element

Slots = dict[str, int | None]
Span = tuple[int | None, int | None]
"""A begin and an end in the file's time units; None where nothing says when."""

_TIME: Final = re.compile(r"[ \t\r\n]*\+?0*([0-9]{1,10})[ \t\r\n]*", re.ASCII)
_MOST: Final = 2**32 - 1
"""The schema's unsignedInt: in milliseconds, seven weeks."""


def spans(root: Element, tiers: Iterable[Element], constraints: Mapping[str, str]) -> dict[str, Span]:
    """When each annotation is, by its id; ``tiers`` parents first, ``constraints`` by the name of a tier's type.

    Raises ``FileUnfit`` (``BAD_TIME``, or ``NOT_THIS_FORMAT`` for references into nothing).
    """
    slots = _slots(root)
    found: dict[str, Span] = {}
    for tier in tiers:
        annotations = annotations_of(tier)
        aligned = [one for one in annotations if one.name == "ALIGNABLE_ANNOTATION"]
        for one in aligned:
            if not slots.keys() >= set(_ends(one)):
                raise torn(one)
        _propose(slots, dict(_ends(one) for one in aligned))
        for one in aligned:
            begin, end = _ends(one)
            _add(found, one, (slots[begin], slots[end]))
        divided = constraints.get(tier.get("LINGUISTIC_TYPE_REF")) == Constraint.SYMBOLIC_SUBDIVISION
        referring = [one for one in annotations if one.name == "REF_ANNOTATION"]
        for chain in _chains(referring) if divided else ([one] for one in referring):
            _share(found, chain)
    return found


def _slots(root: Element) -> Slots:
    slots: Slots = {}
    for slot in (one for order in root.all("TIME_ORDER") for one in order.all("TIME_SLOT")):
        if slot.get("TIME_SLOT_ID") in slots:
            raise torn(slot)
        slots[slot.get("TIME_SLOT_ID")] = _time(slot)
    return slots


def _time(slot: Element) -> int | None:
    text = slot.attributes.get("TIME_VALUE")
    if text is None:
        return None
    time = _TIME.fullmatch(text)
    if time is None or int(time[1]) > _MOST:
        raise FileUnfit(FORMAT, Unfit.BAD_TIME, slot.line)
    return int(time[1])


def _ends(aligned: Element) -> tuple[str, str]:
    return aligned.get("TIME_SLOT_REF1"), aligned.get("TIME_SLOT_REF2")


def _propose(slots: Slots, after: Mapping[str, str]) -> None:
    """Give the slots without a value their times; ``after`` leads from the begin of an annotation to its end.

    The shares are whole units, as in ELAN, which leaves the rest to the last one. A slot from which no way leads to a
    time is left as it is, and gone through once only.
    """
    nowhere: set[str] = set()
    for first in after:
        begin = slots[first]
        run: list[str] = []
        at: str | None = after[first]
        while begin is not None and at is not None and slots[at] is None and at not in nowhere:
            run.append(at)
            nowhere.add(at)
            at = after.get(at)
        end = None if at is None else slots[at]
        if begin is not None and end is not None:
            share = (end - begin) // (len(run) + 1)
            slots.update((slot, begin + share * place) for place, slot in enumerate(run, 1))


def _chains(referring: list[Element]) -> list[list[Element]]:
    """The annotations of a tier that divides others, each chain in its order."""
    after: dict[str, Element] = {}
    for one in referring:
        previous = one.attributes.get("PREVIOUS_ANNOTATION")
        if previous is not None and after.setdefault(previous, one) is not one:
            raise torn(one)
    chains: list[list[Element]] = []
    for one in referring:
        if "PREVIOUS_ANNOTATION" not in one.attributes:
            chains.append([one])
            while (following := after.pop(chains[-1][-1].get("ANNOTATION_ID"), None)) is not None:
                chains[-1].append(following)
    for left in after.values():  # they follow each other in a ring, or nothing
        raise torn(left)
    return chains


def _share(found: dict[str, Span], chain: list[Element]) -> None:
    """The annotations of a chain have even shares of the time from its first parent's begin to its last one's end."""
    parents = [found.get(one.get("ANNOTATION_REF")) for one in chain]
    first, last = parents[0], parents[-1]
    if first is None or last is None:
        raise torn(chain[0])
    begin, end = first[0], last[1]
    for place, one in enumerate(chain):
        if begin is None or end is None:
            _add(found, one, (None, None))
        else:
            times = (begin + (end - begin) * at // len(chain) for at in (place, place + 1))
            _add(found, one, (next(times), next(times)))


def _add(found: dict[str, Span], annotation: Element, span: Span) -> None:
    begin, end = span
    id_ = annotation.get("ANNOTATION_ID")
    if not id_ or id_ in found:
        raise torn(annotation)
    if begin is not None and end is not None and end < begin:
        raise FileUnfit(FORMAT, Unfit.BAD_TIME, annotation.line)
    found[id_] = span
