"""The purposes that are in force here: those of the program, in the words of the resources."""

from collections.abc import Collection
from functools import cache

from vigtool.domain.purposes import Act, Purpose, PurposeCard
from vigtool.exchange.purposes import built_in_purposes


@cache
def purposes() -> tuple[PurposeCard, ...]:
    """All purposes, in the order in which they are offered."""
    return built_in_purposes()


def scope_of(purpose: Purpose) -> Collection[Act]:
    """What may be done under a purpose: nothing under one that nobody has described."""
    return next((one.acts for one in purposes() if one.id == purpose), frozenset())
