"""A sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is so, and what to do next."""

    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.what} {self.next_step}"
