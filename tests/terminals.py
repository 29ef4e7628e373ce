"""Terminals for programs that ask for a passphrase."""

import os

import pytest


def _are_given_out() -> bool:
    try:
        ends = os.openpty()
    except (AttributeError, OSError):  # Windows; a folder root without /dev/pts
        return False
    for end in ends:
        os.close(end)
    return True


needs_pseudo_terminal = pytest.mark.skipif(
    not _are_given_out(), reason="this machine gives out no pseudo-terminals to ask for a passphrase on"
)
