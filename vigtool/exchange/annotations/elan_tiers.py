"""The tiers in which ELAN shows the marks of a film: nothing overlaps within a tier, and nothing is without length."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from vigtool.exchange.annotations.elan_terms import STARRED, TIER_NAMES, TierType, turn_words
from vigtool.exchange.annotations.marked_film import MarkedFilm, MarkedMoment, MarkedPrinciple, MarkedTurn
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch

STAR: Final = "star"
"""The entry of the vocabulary of stars."""

Marked = TypeVar("Marked")


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An annotation, ``[begin, end)`` in milliseconds; ``parent`` is whose times it takes, None if it has its own.

    ``entry`` is the entry of its type's vocabulary, empty where it is free text.
    """

    begin: int
    end: int
    value: str = ""
    parent: "Annotation | None" = None
    entry: str = ""

    def child(self, value: str, entry: str = "") -> "Annotation":
        """An annotation that stands under this one and has its times."""
        return Annotation(self.begin, self.end, value, self, entry)


@dataclass(slots=True)
class Tier:
    """A tier; ``annotations`` in the order of their begin, none over another. ``person`` is whom it is of."""

    name: str
    type: TierType
    parent: "Tier | None" = None
    person: str = ""
    annotations: list[Annotation] = field(default_factory=list)


def _layers(marked: Iterable[Marked], span: Callable[[Marked], tuple[int, int]]) -> list[list[Marked]]:
    """What is given in the order of begin, each in the first layer in which it lies over nothing."""
    layers: list[list[Marked]] = []
    ends: list[int] = []  # of the layers: thousands of marks over one another are gone through by these alone
    for one in marked:
        begin, end = span(one)
        free = next((place for place, until in enumerate(ends) if until <= begin), len(layers))
        if free == len(layers):
            layers.append([])
            ends.append(0)
        layers[free].append(one)
        ends[free] = end
    return layers


def _key(moment: MarkedMoment) -> tuple[int, int]:
    return whole_stretch(moment.key, moment.key_end)


def _span(moment: MarkedMoment) -> tuple[int, int]:
    begin, end = whole_stretch(moment.begin, moment.end)
    return begin, max(end, _key(moment)[1])


def _turn_span(turn: MarkedTurn) -> tuple[int, int]:
    return whole_stretch(turn.begin, turn.end)


def principle_name(principle: MarkedPrinciple, language: str) -> str:
    """What a principle is called; its id where its pack's words are not at hand."""
    return one_line(principle.name.in_language(language)) or one_line(principle.id)


class _Tiers:
    """The tiers of a film as they are made; no two have one name."""

    def __init__(self, film: MarkedFilm, language: str) -> None:
        self._film = film
        self._language = language
        self._names: set[str] = set()
        self.made: list[Tier] = []

    def all(self) -> list[Tier]:
        for number, layer in enumerate(_layers(self._film.moments, _span), 1):
            self._moments(number, layer)
        people = dict.fromkeys(one.id for one in self._film.people)
        turns = [turn for moment in self._film.moments for turn in moment.turns]
        for person in people | dict.fromkeys(turn.person for turn in turns):
            theirs = sorted((turn for turn in turns if turn.person == person), key=_turn_span)
            for number, theirs_here in enumerate(_layers(theirs, _turn_span), 1):
                self._turns(number, self._film.name_of(person), theirs_here)
        return self.made

    def _tier(self, name: str, number: int, type_: TierType, parent: Tier | None = None, person: str = "") -> Tier:
        base = one_line(name)
        full = base if number == 1 else f"{base} {number}"
        while full in self._names:
            number += 1
            full = f"{base} {number}"
        self._names.add(full)
        tier = Tier(full, type_, parent, person)
        self.made.append(tier)
        return tier

    def _named(self, number: int, type_: TierType, parent: Tier | None = None) -> Tier:
        return self._tier(TIER_NAMES[type_].in_language(self._language), number, type_, parent)

    def _moments(self, number: int, layer: Sequence[MarkedMoment]) -> None:
        tier = self._named(number, TierType.MOMENT)
        tier.annotations = [Annotation(*_span(one), plain(one.title)) for one in layer]
        keys = self._named(number, TierType.KEY, tier)
        keys.annotations = [Annotation(*_key(one)) for one in layer]
        pairs = list(zip(tier.annotations, layer, strict=True))
        self._under(number, TierType.NOTE, tier, [above.child(plain(one.note)) for above, one in pairs])
        self._under(number, TierType.QUESTION, tier, [above.child(plain(one.question)) for above, one in pairs])
        starred = STARRED.in_language(self._language)
        self._under(number, TierType.STAR, tier, [above.child(starred, STAR) for above, one in pairs if one.starred])
        for seen in {each.id: each for one in layer for each in one.principles}.values():
            name = principle_name(seen, self._language)
            below = self._tier(name, number, TierType.PRINCIPLE, tier)
            has = [above for above, one in pairs if any(each.id == seen.id for each in one.principles)]
            below.annotations = [above.child(name, seen.id) for above in has]

    def _under(self, number: int, type_: TierType, parent: Tier, annotations: list[Annotation]) -> None:
        if worded := [one for one in annotations if one.value]:
            self._named(number, type_, parent).annotations = worded

    def _turns(self, number: int, person: str, layer: Sequence[MarkedTurn]) -> None:
        name = f"{person}: {TIER_NAMES[TierType.TURN].in_language(self._language)}"
        tier = self._tier(name, number, TierType.TURN, person=plain(person))
        kinds = {one.kind: turn_words(one.kind).in_language(self._language) for one in layer}
        tier.annotations = [Annotation(*_turn_span(one), kinds[one.kind], entry=one.kind) for one in layer]
        pairs = zip(tier.annotations, layer, strict=True)
        if described := [above.child(words) for above, one in pairs if (words := plain(one.words))]:
            name = f"{person}: {TIER_NAMES[TierType.TURN_WORDS].in_language(self._language)}"
            self._tier(name, number, TierType.TURN_WORDS, tier, plain(person)).annotations = described


def tiers_of(film: MarkedFilm, language: str) -> list[Tier]:
    """The tiers of a film's marks, each before those under it, named in ``fi``, ``sv`` or ``en``."""
    return _Tiers(film, language).all()
