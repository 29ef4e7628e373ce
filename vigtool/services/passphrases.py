"""Offering a passphrase: six words drawn at random from a list of the language."""

import secrets
from typing import Final

from vigtool.exchange.resource_files import resource

WORDS: Final = 6
"""Words in an offered passphrase; from lists of 2,900 words or more they carry at least 69 bits."""


def word_list(language: str) -> list[str]:
    """The words of ``fi``, ``sv`` or ``en``: short, common, plain, each once."""
    return resource("passphrases", f"{language}.txt").read_text("utf-8").split()


def offered_passphrase(language: str) -> str:
    """Six words with spaces between them, chosen by the system's own source of randomness."""
    words = word_list(language)
    return " ".join(secrets.choice(words) for _ in range(WORDS))
