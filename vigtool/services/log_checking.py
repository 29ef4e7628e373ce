"""Checking a log bundle by the very program that goes with it: there is no second one that could be of another mind."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from vigtool.exchange.errors import ResourceMissing
from vigtool.exchange.log_bundle import VERIFIER, verifier
from vigtool.services.incoming import beginning_of


class Flaw(StrEnum):
    """What does not hold, in the words of ``resources/verify_log.py``."""

    NO_BUNDLE = "changed beyond reading, or no log bundle, no key, no checkpoint"
    NOT_SIGNED = "not signed by this key"
    CHANGED = "entries were edited, dropped, added or moved"
    NOT_CONTINUED = "does not continue the older checkpoint"
    MISPLACED = "stands in another place, or its words are others"
    PERSON_UNKNOWN = "the log does not know this person"
    LEFT_OUT = "words about this person are left out"
    WITHOUT_CONSENT = "stands on no consent in force"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, the entry where it was seen, and for ``WITHOUT_CONSENT`` the purpose."""

    flaw: Flaw
    seq: int | None = None
    purpose: str = ""


def check_bundle(bundle: Path, key: str, since: Path | None = None) -> list[Finding]:
    """Return what does not hold in a bundle: nothing when all is well.

    ``key`` is a vkey; ``since`` holds an older checkpoint of the same log. Raises ``FileUnreadable``.
    """
    for path in (bundle, since):
        if path is not None:
            beginning_of(path, 1)
    findings = []
    for what, seq in _program().check(bundle, key, since):
        flaw, _colon, purpose = what.partition(": ")
        findings.append(Finding(Flaw(flaw), seq, purpose))
    return findings


@cache
def _program() -> ModuleType:
    spec = spec_from_file_location("vigtool_verify_log", verifier())
    if spec is None or spec.loader is None:
        raise ResourceMissing(VERIFIER)
    program = module_from_spec(spec)
    spec.loader.exec_module(program)
    return program
