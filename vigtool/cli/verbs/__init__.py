"""One module for each group of verbs; a verb takes the parsed options and answers, and returns the exit code.

A process does one verb and reads the grammar of all, so a module is loaded when a verb of it is done (PEP 562).
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from vigtool.cli.answers import Answers, Verb


class _OnDemand:
    """The verbs of a module that was not loaded yet."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> "Verb":
        def run(options: "Namespace", answers: "Answers") -> int:
            verb: Verb = getattr(import_module(self._module), name)
            return verb(options, answers)

        return run


def _verbs_on_demand(name: str) -> _OnDemand:
    if name.startswith("_"):
        raise AttributeError(name)
    return _OnDemand(f"{__name__}.{name}")


if not TYPE_CHECKING:
    __getattr__: Callable[[str], object] = _verbs_on_demand
