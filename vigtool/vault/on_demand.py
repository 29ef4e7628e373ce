"""Names of a package that are imported when they are first asked for (PEP 562).

An engine reads one film, and starts without all that the vault keeps for others.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def names_on_demand(package: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """Return a package's ``__getattr__``; ``places`` tells in which of its modules each name stands."""

    def found(name: str) -> object:
        if name not in places:
            raise AttributeError(name)
        return getattr(import_module(f"{package}.{places[name]}"), name)

    return found
