"""What a cycle is called where it is offered."""

from vigtool.domain.cycles import Cycle
from vigtool.wording.translation import tr


def cycle_heading(cycle: Cycle, word: str) -> str:
    """A cycle's number with its name, if it has one; ``word`` is what the kind of case calls a cycle."""
    heading = tr("{cycle} {number}").format(cycle=word, number=cycle.number)
    return f"{heading}  \N{MIDDLE DOT}  {cycle.name}" if cycle.name else heading
